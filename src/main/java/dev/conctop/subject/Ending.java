package dev.conctop.subject;

import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicBoolean;

/** The one way out of a subject: closes what is open for at most a second, then halts. */
final class Ending {
  private static final long LONGEST_CLOSE_MILLIS = 1000;

  private final AtomicBoolean begun = new AtomicBoolean();
  private volatile AutoCloseable open = () -> {};
  private volatile Runnable removal = () -> {};

  /** What is to be closed; called when it has been opened. */
  void closes(AutoCloseable resource) {
    open = resource;
  }

  /**
   * The run's private directory, removed at the end: the observer, which made it, may be gone. A
   * directory of another name or kind than it makes is left alone.
   */
  void removes(Path directory) {
    removal = () -> RunDirectory.remove(directory);
    // A terminal's end hangs up on every process in it: then this one ends by its hooks.
    Runtime.getRuntime().addShutdownHook(new Thread(removal, "remove-directory"));
  }

  /** Ends the process; a second call waits for the first to end it. */
  void end(int status) {
    if (begun.compareAndSet(false, true)) {
      Thread closer = Thread.ofPlatform().daemon().name("closer").unstarted(this::close);
      closer.start();
      try {
        closer.join(LONGEST_CLOSE_MILLIS);
      } catch (InterruptedException e) {
        // It halts all the sooner.
      }
      removal.run();
      Runtime.getRuntime().halt(status);
    }
  }

  private void close() {
    try {
      open.close();
    } catch (Exception e) {
      System.err.println("while closing: " + e);
    }
  }
}
