package dev.conctop.server;

import io.netty.channel.IoHandle;
import io.netty.channel.IoHandler;
import io.netty.channel.IoHandlerContext;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.IoRegistration;
import io.netty.channel.nio.NioIoHandler;

/**
 * Netty's NIO with time-outs rounded up to whole milliseconds instead of to the nearest one. Netty
 * spins through the last half millisecond before a timer is due; a server that spins would take the
 * core from what is being measured. Timers are up to 1 ms late for it, never early.
 */
final class WholeMillisecondNio implements IoHandler {
  /** With the half millisecond that Netty adds before it divides, this rounds up. */
  private static final long ROUND_UP_NANOS = 499_999;

  private final IoHandler nio;

  private WholeMillisecondNio(IoHandler nio) {
    this.nio = nio;
  }

  static IoHandlerFactory newFactory() {
    IoHandlerFactory factory = NioIoHandler.newFactory();
    return executor -> new WholeMillisecondNio(factory.newHandler(executor));
  }

  @Override
  public void initialize() {
    nio.initialize();
  }

  @Override
  public int run(IoHandlerContext context) {
    return nio.run(new RoundedUp(context));
  }

  @Override
  public void prepareToDestroy() {
    nio.prepareToDestroy();
  }

  @Override
  public void destroy() {
    nio.destroy();
  }

  @Override
  public IoRegistration register(IoHandle handle) throws Exception {
    return nio.register(handle);
  }

  @Override
  public void wakeup() {
    nio.wakeup();
  }

  @Override
  public boolean isCompatible(Class<? extends IoHandle> handleType) {
    return nio.isCompatible(handleType);
  }

  private record RoundedUp(IoHandlerContext context) implements IoHandlerContext {
    @Override
    public boolean canBlock() {
      return context.canBlock();
    }

    @Override
    public long delayNanos(long currentTimeNanos) {
      return roundUp(context.delayNanos(currentTimeNanos));
    }

    @Override
    public long deadlineNanos() {
      return context.deadlineNanos();
    }

    @Override
    public void reportActiveIoTime(long activeNanos) {
      context.reportActiveIoTime(activeNanos);
    }

    @Override
    public boolean shouldReportActiveIoTime() {
      return context.shouldReportActiveIoTime();
    }

    private static long roundUp(long nanos) {
      return nanos <= 0 || nanos > Long.MAX_VALUE - ROUND_UP_NANOS ? nanos : nanos + ROUND_UP_NANOS;
    }
  }
}
