package dev.conctop.workload.net;

import dev.conctop.sample.task.Series;
import dev.conctop.workload.net.client.LoopConnection;
import dev.conctop.workload.net.client.LoopHttp;
import dev.conctop.workload.task.LoopTask;
import dev.conctop.workload.task.TaskFailure;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.LineBasedFrameDecoder;
import java.nio.charset.StandardCharsets;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The paced echo on an event loop: a task answers the next line, or so many. */
public final class LoopPaced extends LoopConnection {
  private static final int LONGEST_REFUSAL = 128;

  private final ByteBuf begin;
  private final int message;
  private final long rounds;
  private long left;
  private boolean begun;
  private @Nullable PacedLine unanswered;

  private LoopPaced(ByteBuf begin, int message, long rounds) {
    this.begin = begin;
    this.message = message;
    this.rounds = rounds;
  }

  /** Gives what makes connections that begin with a line, and so many messages a task. */
  public static Supplier<LoopConnection> protocol(byte[] beginning, int message, long rounds) {
    ByteBuf begin = LoopHttp.constant(beginning);
    return () -> new LoopPaced(begin, message, rounds);
  }

  @Override
  public void addCodec(ChannelPipeline pipeline) {
    pipeline.addLast(new LineBasedFrameDecoder(Math.max(message, LONGEST_REFUSAL), true, true));
  }

  @Override
  public void send(ChannelHandlerContext ctx) {
    if (!begun) {
      begun = true;
      ctx.writeAndFlush(begin.duplicate(), ctx.voidPromise());
    }
    left = rounds;
    answer(ctx);
  }

  @Override
  public void channelRead(ChannelHandlerContext ctx, Object message) throws TaskFailure {
    ByteBuf bytes = (ByteBuf) message;
    String line = bytes.toString(StandardCharsets.US_ASCII);
    bytes.release();
    unanswered = PacedLine.parse(line);
    answer(ctx);
  }

  /** Answers if there are both a line and a task to answer it. */
  private void answer(ChannelHandlerContext ctx) {
    PacedLine line = unanswered;
    LoopTask task = task();
    if (line == null || task == null) {
      return;
    }
    unanswered = null;
    ByteBuf answer = ctx.alloc().directBuffer().writeBytes(line.answer());
    ctx.writeAndFlush(answer, ctx.voidPromise());
    if (line.roundTripNanos() > 0) {
      task.record(Series.ROUND_TRIP, line.roundTripNanos());
    }
    if (--left == 0) {
      completed(true);
    }
  }
}
