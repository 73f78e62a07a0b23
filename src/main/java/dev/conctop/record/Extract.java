package dev.conctop.record;

import dev.conctop.record.chunk.ChunkMaker;
import dev.conctop.record.fact.Entry;
import dev.conctop.record.item.Redaction;
import dev.conctop.sample.HostTotals;
import java.io.IOException;
import java.nio.channels.WritableByteChannel;

/**
 * Writes entries of a recording as a recording of their own. Names are written as they were read:
 * what was hashed is. Confined to one thread.
 */
public final class Extract implements AutoCloseable {
  private static final long SECOND = 1_000_000_000L;

  private final ChunkMaker maker;
  private final WritableByteChannel to;
  private long nextNanos = Long.MIN_VALUE;
  private boolean full;
  private boolean ended;

  private Extract(ChunkMaker maker, WritableByteChannel to) {
    this.maker = maker;
    this.to = to;
  }

  /**
   * Begins.
   *
   * @param to is closed at the end, and when this fails
   */
  public static Extract begin(WritableByteChannel to, Header header) throws IOException {
    Redaction none = Redaction.none();
    return new Extract(new ChunkMaker(none, FileSink.begin(to, header, none)), to);
  }

  public void take(Entry entry) throws IOException {
    if (full || entry.nanos() >= nextNanos) {
      maker.flush();
      nextNanos = entry.nanos() + SECOND;
    }
    maker.add(entry);
    // The last of a chunk is kept: each that was, is.
    full = entry instanceof Entry.Seen seen && seen.fact() instanceof HostTotals;
  }

  /**
   * Ends it.
   *
   * @param lastNanos up to when it goes
   */
  public void end(long lastNanos) throws IOException {
    ended = true;
    maker.until(lastNanos);
    maker.end();
  }

  /** Gives up where it was not ended. */
  @Override
  public void close() throws IOException {
    if (!ended) {
      to.close();
    }
  }
}
