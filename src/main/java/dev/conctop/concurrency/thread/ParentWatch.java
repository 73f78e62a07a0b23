package dev.conctop.concurrency.thread;

import dev.conctop.workload.process.Children;
import java.util.concurrent.locks.LockSupport;

/** Ends this process within 3 s of its parent's death, however that died. */
public final class ParentWatch {
  private static final long POLL_NANOS = 1_000_000_000L;

  private ParentWatch() {}

  /**
   * Polls the parent's pid once a second and halts when it changes. The pipe from the parent is the
   * first sign of its death; this is for when somebody else holds that open.
   */
  public static void start() {
    start(() -> Runtime.getRuntime().halt(1));
  }

  /** The same with another way out, which must end the process. */
  public static void start(Runnable wayOut) {
    int parent = NativeThreads.parentPid();
    Thread.ofPlatform()
        .daemon()
        .name("parent-watch")
        .start(
            () -> {
              while (NativeThreads.parentPid() == parent) {
                LockSupport.parkNanos(POLL_NANOS);
              }
              Children.endAll();
              wayOut.run();
            });
  }
}
