package dev.conctop.server.watched;

import dev.conctop.concurrency.thread.NativeThreads;
import dev.conctop.concurrency.thread.ParentWatch;
import dev.conctop.concurrency.thread.ThreadRegistry;
import dev.conctop.process.Interrupts;
import dev.conctop.sample.SubjectEvent;
import dev.conctop.sample.figure.Pid;
import dev.conctop.wire.Message;
import dev.conctop.wire.MessageWriter;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/**
 * A watched server's process: says hello and its two ports, then serves, and speaks of itself
 * between {@code go} and {@code rest}, until standard input ends or the parent is another one.
 */
public final class WatchedMain {
  private WatchedMain() {}

  public static void main(String[] args) {
    if (args.length != 1) {
      System.err.println("a watched server takes one argument: which");
      System.exit(2);
    }
    Interrupts.leaveToTheObserver();
    ParentWatch.start(() -> Runtime.getRuntime().halt(0));
    OutputStream stream = new FileOutputStream(FileDescriptor.out);
    MessageWriter out = new MessageWriter(stream);
    // What a library prints must not get between the messages.
    System.setOut(System.err);
    try {
      out.write(new Message.Hello(hello()));
      ServerTelemetry telemetry = start(args[0], out, stream);
      OrdersOfServer.obey(System.in, telemetry);
    } catch (IOException e) {
      System.err.println("the server cannot listen on 127.0.0.1: " + e.getMessage());
      Runtime.getRuntime().halt(1);
    }
    Runtime.getRuntime().halt(0);
  }

  private static ServerTelemetry start(String id, MessageWriter out, OutputStream stream)
      throws IOException {
    ThreadRegistry threads = new ThreadRegistry();
    Served served =
        switch (id) {
          case "netty" -> NettyServed.start(threads);
          case "threads" -> BlockingServed.onThreads(threads);
          case "virtual-threads" -> BlockingServed.onVirtualThreads(threads);
          default -> throw new IOException("there is no server '" + id + "' here");
        };
    String ports =
        "{\"http_port\":" + served.httpPort() + ",\"query_port\":" + served.queryPort() + "}\n";
    stream.write(ports.getBytes(StandardCharsets.US_ASCII));
    return ServerTelemetry.start(out, threads, served);
  }

  private static SubjectEvent.Hello hello() {
    String runtime = System.getProperty("java.runtime.name", "Java");
    return new SubjectEvent.Hello(
        new Pid(NativeThreads.pid()),
        runtime.replace(" Runtime Environment", ""),
        System.getProperty("java.version", ""),
        false);
  }
}
