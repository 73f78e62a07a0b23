package dev.conctop;

import dev.conctop.app.Crashes;
import dev.conctop.app.headless.Terminals;
import dev.conctop.cli.Conctop;

/** The observer's entry point: parse, dispatch, exit code. */
public final class Main {
  private Main() {}

  public static void main(String[] args) {
    Crashes.handle();
    Terminals.prepare();
    int code = new Conctop(System.getenv(), System.out, System.err).run(args);
    System.out.flush();
    // Not a return from main: a stray non-daemon thread must not keep the terminal waiting.
    Runtime.getRuntime().exit(code);
  }
}
