package dev.conctop.workload.net;

import dev.conctop.sample.task.TaskWait;
import dev.conctop.workload.task.TaskContext;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedDeque;

/**
 * Kept blocking connections to the query side of the loopback server, one a borrower: the one used
 * last is lent first. What was lent is given back, or closed after a failure.
 */
public final class Links<L extends Links.Link> implements AutoCloseable {
  private static final int CONNECT_TIMEOUT_MILLIS = 10_000;

  /** Something that talks over one socket. */
  public interface Link {
    Socket socket();
  }

  /** Makes a link of a connected socket. */
  public interface Maker<L> {
    L make(Socket socket) throws IOException;
  }

  private final ConcurrentLinkedDeque<L> idle = new ConcurrentLinkedDeque<>();
  private final Set<Socket> all = ConcurrentHashMap.newKeySet();
  private final InetSocketAddress address;
  private final Maker<L> maker;
  private volatile boolean closed;

  public Links(InetSocketAddress address, Maker<L> maker) {
    this.address = address;
    this.maker = maker;
  }

  /**
   * Lends a connection, made now if none is idle. Blocks while it connects.
   *
   * @throws IOException when none can be made
   */
  public L borrow() throws IOException {
    L link = idle.pollFirst();
    return link != null ? link : connect();
  }

  /**
   * Lends a connection to a task. Only making one is a wait: a kept one is lent without giving up
   * what the task's model holds.
   *
   * @throws Exception when none can be made
   */
  public L borrow(TaskContext task) throws Exception {
    L link = idle.pollFirst();
    return link != null ? link : task.await(TaskWait.NETWORK, this::connect);
  }

  public void giveBack(L link) {
    idle.addFirst(link);
  }

  /** Ends a connection that failed. */
  public void drop(L link) {
    close(link.socket());
  }

  private L connect() throws IOException {
    Socket socket = new Socket();
    all.add(socket);
    try {
      if (closed) {
        throw new IOException("the workload is closed");
      }
      socket.setTcpNoDelay(true);
      socket.connect(address, CONNECT_TIMEOUT_MILLIS);
      return maker.make(socket);
    } catch (IOException e) {
      close(socket);
      throw e;
    }
  }

  private void close(Socket socket) {
    all.remove(socket);
    try {
      socket.close();
    } catch (IOException e) {
      // It is gone either way.
    }
  }

  /** Closes all connections; what waits on one fails. */
  @Override
  public void close() {
    closed = true;
    idle.clear();
    Set.copyOf(all).forEach(this::close);
  }
}
