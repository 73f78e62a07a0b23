package dev.conctop.term.os;

/** Whether the standard streams lead to a terminal. */
public final class Streams {
  private Streams() {}

  /**
   * Begins, on a thread of its own, to bind the functions that every terminal needs: some tens of
   * milliseconds that the start-up can spend on other things meanwhile.
   */
  public static void prepare() {
    Thread.ofPlatform().daemon().name("prepare-terminal").start(() -> Tty.isTerminal(1));
  }

  public static boolean outputIsTerminal() {
    return Tty.isTerminal(1);
  }

  public static boolean errorIsTerminal() {
    return Tty.isTerminal(2);
  }
}
