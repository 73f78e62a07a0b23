package dev.conctop.server;

import sun.misc.Signal;
import sun.misc.SignalHandler;

/**
 * The loopback server's process: says its two ports in one line on standard output, then serves
 * until standard input ends or the parent is another one.
 */
public final class ServerMain {
  private ServerMain() {}

  public static void main(String[] args) {
    if (args.length != 0) {
      System.err.println("conctop server takes no arguments");
      System.exit(2);
    }
    leaveInterruptsToTheObserver();
    Lifeline lifeline = Lifeline.toParent();
    try {
      LoopbackServer server = LoopbackServer.start(LoopbackServer.defaultLoops());
      System.out.println(
          "{\"http_port\":" + server.httpPort() + ",\"query_port\":" + server.queryPort() + "}");
      System.out.flush();
      OwnWarmUp.start(server.queryPort());
    } catch (Exception e) {
      System.err.println("conctop server cannot listen on 127.0.0.1: " + e.getMessage());
      System.exit(1);
    }
    lifeline.awaitEnd(System.in);
    System.exit(0);
  }

  /** A terminal's Ctrl-C comes to every process in its foreground; who started this one ends it. */
  private static void leaveInterruptsToTheObserver() {
    try {
      Signal.handle(new Signal("INT"), SignalHandler.SIG_IGN);
    } catch (IllegalArgumentException e) {
      // A system without it.
    }
  }
}
