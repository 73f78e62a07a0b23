package dev.conctop.workload.net.client;

import dev.conctop.sample.task.TaskWait;
import dev.conctop.workload.task.LoopTask;
import dev.conctop.workload.task.TaskContext;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelPipeline;
import java.io.IOException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One kept connection on an event loop and the task that uses it now. A protocol says what is sent
 * and when the answer is complete. Confined to its loop.
 */
public abstract class LoopConnection extends ChannelInboundHandlerAdapter {
  private @Nullable LoopPool pool;
  private @Nullable ChannelHandlerContext context;
  private @Nullable LoopTask task;
  private @Nullable Throwable failure;
  private boolean waits;
  private long exchanges;

  /** Adds what decodes, in front of this handler. */
  public abstract void addCodec(ChannelPipeline pipeline);

  /** Sends the request of a task; the answer comes by channelRead. */
  public abstract void send(ChannelHandlerContext ctx);

  /** Calls one of both, now or later, when a connected channel can be used or cannot. */
  public void whenReady(Runnable ready, Consumer<Throwable> failed) {
    ready.run();
  }

  final void addTo(ChannelPipeline pipeline, LoopPool owner) {
    pool = owner;
    addCodec(pipeline);
    pipeline.addLast(this);
  }

  @Override
  public final void handlerAdded(ChannelHandlerContext ctx) {
    context = ctx;
  }

  /** Begins the exchange of a task that runs. */
  final void start(LoopTask running) {
    begin(running, false);
    long exchange = exchanges;
    send(context());
    // An answer that was there already has ended the exchange by now.
    if (exchange == exchanges && task != null) {
      waits = true;
      running.waiting(TaskWait.NETWORK);
    }
  }

  /** Begins the exchange of a task that has been waiting for a connection. */
  final void startWaiting(LoopTask waiting) {
    begin(waiting, true);
    send(context());
  }

  private void begin(LoopTask next, boolean waitsAlready) {
    exchanges++;
    task = next;
    waits = waitsAlready;
  }

  /** The task of the exchange under way. */
  protected final @Nullable LoopTask task() {
    return task;
  }

  /** The answer is complete. */
  public final void completed(boolean reusable) {
    LoopTask ended = release(reusable);
    if (ended != null) {
      ended.done();
    }
  }

  /**
   * The answer is complete, and the task has work to do with it; the connection is free by then.
   */
  public final void completed(boolean reusable, Afterwards work) {
    LoopTask ended = release(reusable);
    if (ended == null) {
      return;
    }
    try {
      work.with(ended);
      ended.done();
    } catch (Exception e) {
      ended.failed(e);
    }
  }

  /** What a task does when its answer is there. */
  public interface Afterwards {
    void with(TaskContext task) throws Exception;
  }

  /** The answer is complete, and it is an error. */
  public final void failed(boolean reusable, Throwable cause) {
    LoopTask ended = release(reusable);
    if (ended != null) {
      ended.failed(cause);
    }
  }

  private @Nullable LoopTask release(boolean reusable) {
    LoopTask ended = task;
    task = null;
    if (ended != null && waits) {
      ended.resumed();
    }
    if (ended == null || !reusable) {
      close();
    } else if (pool != null) {
      pool.free(this);
    }
    return ended;
  }

  @Override
  public final void channelInactive(ChannelHandlerContext ctx) {
    if (pool != null) {
      pool.lost(this);
    }
    Throwable cause = failure;
    failed(false, cause != null ? cause : new IOException("connection closed before the answer"));
  }

  @Override
  public final void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
    failure = cause;
    ctx.close();
  }

  final void close() {
    if (context != null) {
      context.close();
    }
  }

  final ChannelHandlerContext context() {
    if (context == null) {
      throw new IllegalStateException("not connected");
    }
    return context;
  }
}
