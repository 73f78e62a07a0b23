package dev.conctop.workload.net.client;

import dev.conctop.workload.task.LoopTask;
import io.netty.channel.EventLoop;
import java.net.SocketAddress;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Supplier;

/** One pool of kept connections for each event loop, to one address. */
public final class LoopPools {
  private final Map<EventLoop, LoopPool> pools = new ConcurrentHashMap<>();
  private final SocketAddress address;
  private final Supplier<LoopConnection> protocol;

  /**
   * Prepares; connects nothing yet.
   *
   * @param protocol makes what speaks on one connection
   */
  public LoopPools(SocketAddress address, Supplier<LoopConnection> protocol) {
    this.address = address;
    this.protocol = protocol;
  }

  /** One exchange on the task's loop, on which it is called. */
  public void exchange(LoopTask task) {
    LoopPool pool = pools.get(task.loop());
    if (pool == null) {
      pool = pools.computeIfAbsent(task.loop(), loop -> new LoopPool(loop, address, protocol));
    }
    pool.exchange(task);
  }

  /** Closes all connections; tasks under way fail. */
  public void close() {
    pools.forEach(
        (loop, pool) -> {
          try {
            loop.execute(pool::close);
          } catch (RejectedExecutionException e) {
            // The loop has ended, and its connections with it.
          }
        });
  }
}
