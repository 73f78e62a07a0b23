package dev.conctop.app;

import dev.conctop.sample.figure.CleanTrace;

/**
 * What becomes of an exception that nobody catches: its trace, and the end of the program with 1.
 * Going on without the thread that it ended would show figures that nobody looks after any more. A
 * full screen puts its own way in this one's place.
 */
public final class Crashes {
  private Crashes() {}

  /** For every thread of the program; called once, first. */
  public static void handle() {
    Thread.setDefaultUncaughtExceptionHandler(
        (thread, failure) -> {
          CleanTrace.print(System.err, thread, failure);
          // On another thread: the hooks may have to wait for the one that failed.
          Thread.ofPlatform().daemon().name("exit").start(() -> Runtime.getRuntime().exit(1));
        });
  }
}
