package dev.conctop.workload.net.client;

import dev.conctop.sample.task.TaskWait;
import dev.conctop.workload.task.LoopTask;
import dev.conctop.workload.task.TaskContext;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** Equal HTTP requests, from threads that may block and from event loops. */
public final class HttpRequests implements AutoCloseable {
  private static final byte[] NOTHING = {};

  private final HttpTarget target;
  private final HttpTarget.Method method;
  private final byte[] upload;
  private final Optional<PageWork> work;
  private final LoopPools loops;
  private final ReentrantLock making = new ReentrantLock();
  private final Callable<byte[]> exchange = () -> client().exchange();
  private volatile @Nullable BlockingHttp blocking;
  private boolean closed;

  private HttpRequests(
      HttpTarget target, HttpTarget.Method method, byte[] upload, Optional<PageWork> work)
      throws IOException {
    this.target = target;
    this.method = method;
    this.upload = upload;
    this.work = work;
    loops =
        new LoopPools(
            target.resolve(), LoopHttp.protocol(target, target.request(method, upload), work));
  }

  /**
   * Prepares downloads; connects nothing yet.
   *
   * @param work what each task does with what came
   */
  public static HttpRequests get(HttpTarget target, Optional<PageWork> work) throws IOException {
    return new HttpRequests(target, HttpTarget.Method.GET, NOTHING, work);
  }

  /** Prepares uploads; connects nothing yet. */
  public static HttpRequests post(HttpTarget target, byte[] upload) throws IOException {
    return new HttpRequests(target, HttpTarget.Method.POST, upload, Optional.empty());
  }

  /** One request on a thread that may block. */
  public void run(TaskContext task) throws Exception {
    byte[] page = task.await(TaskWait.NETWORK, exchange);
    if (work.isPresent()) {
      work.get().work(task, page);
    }
  }

  /** One request on the task's loop; ends the task. */
  public void runOnLoop(LoopTask task) {
    loops.exchange(task);
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
        now = new BlockingHttp(target, method, upload, work.isPresent());
        blocking = now;
      }
      return now;
    } finally {
      making.unlock();
    }
  }

  @Override
  public void close() {
    loops.close();
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
