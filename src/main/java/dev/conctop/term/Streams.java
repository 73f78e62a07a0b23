package dev.conctop.term;

/** Whether the standard streams lead to a terminal. */
public final class Streams {
  private Streams() {}

  public static boolean outputIsTerminal() {
    return Tty.isTerminal(1);
  }

  public static boolean errorIsTerminal() {
    return Tty.isTerminal(2);
  }
}
