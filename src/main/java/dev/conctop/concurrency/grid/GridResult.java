package dev.conctop.concurrency.grid;

import java.io.Serializable;

/**
 * What came of a task in its member.
 *
 * @param began {@link System#nanoTime}, which is one clock for all processes of a machine; 0 when
 *     it was dropped, since its phase was over
 * @param ended when it had ended there
 * @param failure in words; empty when there was none
 * @param part what it found of something larger; empty for most
 */
record GridResult(long began, long ended, String failure, byte[] part) implements Serializable {
  private static final long serialVersionUID = 1L;

  static GridResult dropped() {
    return new GridResult(0, 0, "", new byte[0]);
  }
}
