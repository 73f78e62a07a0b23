package dev.conctop.workload.net.client;

import dev.conctop.sample.task.TaskWait;
import dev.conctop.workload.task.LoopTask;
import io.netty.bootstrap.Bootstrap;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.socket.SocketChannel;
import java.io.IOException;
import java.net.SocketAddress;
import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Kept connections of one event loop. A connection is made when a task finds none idle; the one
 * used last is used first. Confined to its loop.
 */
final class LoopPool {
  /** More at once would overflow the queue of a listening socket. */
  static final int CONNECTING_AT_ONCE = 64;

  private static final int CONNECT_TIMEOUT_MILLIS = 10_000;

  private final ArrayDeque<LoopConnection> idle = new ArrayDeque<>();
  private final ArrayDeque<LoopTask> queue = new ArrayDeque<>();
  private final Set<LoopConnection> all = new HashSet<>();
  private final Supplier<LoopConnection> protocol;
  private final Bootstrap bootstrap;
  private int connecting;
  private boolean closed;

  LoopPool(EventLoop loop, SocketAddress address, Supplier<LoopConnection> protocol) {
    this.protocol = protocol;
    bootstrap =
        new Bootstrap()
            .group(loop)
            .channel(Transport.of(loop).channel())
            .option(ChannelOption.TCP_NODELAY, true)
            .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, CONNECT_TIMEOUT_MILLIS)
            .remoteAddress(address);
  }

  /** Runs one task's exchange; ends the task when it is complete or has failed. */
  void exchange(LoopTask task) {
    if (closed) {
      task.failed(new IOException("the workload is closed"));
      return;
    }
    LoopConnection connection = idle.pollLast();
    if (connection != null) {
      connection.start(task);
      return;
    }
    task.waiting(TaskWait.NETWORK);
    queue.add(task);
    connect();
  }

  /** A connection can take the next task. */
  void free(LoopConnection connection) {
    LoopTask next = queue.poll();
    if (next != null) {
      connection.startWaiting(next);
    } else {
      idle.add(connection);
    }
  }

  /** A connection has ended. */
  void lost(LoopConnection connection) {
    if (all.remove(connection)) {
      idle.remove(connection);
      connect();
    }
  }

  private void connect() {
    while (!closed && connecting < CONNECTING_AT_ONCE && connecting < queue.size()) {
      connecting++;
      LoopConnection connection = protocol.get();
      ChannelInitializer<SocketChannel> initializer =
          new ChannelInitializer<>() {
            @Override
            protected void initChannel(SocketChannel channel) {
              connection.addTo(channel.pipeline(), LoopPool.this);
            }
          };
      bootstrap
          .clone()
          .handler(initializer)
          .connect()
          .addListener((ChannelFuture future) -> connected(future, connection));
    }
  }

  private void connected(ChannelFuture future, LoopConnection connection) {
    if (!future.isSuccess()) {
      gaveUp(future.cause());
    } else if (closed) {
      future.channel().close();
    } else {
      all.add(connection);
      connection.whenReady(() -> ready(connection), cause -> unusable(connection, cause));
    }
  }

  /** Called once a new connection can be used: after TLS's handshake, where there is one. */
  private void ready(LoopConnection connection) {
    connecting--;
    free(connection);
  }

  private void unusable(LoopConnection connection, Throwable cause) {
    all.remove(connection);
    connection.close();
    gaveUp(cause);
  }

  /** One connection could not be made: one task fails of it, the next tries again. */
  private void gaveUp(Throwable cause) {
    connecting--;
    LoopTask task = queue.poll();
    if (task != null) {
      task.resumed();
      task.failed(cause);
    }
    connect();
  }

  /** Closes all connections; tasks under way and in the queue fail. */
  void close() {
    closed = true;
    Set.copyOf(all).forEach(LoopConnection::close);
    for (LoopTask task = queue.poll(); task != null; task = queue.poll()) {
      task.resumed();
      task.failed(new IOException("the workload is closed"));
    }
  }
}
