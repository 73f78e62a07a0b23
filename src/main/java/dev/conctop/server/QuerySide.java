package dev.conctop.server;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.TooLongFrameException;
import io.netty.util.concurrent.ScheduledFuture;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * One connection of the query protocol: a line asks, the answer comes after the delay. The line
 * {@code P <gap_ns> [<message>]} makes it a paced echo for the rest of its life, of messages of so
 * many bytes at least, whose clock is here, outside of anything that the client's threads share.
 */
final class QuerySide extends ChannelInboundHandlerAdapter {
  /** What the next line must be. */
  private enum Expected {
    QUERY,
    NOTHING,
    ECHO
  }

  private static final int MOST_MESSAGE = 1 << 20;

  private final LoopShare share;
  private Expected expected = Expected.QUERY;
  private @Nullable ScheduledFuture<?> timer;
  private int body;
  private boolean paced;
  private long gapNanos;
  private int least;
  private long sequence;
  private long sentNanos;
  private long roundTripNanos;

  QuerySide(LoopShare share) {
    this.share = share;
  }

  @Override
  public void channelRead(ChannelHandlerContext ctx, Object message) {
    long arrivedNanos = System.nanoTime();
    ByteBuf frame = (ByteBuf) message;
    try {
      String line = frame.toString(StandardCharsets.US_ASCII);
      switch (expected) {
        case QUERY -> ask(ctx, line);
        case ECHO -> echo(ctx, line, arrivedNanos);
        case NOTHING -> throw new Ask.Refused("one request at a time");
      }
    } catch (Ask.Refused e) {
      refuse(ctx, e.why());
    } finally {
      frame.release();
    }
  }

  private void ask(ChannelHandlerContext ctx, String line) throws Ask.Refused {
    if (line.startsWith("P ")) {
      String[] words = line.substring(2).split(" ", 2);
      gapNanos = Ask.delay(words[0]);
      least = words.length == 1 ? 0 : (int) Ask.number("message", words[1], 1, MOST_MESSAGE);
      paced = true;
      startDelay(ctx, gapNanos);
    } else {
      Ask ask = share.askOfLine(line);
      body = ask.body();
      startDelay(ctx, share.draw(ask));
    }
  }

  private void echo(ChannelHandlerContext ctx, String line, long arrivedNanos) throws Ask.Refused {
    if (Ask.number("sequence", line, 0, Long.MAX_VALUE) != sequence) {
      throw new Ask.Refused("expected " + sequence);
    }
    roundTripNanos = Math.max(1, arrivedNanos - sentNanos);
    sequence++;
    startDelay(ctx, gapNanos);
  }

  private void startDelay(ChannelHandlerContext ctx, long delayNanos) {
    expected = Expected.NOTHING;
    if (delayNanos == 0) {
      answer(ctx);
    } else {
      timer = ctx.executor().schedule(() -> answer(ctx), delayNanos, TimeUnit.NANOSECONDS);
    }
  }

  private void answer(ChannelHandlerContext ctx) {
    timer = null;
    if (paced) {
      expected = Expected.ECHO;
      ByteBuf line = ctx.alloc().directBuffer(Math.max(48, least));
      line.writeCharSequence(sequence + " " + roundTripNanos, StandardCharsets.US_ASCII);
      while (line.writerIndex() < least - 1) {
        line.writeByte(' ');
      }
      line.writeByte('\n');
      sentNanos = System.nanoTime();
      ctx.writeAndFlush(line, ctx.voidPromise());
    } else {
      expected = Expected.QUERY;
      share.fillers().writePlain(ctx, body);
      ctx.flush();
    }
  }

  private void refuse(ChannelHandlerContext ctx, String why) {
    expected = Expected.NOTHING;
    stopTimer();
    ctx.channel().config().setAutoRead(false);
    ctx.writeAndFlush(Unpooled.copiedBuffer("400 " + why + "\n", StandardCharsets.US_ASCII))
        .addListener(ChannelFutureListener.CLOSE);
  }

  private void stopTimer() {
    if (timer != null) {
      timer.cancel(false);
      timer = null;
    }
  }

  @Override
  public void channelInactive(ChannelHandlerContext ctx) {
    stopTimer();
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
    if (cause instanceof TooLongFrameException) {
      refuse(ctx, "the line is too long");
    } else {
      ctx.close();
    }
  }
}
