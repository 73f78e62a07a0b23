package dev.conctop.record;

import dev.conctop.record.chunk.ChunkHead;
import dev.conctop.record.chunk.ChunkMaker;
import dev.conctop.record.chunk.ChunkSink;
import dev.conctop.record.chunk.Packer;
import dev.conctop.record.fact.Entry;
import dev.conctop.record.item.Redaction;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;
import java.util.List;

/**
 * Writes entries as a stream that somebody reads while it is written: the head of a recording, then
 * a chunk for each stretch, in one write. There is no index, and nothing is kept. Confined to one
 * thread.
 */
public final class FeedWriter implements Closeable {
  private final WritableByteChannel to;
  private final ChunkMaker maker;

  /**
   * Writes the head.
   *
   * @param to is closed at the end
   * @throws IOException when nobody reads
   */
  public FeedWriter(WritableByteChannel to, Header header) throws IOException {
    this.to = to;
    this.maker = new ChunkMaker(Redaction.none(), new Straight(), Packer.QUICK);
    all(ByteBuffer.wrap(header.bytes(Redaction.none())));
  }

  /**
   * Writes what was learned since the last time; nothing when that is nothing.
   *
   * @throws IOException when nobody reads any longer
   */
  public void write(List<Entry> entries) throws IOException {
    for (Entry entry : entries) {
      maker.add(entry);
    }
    maker.flush();
  }

  /**
   * Answers who asked what time it is here.
   *
   * @param askedNanos by the asker's clock
   * @param nanos by the clock here, when it was heard
   * @throws IOException when nobody reads any longer
   */
  public void echo(long askedNanos, long nanos) throws IOException {
    ByteBuffer head = ByteBuffer.allocate(ChunkHead.LENGTH);
    ChunkHead.echo(askedNanos, nanos).put(head);
    all(head.flip());
  }

  private void all(ByteBuffer bytes) throws IOException {
    while (bytes.hasRemaining()) {
      to.write(bytes);
    }
  }

  @Override
  public void close() throws IOException {
    try (to) {
      maker.end();
    }
  }

  /** Each chunk goes out as it comes. */
  private final class Straight implements ChunkSink {
    @Override
    public void take(ChunkHead head, ByteBuffer whole) throws IOException {
      all(whole);
    }

    @Override
    public void end() {}
  }
}
