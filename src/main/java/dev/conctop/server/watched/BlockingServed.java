package dev.conctop.server.watched;

import dev.conctop.concurrency.thread.Carriers;
import dev.conctop.concurrency.thread.ThreadClock;
import dev.conctop.concurrency.thread.ThreadRegistry;
import dev.conctop.sample.figure.Role;
import dev.conctop.sample.task.LatencyInterval;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** Blocking sockets, a thread for each connection: a platform thread or a virtual one. */
final class BlockingServed implements Served {
  private static final int BACKLOG = 4096;

  /** Starts the thread of a connection. */
  private interface Threads {
    void start(Conversation conversation);
  }

  private final ServerSocket http;
  private final ServerSocket query;
  private final Threads threads;
  private final Runnable look;
  private final AtomicInteger connections = new AtomicInteger();

  private BlockingServed(Threads threads, Runnable look) throws IOException {
    this.threads = threads;
    this.look = look;
    this.http = listen();
    this.query = listen();
    Thread.ofPlatform().daemon().name("accept-http").start(() -> accept(http, this::http));
    Thread.ofPlatform().daemon().name("accept-query").start(() -> accept(query, this::query));
  }

  static BlockingServed onThreads(ThreadRegistry registry) throws IOException {
    AtomicInteger number = new AtomicInteger();
    return new BlockingServed(
        conversation -> {
          String name = "connection-" + number.incrementAndGet();
          Thread.ofPlatform().daemon().name(name).start(() -> speak(conversation, registry, name));
        },
        () -> {});
  }

  private static void speak(Conversation conversation, ThreadRegistry registry, String name) {
    ThreadClock clock = registry.register(name, Role.WORKER);
    try {
      conversation.hold(new Declares.ByClock(clock));
    } finally {
      registry.remove(clock);
    }
  }

  /** The carriers are found by their names; of what virtual threads wait for they know nothing. */
  static BlockingServed onVirtualThreads(ThreadRegistry registry) throws IOException {
    Carriers carriers = new Carriers(registry);
    return new BlockingServed(
        conversation -> Thread.ofVirtual().start(() -> conversation.hold(Declares.NOTHING)),
        carriers::look);
  }

  private static ServerSocket listen() throws IOException {
    ServerSocket socket = new ServerSocket();
    InetAddress loopback = InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
    socket.bind(new InetSocketAddress(loopback, 0), BACKLOG);
    return socket;
  }

  /** What is said on a connection. */
  private interface Protocol {
    Conversation of(Socket socket);
  }

  private void accept(ServerSocket from, Protocol protocol) {
    while (true) {
      try {
        Socket socket = from.accept();
        socket.setTcpNoDelay(true);
        threads.start(protocol.of(socket));
      } catch (IOException | OutOfMemoryError e) {
        // No descriptor or no thread was left: the client sees its connection closed or waits.
        System.err.println("a connection was not accepted: " + e.getMessage());
      }
    }
  }

  private Conversation http(Socket socket) {
    return new HttpConversation(socket, connections.incrementAndGet());
  }

  private Conversation query(Socket socket) {
    return new QueryConversation(socket, connections.incrementAndGet());
  }

  @Override
  public int httpPort() {
    return http.getLocalPort();
  }

  @Override
  public int queryPort() {
    return query.getLocalPort();
  }

  @Override
  public void go() {
    // Nothing of its own wakes up.
  }

  @Override
  public void rest() {
    // Nothing of its own wakes up.
  }

  @Override
  public void look() {
    look.run();
  }

  @Override
  public List<LatencyInterval> intervals() {
    return List.of();
  }
}
