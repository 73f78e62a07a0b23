package dev.conctop.record.chunk;

import dev.conctop.record.fact.Entry;
import dev.conctop.record.fact.FactWriter;
import dev.conctop.record.item.Redaction;
import dev.conctop.sample.HostTotals;
import dev.conctop.sample.SubjectEvent;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * Makes chunks of entries. A chunk that is a key costs as much as all that stands; it comes as
 * often as that is little beside the rest, and every ten seconds all the same. Confined to one
 * thread.
 */
public final class ChunkMaker {
  private static final long SECOND = 1_000_000_000L;

  /** Stamps are whole µs. */
  private static final long MICRO = 1000;

  /** What keys may cost, before they are deflated. */
  private static final long KEY_BYTES_A_SECOND = 128;

  private static final long LONGEST_BETWEEN_KEYS = 10;

  /** A chunk with so much in it is ended, whatever the time. */
  private static final int LARGEST = 2 << 20;

  private final FactWriter facts;
  private final ChunkSink sink;
  private final Packer packer;
  private final Packer.Plain plain = new Packer.Plain();
  private boolean open;
  private boolean key;
  private long firstNanos;
  private long lastNanos;
  private boolean keyWritten;
  private long nextKeyNanos;

  /**
   * Sums over the whole time come with every look; only the last of a chunk is written, unless a
   * server is watched: what its generator uses of the machine is seen look by look.
   */
  private @Nullable Entry totals;

  public ChunkMaker(Redaction redaction, ChunkSink sink) {
    this(redaction, sink, Packer.SMALL);
  }

  /**
   * Makes chunks.
   *
   * @param level as {@link Packer} has them
   */
  public ChunkMaker(Redaction redaction, ChunkSink sink, int level) {
    this.packer = new Packer(level);
    this.facts = new FactWriter(redaction);
    this.sink = sink;
  }

  /** Adds an entry; a chunk that is full is written. */
  public void add(Entry entry) throws IOException {
    if (entry instanceof Entry.Seen seen
        && seen.fact() instanceof HostTotals sums
        && !sums.generatorCores().known()) {
      totals = entry;
      return;
    }
    boolean turns =
        entry instanceof Entry.Begins
            || entry instanceof Entry.Seen seen && seen.fact() instanceof SubjectEvent;
    if (turns) {
      writeTotals();
    }
    write(entry);
  }

  private void writeTotals() throws IOException {
    Entry last = totals;
    if (last != null) {
      totals = null;
      write(last);
    }
  }

  private void write(Entry entry) throws IOException {
    long nanos = Math.floorDiv(entry.nanos(), MICRO) * MICRO;
    if (!open) {
      begin(nanos);
    }
    facts.write(entry);
    lastNanos = Math.max(lastNanos, nanos);
    if (plain.size() >= LARGEST) {
      pack();
    }
  }

  private void begin(long nanos) {
    plain.reset();
    key = !keyWritten || nanos >= nextKeyNanos;
    firstNanos = nanos;
    lastNanos = nanos;
    facts.begin(plain, key, nanos);
    open = true;
    if (key) {
      keyWritten = true;
      long seconds = Math.clamp(plain.size() / KEY_BYTES_A_SECOND, 1, LONGEST_BETWEEN_KEYS);
      nextKeyNanos = nanos + seconds * SECOND;
    }
  }

  /** It goes on until then, though nothing came any more. */
  public void until(long nanos) throws IOException {
    writeTotals();
    lastNanos = Math.max(lastNanos, nanos);
  }

  /** What there is becomes a chunk, if there is anything. */
  public void flush() throws IOException {
    writeTotals();
    pack();
  }

  private void pack() throws IOException {
    if (open) {
      open = false;
      facts.end();
      ByteBuffer whole = packer.pack(ChunkHead.Kind.ENTRIES, key, firstNanos, lastNanos, plain);
      sink.take(ChunkHead.at(whole, 0), whole);
    }
  }

  /** Writes what has not been written, ends the sink and frees the compressor: the last call. */
  public void end() throws IOException {
    try {
      flush();
      sink.end();
    } finally {
      packer.end();
    }
  }
}
