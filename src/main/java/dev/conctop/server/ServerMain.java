package dev.conctop.server;

import dev.conctop.process.Interrupts;

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
    Interrupts.leaveToTheObserver();
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
}
