package dev.conctop.app.experiment;

import java.io.PrintStream;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * When the program is told to end before its work is over, the work is told to stop and to print
 * what is known, and the program's end waits for that.
 */
public final class PrintsAtEnd implements AutoCloseable {
  private static final long PRINTING_SECONDS = 4;

  private final Runnable stop;
  private final PrintStream err;
  private final CountDownLatch printed = new CountDownLatch(1);
  private final Thread hook = new Thread(this::ending, "print-what-is-known");

  /**
   * From now on.
   *
   * @param stop tells the work to stop; called by another thread
   */
  public PrintsAtEnd(Runnable stop, PrintStream err) {
    this.stop = stop;
    this.err = err;
    Runtime.getRuntime().addShutdownHook(hook);
  }

  private void ending() {
    stop.run();
    try {
      if (!printed.await(PRINTING_SECONDS, TimeUnit.SECONDS)) {
        err.println("conctop: what was known could not be printed in time");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** All is printed. */
  public void done() {
    printed.countDown();
  }

  @Override
  public void close() {
    done();
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      // The program is ending: the hook is what waits for us.
    }
  }
}
