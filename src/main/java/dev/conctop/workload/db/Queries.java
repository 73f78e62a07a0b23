package dev.conctop.workload.db;

import dev.conctop.sample.task.TaskWait;
import dev.conctop.workload.net.Links;
import dev.conctop.workload.net.client.LoopPools;
import dev.conctop.workload.task.LoopTask;
import dev.conctop.workload.task.TaskContext;
import java.net.InetSocketAddress;
import java.util.concurrent.Callable;

/** Equal queries to the loopback server, from threads that may block and from event loops. */
public final class Queries implements AutoCloseable {
  private final Links<QueryLink> links;
  private final LoopPools loops;
  private final byte[] line;
  private final long answer;
  private final Callable<Boolean> exchange = this::exchange;

  /**
   * Prepares; connects nothing yet.
   *
   * @param line one request
   * @param answer bytes of its answer
   */
  public Queries(InetSocketAddress address, byte[] line, long answer) {
    this.line = line;
    this.answer = answer;
    links = new Links<>(address, QueryLink::new);
    loops = new LoopPools(address, LoopQuery.protocol(line, answer));
  }

  /** One query on a thread that may block. */
  public void run(TaskContext task) throws Exception {
    task.await(TaskWait.NETWORK, exchange);
  }

  private boolean exchange() throws Exception {
    QueryLink link = links.borrow();
    boolean complete = false;
    try {
      link.query(line, answer);
      complete = true;
    } finally {
      if (complete) {
        links.giveBack(link);
      } else {
        links.drop(link);
      }
    }
    return true;
  }

  /** One query on the task's loop; ends the task. */
  public void runOnLoop(LoopTask task) {
    loops.exchange(task);
  }

  @Override
  public void close() {
    loops.close();
    links.close();
  }
}
