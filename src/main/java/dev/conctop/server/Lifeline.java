package dev.conctop.server;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;

/**
 * Ties this process to the life of the one that started it. The end of standard input is the usual
 * sign; a change of the parent's pid is the other, because a pipe may be held open by somebody
 * else.
 */
final class Lifeline {
  private static final Duration POLL = Duration.ofSeconds(1);
  private static final int BUFFER = 512;

  private final long parent;

  private Lifeline(long parent) {
    this.parent = parent;
  }

  /** Remembers the parent; call it first, while the parent surely is the one that started us. */
  static Lifeline toParent() {
    return new Lifeline(parentPid());
  }

  /** Returns when {@code input} has ended; the process is ended if the parent changes before. */
  void awaitEnd(InputStream input) {
    Thread.ofPlatform().daemon().name("parent-watch").start(this::watchParent);
    byte[] ignored = new byte[BUFFER];
    try {
      while (input.read(ignored) >= 0) {
        // Nothing is ordered this way; only the end counts.
      }
    } catch (IOException e) {
      // A standard input that cannot be read has ended.
    }
  }

  private void watchParent() {
    while (parentPid() == parent) {
      try {
        Thread.sleep(POLL);
      } catch (InterruptedException e) {
        break;
      }
    }
    System.exit(0);
  }

  private static long parentPid() {
    return ProcessHandle.current().parent().map(ProcessHandle::pid).orElse(0L);
  }
}
