package dev.conctop.workload.db;

import dev.conctop.workload.net.client.LoopConnection;
import dev.conctop.workload.net.client.LoopHttp;
import dev.conctop.workload.task.TaskFailure;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPipeline;
import java.util.function.Supplier;

/** The query protocol on an event loop: one line out, a known number of bytes back. */
final class LoopQuery extends LoopConnection {
  private final ByteBuf request;
  private final long answer;
  private long received;

  private LoopQuery(ByteBuf request, long answer) {
    this.request = request;
    this.answer = answer;
  }

  /**
   * Gives what makes connections.
   *
   * @param line one request
   * @param answer bytes of its answer
   */
  static Supplier<LoopConnection> protocol(byte[] line, long answer) {
    ByteBuf request = LoopHttp.constant(line);
    return () -> new LoopQuery(request, answer);
  }

  @Override
  public void addCodec(ChannelPipeline pipeline) {
    // Bytes are only counted.
  }

  @Override
  public void send(ChannelHandlerContext ctx) {
    received = 0;
    ctx.writeAndFlush(request.duplicate(), ctx.voidPromise());
  }

  @Override
  public void channelRead(ChannelHandlerContext ctx, Object message) {
    ByteBuf bytes = (ByteBuf) message;
    boolean refused = received == 0 && bytes.getByte(bytes.readerIndex()) == QueryLink.REFUSAL;
    received += bytes.readableBytes();
    bytes.release();
    if (refused) {
      failed(false, new TaskFailure("the server refused the query"));
    } else if (received >= answer) {
      completed(received == answer);
    }
  }
}
