package dev.conctop.workload.net.client;

import dev.conctop.workload.task.TaskFailure;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseDecoder;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslHandler;
import io.netty.util.ReferenceCountUtil;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javax.net.ssl.SSLException;

/**
 * One HTTP request over and over, on an event loop. It is encoded once; the answer's bytes are let
 * go, unless there is work to do with them.
 */
public final class LoopHttp extends LoopConnection {
  private static final int INTERIM = 200;

  private final HttpTarget target;
  private final ByteBuf request;
  private final Optional<SslContext> tls;
  private int status;
  private final Optional<PageWork> work;
  private final ByteArrayOutputStream page = new ByteArrayOutputStream();
  private boolean keepAlive;

  private LoopHttp(
      HttpTarget target, ByteBuf request, Optional<SslContext> tls, Optional<PageWork> work) {
    this.target = target;
    this.request = request;
    this.tls = tls;
    this.work = work;
  }

  /**
   * Gives what makes connections to a target.
   *
   * @param whole a request, head and body
   * @param work what a task does with its answer
   * @throws SSLException when TLS cannot be had
   */
  static Supplier<LoopConnection> protocol(HttpTarget target, byte[] whole, Optional<PageWork> work)
      throws SSLException {
    ByteBuf request = constant(whole);
    Optional<SslContext> tls =
        target.tls() ? Optional.of(SslContextBuilder.forClient().build()) : Optional.empty();
    return () -> new LoopHttp(target, request, tls, work);
  }

  /** Bytes that are sent again and again. */
  public static ByteBuf constant(byte[] bytes) {
    return Unpooled.unreleasableBuffer(
        Unpooled.wrappedBuffer(ByteBuffer.allocateDirect(bytes.length).put(bytes).flip()));
  }

  @Override
  public void addCodec(ChannelPipeline pipeline) {
    tls.ifPresent(
        context ->
            pipeline.addLast(
                context.newHandler(pipeline.channel().alloc(), target.host(), target.port())));
    pipeline.addLast(new HttpResponseDecoder(new HttpDecoderConfig().setValidateHeaders(false)));
  }

  @Override
  public void whenReady(Runnable ready, Consumer<Throwable> failed) {
    SslHandler handler = context().pipeline().get(SslHandler.class);
    if (handler == null) {
      ready.run();
      return;
    }
    handler
        .handshakeFuture()
        .addListener(
            future -> {
              if (future.isSuccess()) {
                ready.run();
              } else {
                failed.accept(future.cause());
              }
            });
  }

  @Override
  public void send(ChannelHandlerContext ctx) {
    status = 0;
    page.reset();
    ctx.writeAndFlush(request.duplicate(), ctx.voidPromise());
  }

  @Override
  public void channelRead(ChannelHandlerContext ctx, Object message) {
    try {
      read((HttpObject) message);
    } finally {
      ReferenceCountUtil.release(message);
    }
  }

  private void read(HttpObject message) {
    if (message.decoderResult().isFailure()) {
      failed(false, message.decoderResult().cause());
      return;
    }
    if (message instanceof HttpResponse response) {
      status = response.status().code();
      keepAlive = HttpUtil.isKeepAlive(response);
    }
    if (work.isPresent() && message instanceof HttpContent content) {
      ByteBuf bytes = content.content();
      page.writeBytes(ByteBufUtil.getBytes(bytes));
    }
    if (message instanceof LastHttpContent) {
      // An interim answer such as 100 is followed by the real one.
      if (status >= HttpTarget.FIRST_ERROR_STATUS) {
        failed(keepAlive, new TaskFailure("HTTP " + status));
      } else if (status >= INTERIM) {
        complete();
      }
    }
  }

  private void complete() {
    if (work.isEmpty()) {
      completed(keepAlive);
      return;
    }
    byte[] bytes = page.toByteArray();
    completed(keepAlive, task -> work.get().work(task, bytes));
  }
}
