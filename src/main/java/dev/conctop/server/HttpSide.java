package dev.conctop.server;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import io.netty.util.concurrent.ScheduledFuture;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * One HTTP connection: each request is answered after the delay it asks for, in the order of the
 * requests. While answers are owed to a client that sends ahead, no more is read from it.
 */
final class HttpSide extends ChannelInboundHandlerAdapter {
  /** One answer that is owed. */
  private record Owed(Ask ask, String text, boolean refused, boolean close) {}

  private static final Ask AT_ONCE = new Ask(0, Distribution.FIXED, 0);
  private static final String CONTINUE = "HTTP/1.1 100 Continue\r\n\r\n";

  private final LoopShare share;
  private final ArrayDeque<Owed> owed = new ArrayDeque<>(2);
  private @Nullable ScheduledFuture<?> timer;
  private Ask ask = AT_ONCE;
  private boolean post;
  private boolean database;
  private boolean keepAlive;
  private boolean refused;
  private long received;

  HttpSide(LoopShare share) {
    this.share = share;
  }

  @Override
  public void channelRead(ChannelHandlerContext ctx, Object message) {
    try {
      if (!refused) {
        read(ctx, (HttpObject) message);
      }
    } catch (Ask.Refused e) {
      refused = true;
      owe(ctx, new Owed(AT_ONCE, e.why() + "\n", true, true));
    } finally {
      ReferenceCountUtil.release(message);
    }
  }

  private void read(ChannelHandlerContext ctx, HttpObject message) throws Ask.Refused {
    if (message.decoderResult().isFailure()) {
      throw new Ask.Refused("not an HTTP request");
    }
    if (message instanceof HttpRequest request) {
      begin(ctx, request);
    }
    if (message instanceof HttpContent content) {
      received += content.content().readableBytes();
      checkSize(received);
      if (message instanceof LastHttpContent) {
        owe(ctx, new Owed(ask, text(), false, !keepAlive));
      }
    }
  }

  /** An answer of its own; empty: filler. */
  private String text() throws Ask.Refused {
    if (post) {
      return received + "\n";
    }
    return database ? share.database().port() + "\n" : "";
  }

  private void begin(ChannelHandlerContext ctx, HttpRequest request) throws Ask.Refused {
    String uri = request.uri();
    int mark = uri.indexOf('?');
    String path = mark < 0 ? uri : uri.substring(0, mark);
    post = request.method().equals(HttpMethod.POST);
    database = !post && path.equals("/db");
    if (!(post ? path.equals("/post") : path.equals("/get") || database)
        || !(post || request.method().equals(HttpMethod.GET))) {
      throw new Ask.Refused("expected GET /get, GET /db or POST /post");
    }
    ask = share.askOfUri(uri, mark);
    keepAlive = HttpUtil.isKeepAlive(request);
    received = 0;
    if (post) {
      checkSize(statedLength(request));
      if (HttpUtil.is100ContinueExpected(request)) {
        ctx.writeAndFlush(Unpooled.copiedBuffer(CONTINUE, StandardCharsets.US_ASCII));
      }
    }
  }

  private static long statedLength(HttpRequest request) throws Ask.Refused {
    try {
      return HttpUtil.getContentLength(request, 0L);
    } catch (NumberFormatException e) {
      throw new Ask.Refused("Content-Length is not a whole number");
    }
  }

  private static void checkSize(long bytes) throws Ask.Refused {
    if (bytes > Ask.MAX_BODY) {
      throw new Ask.Refused("body is over " + Ask.MAX_BODY + " bytes");
    }
  }

  private void owe(ChannelHandlerContext ctx, Owed answer) {
    owed.add(answer);
    if (owed.size() == 1) {
      startDelay(ctx, answer);
    } else {
      ctx.channel().config().setAutoRead(false);
    }
  }

  private void startDelay(ChannelHandlerContext ctx, Owed answer) {
    long delay = share.draw(answer.ask());
    if (delay == 0) {
      answer(ctx);
    } else {
      timer = ctx.executor().schedule(() -> answer(ctx), delay, TimeUnit.NANOSECONDS);
    }
  }

  /** Sends the oldest answer and begins the delay of the next. */
  private void answer(ChannelHandlerContext ctx) {
    Owed answer = owed.remove();
    timer = null;
    if (answer.text().isEmpty()) {
      share.fillers().writeHttp(ctx, answer.ask().body(), answer.ask().html());
    } else {
      ctx.write(text(answer), ctx.voidPromise());
    }
    if (answer.close()) {
      owed.clear();
      ctx.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(ChannelFutureListener.CLOSE);
      return;
    }
    ctx.flush();
    Owed next = owed.peek();
    if (next != null) {
      startDelay(ctx, next);
    } else if (!ctx.channel().config().isAutoRead()) {
      ctx.channel().config().setAutoRead(true);
    }
  }

  private static ByteBuf text(Owed answer) {
    String status = answer.refused() ? "400 Bad Request" : "200 OK";
    String close = answer.close() ? "Connection: close\r\n" : "";
    return Unpooled.copiedBuffer(
        "HTTP/1.1 "
            + status
            + "\r\nContent-Type: text/plain\r\n"
            + close
            + "Content-Length: "
            + answer.text().length()
            + "\r\n\r\n"
            + answer.text(),
        StandardCharsets.US_ASCII);
  }

  @Override
  public void channelInactive(ChannelHandlerContext ctx) {
    owed.clear();
    if (timer != null) {
      timer.cancel(false);
    }
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
    ctx.close();
  }
}
