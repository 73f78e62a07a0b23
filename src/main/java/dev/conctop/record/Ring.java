package dev.conctop.record;

import dev.conctop.record.chunk.ChunkHead;
import dev.conctop.record.chunk.ChunkSink;
import dev.conctop.record.item.Redaction;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.WritableByteChannel;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * The last minutes, in memory: chunks as they would stand in a file, the oldest of which go when
 * there is no more room. It always begins with a key. Any thread.
 */
public final class Ring implements ChunkSink {
  private record Kept(ChunkHead head, byte[] whole) {}

  private final long mostBytes;
  private final Deque<Kept> chunks = new ArrayDeque<>();
  private long bytes;

  /**
   * @param mostBytes how much is kept
   */
  public Ring(long mostBytes) {
    this.mostBytes = mostBytes;
  }

  @Override
  public synchronized void take(ChunkHead head, ByteBuffer whole) {
    byte[] copy = new byte[whole.remaining()];
    whole.duplicate().get(copy);
    chunks.addLast(new Kept(head, copy));
    bytes += copy.length;
    while (bytes > mostBytes && !chunks.isEmpty()) {
      dropFirst();
    }
    while (!chunks.isEmpty() && !chunks.getFirst().head().key()) {
      dropFirst();
    }
  }

  private void dropFirst() {
    bytes -= chunks.removeFirst().whole().length;
  }

  @Override
  public void end() {}

  /** From when on it has what was seen; as the clock of its stamps says. Empty: nothing yet. */
  public synchronized List<Long> span() {
    return chunks.isEmpty()
        ? List.of()
        : List.of(chunks.getFirst().head().firstNanos(), chunks.getLast().head().lastNanos());
  }

  /** What there is as a recording of its own, in memory. */
  public byte[] bytes(Header header) {
    ByteArrayOutputStream to = new ByteArrayOutputStream();
    try {
      save(Channels.newChannel(to), header);
    } catch (IOException e) {
      throw new IllegalStateException("memory takes all", e);
    }
    return to.toByteArray();
  }

  /**
   * Writes what there is as a recording of its own.
   *
   * @param to is closed
   */
  public void save(WritableByteChannel to, Header header) throws IOException {
    List<Kept> all;
    synchronized (this) {
      all = new ArrayList<>(chunks);
    }
    // Its names are as they were taken in: only the header's are left to be hashed.
    Redaction names = header.redacted() ? Redaction.hashed() : Redaction.none();
    FileSink sink = FileSink.begin(to, header, names);
    try (to) {
      for (Kept kept : all) {
        sink.take(kept.head(), ByteBuffer.wrap(kept.whole()));
      }
      sink.end();
    }
  }
}
