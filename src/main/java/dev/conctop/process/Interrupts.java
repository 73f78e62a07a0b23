package dev.conctop.process;

import sun.misc.Signal;

/**
 * A terminal's Ctrl-C comes to every process in its foreground, but only the observer is to act on
 * it: it ends the others in its own way.
 */
public final class Interrupts {
  private Interrupts() {}

  /**
   * Has SIGINT do nothing to this process from now on. It is caught, not ignored: what is ignored
   * stays so in every program that this process starts, and a user's own command is to have it as
   * ever. Therefore each main class of ours calls this for itself, first of all.
   */
  public static void leaveToTheObserver() {
    try {
      Signal.handle(new Signal("INT"), signal -> {});
    } catch (IllegalArgumentException e) {
      // A system without it, or a JVM that was told to leave signals alone.
    }
  }
}
