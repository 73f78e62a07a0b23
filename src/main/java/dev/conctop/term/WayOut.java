package dev.conctop.term;

import dev.conctop.sample.figure.CleanTrace;

/**
 * The ways out of the program that nobody calls: the shutdown hook and exceptions that nobody
 * catches. Both end in {@link TerminalSession#close}.
 */
final class WayOut {
  private final TerminalSession session;
  private final Thread hook;
  private volatile boolean printed;

  WayOut(TerminalSession session) {
    this.session = session;
    hook = new Thread(session::close, "terminal-restore");
  }

  void install() {
    Runtime.getRuntime().addShutdownHook(hook);
    Thread.setDefaultUncaughtExceptionHandler(this::crashed);
  }

  /** The handler stays: a trace is printed clean after the screen, too. */
  void uninstall() {
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      // the hooks are running already
    }
  }

  /** Each step whatever became of the one before. */
  public void inOrder(Runnable... steps) {
    for (Runnable step : steps) {
      try {
        step.run();
      } catch (Throwable e) {
        // Out of memory, most likely. The next step matters more than the reason.
      }
    }
  }

  /**
   * Terminal first, then the trace, then the end of the program with 1. What fails after a trace
   * was printed is most likely of the same cause, and not printed.
   */
  private void crashed(Thread thread, Throwable exception) {
    if (printed) {
      return;
    }
    try {
      session.close();
      CleanTrace.print(System.err, thread, exception);
      printed = true;
    } finally {
      exit(1);
    }
  }

  /**
   * Ends the program from a thread of its own, so that it may be asked for on any thread, one of
   * the shutdown's included.
   */
  static void exit(int code) {
    try {
      Thread exit = new Thread(() -> exitOrHalt(code), "exit");
      exit.setDaemon(true);
      exit.start();
    } catch (Throwable e) {
      Runtime.getRuntime().halt(code); // not even a thread can be had
    }
  }

  private static void exitOrHalt(int code) {
    try {
      System.exit(code);
    } finally {
      Runtime.getRuntime().halt(code); // only reached by an error in the shutdown itself
    }
  }
}
