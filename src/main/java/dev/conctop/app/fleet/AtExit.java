package dev.conctop.app.fleet;

import dev.conctop.remote.Links;

/** Ends connections when the program is told to end while they are used. */
final class AtExit implements AutoCloseable {
  private final Thread hook;

  private AtExit(Thread hook) {
    this.hook = hook;
  }

  /** From now on until it is closed; at once when the program ends already. */
  static AtExit hangUp(Links links) {
    Thread hook = new Thread(links::hangUp, "close-feeds-at-exit");
    try {
      Runtime.getRuntime().addShutdownHook(hook);
    } catch (IllegalStateException e) {
      links.hangUp();
    }
    return new AtExit(hook);
  }

  @Override
  public void close() {
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      // The hooks run already, this one among them.
      return;
    }
  }
}
