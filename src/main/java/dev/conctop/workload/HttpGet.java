package dev.conctop.workload;

import dev.conctop.catalog.Parameters;
import dev.conctop.sample.TaskWait;
import java.io.IOException;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** One HTTP download, from the loopback server or from a server of the user's own. */
final class HttpGet implements Workload {
  private static final int FIRST_ERROR_STATUS = 400;

  private final ReentrantLock making = new ReentrantLock();
  private volatile @Nullable BlockingHttp blocking;
  private volatile @Nullable LoopPools loops;
  private boolean closed;
  private HttpTarget target = new HttpTarget(false, "127.0.0.1", 1, "/");
  private final Callable<Integer> exchange = () -> client().get();

  @Override
  public void open(Surroundings surroundings) throws Exception {
    Parameters parameters = surroundings.parameters();
    String url = parameters.text("url");
    target =
        url.isEmpty()
            ? new HttpTarget(
                false,
                "127.0.0.1",
                ServerPort.http(surroundings).getPort(),
                ServerPort.httpPath(parameters))
            : HttpTarget.ofUrl(url);
    loops = new LoopPools(target.resolve(), LoopHttp.protocol(target));
  }

  @Override
  public void run(TaskContext task) throws Exception {
    checkStatus(task.await(TaskWait.NETWORK, exchange));
  }

  /** Fails a task whose answer is an error. */
  static void checkStatus(int status) throws TaskFailure {
    if (status >= FIRST_ERROR_STATUS) {
      throw new TaskFailure("HTTP " + status);
    }
  }

  @Override
  public void runOnLoop(LoopTask task) {
    LoopPools pools = loops;
    if (pools == null) {
      task.failed(new IllegalStateException("not open"));
      return;
    }
    pools.exchange(task);
  }

  /** The blocking client, made by the first task that needs it: an event loop never does. */
  private BlockingHttp client() throws IOException {
    BlockingHttp made = blocking;
    if (made != null) {
      return made;
    }
    making.lock();
    try {
      BlockingHttp now = blocking;
      if (closed) {
        throw new IOException("the workload is closed");
      }
      if (now == null) {
        now = new BlockingHttp(target);
        blocking = now;
      }
      return now;
    } finally {
      making.unlock();
    }
  }

  @Override
  public void close() {
    LoopPools pools = loops;
    if (pools != null) {
      pools.close();
    }
    making.lock();
    try {
      closed = true;
      BlockingHttp made = blocking;
      if (made != null) {
        blocking = null;
        made.close();
      }
    } finally {
      making.unlock();
    }
  }
}
