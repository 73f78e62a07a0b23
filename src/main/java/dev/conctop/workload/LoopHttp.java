package dev.conctop.workload;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPipeline;
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
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javax.net.ssl.SSLException;

/** HTTP GET on an event loop: the request is encoded once, the answer's bytes are let go. */
final class LoopHttp extends LoopConnection {
  private static final int INTERIM = 200;
  private static final int FIRST_ERROR_STATUS = 400;

  private final HttpTarget target;
  private final ByteBuf request;
  private final Optional<SslContext> tls;
  private int status;
  private boolean keepAlive;

  private LoopHttp(HttpTarget target, ByteBuf request, Optional<SslContext> tls) {
    this.target = target;
    this.request = request;
    this.tls = tls;
  }

  /**
   * Gives what makes connections to a target.
   *
   * @throws SSLException when TLS cannot be had
   */
  static Supplier<LoopConnection> protocol(HttpTarget target) throws SSLException {
    ByteBuf request = constant(target.getRequest());
    Optional<SslContext> tls =
        target.tls() ? Optional.of(SslContextBuilder.forClient().build()) : Optional.empty();
    return () -> new LoopHttp(target, request, tls);
  }

  /** Bytes that are sent again and again. */
  static ByteBuf constant(byte[] bytes) {
    return Unpooled.unreleasableBuffer(
        Unpooled.wrappedBuffer(ByteBuffer.allocateDirect(bytes.length).put(bytes).flip()));
  }

  @Override
  void addCodec(ChannelPipeline pipeline) {
    tls.ifPresent(
        context ->
            pipeline.addLast(
                context.newHandler(pipeline.channel().alloc(), target.host(), target.port())));
    pipeline.addLast(new HttpResponseDecoder(new HttpDecoderConfig().setValidateHeaders(false)));
  }

  @Override
  void whenReady(Runnable ready, Consumer<Throwable> failed) {
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
  void send(ChannelHandlerContext ctx) {
    status = 0;
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
    if (message instanceof LastHttpContent) {
      // An interim answer such as 100 is followed by the real one.
      if (status >= FIRST_ERROR_STATUS) {
        failed(keepAlive, new TaskFailure("HTTP " + status));
      } else if (status >= INTERIM) {
        completed(keepAlive);
      }
    }
  }
}
