package dev.conctop.app.recording.deck;

import dev.conctop.record.Recording;
import dev.conctop.record.fact.Entry;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/** The entries of a recording from a chunk on, in their order. Confined to one thread. */
public final class Cursor {
  private final Recording recording;
  private final Deque<Entry> ready = new ArrayDeque<>();
  private final long since;
  private int next;

  /**
   * @param chunk a key, or the first
   * @param told whether what stands at its beginning is known already
   */
  public Cursor(Recording recording, int chunk, boolean told) {
    this(recording, chunk, told ? recording.firstNanos(chunk) : Long.MIN_VALUE);
  }

  /**
   * @param chunk a key, or the first
   * @param since what comes before is known already
   */
  public Cursor(Recording recording, int chunk, long since) {
    this.recording = recording;
    this.next = chunk;
    this.since = since;
  }

  /** The next entry, which stays; nothing at the end of what there is so far. */
  public @Nullable Entry peek() throws IOException {
    while (ready.isEmpty() && (next < recording.size() || recording.grown())) {
      recording.read(
          next++,
          entry -> {
            if (entry.nanos() >= since) {
              ready.add(entry);
            }
          });
    }
    return ready.peek();
  }

  /** Passes over the entry that {@link #peek} gave. */
  public void pass() {
    ready.remove();
  }
}
