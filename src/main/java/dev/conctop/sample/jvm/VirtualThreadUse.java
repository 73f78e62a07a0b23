package dev.conctop.sample.jvm;

import dev.conctop.sample.figure.Figure;

/**
 * Virtual threads by their scheduler.
 *
 * @param carriers threads that may carry them
 * @param mounted carried now
 * @param queued ready and without a carrier
 */
public record VirtualThreadUse(Figure carriers, Figure mounted, Figure queued) {
  /** Nothing is known, for this reason. */
  public static VirtualThreadUse na(String reason) {
    return new VirtualThreadUse(Figure.na(reason), Figure.na(reason), Figure.na(reason));
  }
}
