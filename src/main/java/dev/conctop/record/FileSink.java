package dev.conctop.record;

import dev.conctop.record.chunk.ChunkHead;
import dev.conctop.record.chunk.ChunkIndex;
import dev.conctop.record.chunk.ChunkRef;
import dev.conctop.record.chunk.ChunkSink;
import dev.conctop.record.chunk.Packer;
import dev.conctop.record.item.Redaction;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.WritableByteChannel;
import java.util.ArrayList;
import java.util.List;

/**
 * Appends chunks to a file or a pipe, each with one write, and the index at the end. What was
 * written only in part, because there is no more room, is taken back where that can be.
 */
final class FileSink implements ChunkSink {
  private final WritableByteChannel to;
  private final List<ChunkRef> chunks = new ArrayList<>();
  private long written;

  private FileSink(WritableByteChannel to) {
    this.to = to;
  }

  /** Writes the header. The channel is closed at the end, and when this fails. */
  static FileSink begin(WritableByteChannel to, Header header, Redaction redaction)
      throws IOException {
    FileSink sink = new FileSink(to);
    try {
      sink.write(ByteBuffer.wrap(header.bytes(redaction)));
    } catch (IOException e) {
      to.close();
      throw e;
    }
    return sink;
  }

  @Override
  public void take(ChunkHead head, ByteBuffer whole) throws IOException {
    long offset = written;
    write(whole);
    chunks.add(new ChunkRef(offset, head.firstNanos(), head.lastNanos(), head.key(), false));
  }

  @Override
  public void end() throws IOException {
    Packer packer = new Packer(Packer.SMALL);
    try (to) {
      Packer.Plain plain = new Packer.Plain();
      ChunkIndex.write(plain, chunks);
      long offset = written;
      long nanos = chunks.isEmpty() ? 0 : chunks.getLast().lastNanos();
      write(packer.pack(ChunkHead.Kind.INDEX, false, nanos, nanos, plain));
      write(ChunkIndex.trailer(offset));
    } finally {
      packer.end();
    }
  }

  private void write(ByteBuffer bytes) throws IOException {
    int length = bytes.remaining();
    try {
      while (bytes.hasRemaining()) {
        to.write(bytes);
      }
    } catch (IOException e) {
      takeBack();
      throw e;
    }
    written += length;
  }

  private void takeBack() {
    if (to instanceof FileChannel file) {
      try {
        file.truncate(written);
      } catch (IOException e) {
        // A device or a pipe; a reader stops at what is not whole.
        return;
      }
    }
  }
}
