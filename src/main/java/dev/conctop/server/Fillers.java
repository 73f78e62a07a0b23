package dev.conctop.server;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/**
 * Answers of a stated size, built once: x … x and a newline. Small ones are kept whole, large ones
 * are sent as many views of one chunk, so that no answer costs its size in memory. Confined to one
 * event loop.
 */
final class Fillers {
  private static final int CHUNK = 64 << 10;
  private static final int KEPT = 256;

  private final ByteBuf chunk = Unpooled.unreleasableBuffer(filler("", CHUNK, false));
  private final Map<Integer, ByteBuf> plain = new HashMap<>();
  private final Map<Integer, ByteBuf> http = new HashMap<>();
  private final Map<Integer, ByteBuf> pages = new HashMap<>(1);

  /** Writes a body of {@code size} bytes, the last of which is a newline. Does not flush. */
  void writePlain(ChannelHandlerContext ctx, int size) {
    write(ctx, plain, "", size);
  }

  /** Writes a whole HTTP answer with a body of {@code size} bytes. Does not flush. */
  void writeHttp(ChannelHandlerContext ctx, int size, boolean html) {
    if (html) {
      writePage(ctx, size);
      return;
    }
    ByteBuf whole = http.get(size);
    if (whole == null) {
      write(ctx, http, head(size), size);
    } else {
      ctx.write(whole.duplicate(), ctx.voidPromise());
    }
  }

  /** A run asks for one page over and over: only the last is kept. */
  private void writePage(ChannelHandlerContext ctx, int size) {
    ByteBuf whole = pages.get(size);
    if (whole == null) {
      byte[] head = head("text/html; charset=utf-8", size).getBytes(StandardCharsets.US_ASCII);
      ByteBuffer bytes = ByteBuffer.allocateDirect(head.length + size);
      bytes.put(head).put(Page.ofSize(size));
      whole = Unpooled.unreleasableBuffer(Unpooled.wrappedBuffer(bytes.flip()));
      pages.clear();
      pages.put(size, whole);
    }
    ctx.write(whole.duplicate(), ctx.voidPromise());
  }

  private static String head(int size) {
    return head("application/octet-stream", size);
  }

  private static String head(String type, int size) {
    return "HTTP/1.1 200 OK\r\nContent-Type: " + type + "\r\nContent-Length: " + size + "\r\n\r\n";
  }

  private void write(ChannelHandlerContext ctx, Map<Integer, ByteBuf> kept, String head, int size) {
    if (size > CHUNK) {
      writeLarge(ctx, head, size);
      return;
    }
    ByteBuf whole = kept.get(size);
    if (whole == null) {
      whole = Unpooled.unreleasableBuffer(filler(head, size, true));
      if (kept.size() < KEPT) {
        kept.put(size, whole);
      }
    }
    ctx.write(whole.duplicate(), ctx.voidPromise());
  }

  private void writeLarge(ChannelHandlerContext ctx, String head, int size) {
    if (!head.isEmpty()) {
      ctx.write(Unpooled.copiedBuffer(head, StandardCharsets.US_ASCII), ctx.voidPromise());
    }
    int left = size - 1;
    while (left > 0) {
      int part = Math.min(left, CHUNK);
      ctx.write(chunk.slice(0, part), ctx.voidPromise());
      left -= part;
    }
    ctx.write(Unpooled.copiedBuffer("\n", StandardCharsets.US_ASCII), ctx.voidPromise());
  }

  private static ByteBuf filler(String head, int size, boolean newline) {
    ByteBuffer whole = ByteBuffer.allocateDirect(head.length() + size);
    whole.put(head.getBytes(StandardCharsets.US_ASCII));
    for (int i = 0; i < size; i++) {
      whole.put((byte) (newline && i == size - 1 ? '\n' : 'x'));
    }
    return Unpooled.wrappedBuffer(whole.flip());
  }
}
