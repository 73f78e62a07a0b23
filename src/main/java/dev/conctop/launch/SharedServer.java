package dev.conctop.launch;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * One loopback server for several runs, started when the first of them needs it: what they are
 * compared by is not which of them got the warmer server.
 */
public final class SharedServer implements AutoCloseable {
  /** Starts the server's process. */
  interface Starter {
    LoopbackServerProcess start() throws IOException;
  }

  private final Starter starter;
  private final Object starting = new Object();
  private final Object lock = new Object();

  // Guarded by lock.
  private @Nullable LoopbackServerProcess process;
  private boolean closed;

  // Guarded by starting.
  private boolean ready;
  private @Nullable IOException failure;

  public SharedServer() {
    this(LoopbackServerProcess::start);
  }

  SharedServer(Starter starter) {
    this.starter = starter;
  }

  /**
   * The server, which answers by then. May take a while, for the first that asks.
   *
   * @throws IOException when it cannot be started or was closed; for all that ask the same
   */
  LoopbackServerProcess ready() throws IOException {
    synchronized (starting) {
      if (failure != null) {
        throw failure;
      }
      try {
        LoopbackServerProcess started = started();
        if (!ready) {
          started.awaitReady();
          ready = true;
        }
        return started;
      } catch (IOException e) {
        failure = e;
        throw e;
      }
    }
  }

  private LoopbackServerProcess started() throws IOException {
    synchronized (lock) {
      if (closed) {
        throw new IOException("the runs were ended before they began");
      }
      LoopbackServerProcess started = process == null ? starter.start() : process;
      process = started;
      return started;
    }
  }

  @Override
  public void close() {
    LoopbackServerProcess started;
    synchronized (lock) {
      closed = true;
      started = process;
    }
    if (started != null) {
      started.close();
    }
  }
}
