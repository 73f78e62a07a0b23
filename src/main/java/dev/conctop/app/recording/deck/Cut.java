package dev.conctop.app.recording.deck;

import dev.conctop.app.recording.moment.Moments;
import dev.conctop.app.recording.moment.Stretch;
import dev.conctop.catalog.parameter.BadInput;
import dev.conctop.record.Extract;
import dev.conctop.record.Header;
import dev.conctop.record.Recording;
import dev.conctop.record.fact.Entry;
import dev.conctop.record.fact.Watched;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.WritableByteChannel;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A part of a recording made a recording of its own: the same entries, and before them the newest
 * of what they rest on. What was reported of the part is reported of the new one.
 */
public final class Cut {
  private static final long SECOND = 1_000_000_000L;

  /** Stamps are whole µs. */
  private static final long BEFORE = 1000;

  /**
   * What came of it.
   *
   * @param nanos how long the part is
   * @param gaps what in it cannot be read, or was not recorded, one line each
   */
  public record Made(long nanos, List<String> gaps) {
    public Made {
      gaps = List.copyOf(gaps);
    }

    /** {@code 1:05}. */
    public String length() {
      long seconds = nanos / SECOND;
      return String.format(Locale.ROOT, "%d:%02d", seconds / 60, seconds % 60);
    }
  }

  /** Opens what is written to, once it is known that there is something to be written. */
  @FunctionalInterface
  public interface Opener {
    WritableByteChannel open() throws IOException;
  }

  private Cut() {}

  /**
   * Cuts.
   *
   * @param from the first moment, as written; empty: from the beginning
   * @param to the last, as written; empty: to the end of what there is
   * @throws BadInput when they are no moments of it; nothing is opened then
   * @throws IOException when the one cannot be read
   * @throws UncheckedIOException when the other cannot be written; what was written stays
   */
  public static Made of(
      Recording recording, Optional<String> from, Optional<String> to, ZoneId zone, Opener out)
      throws IOException {
    return of(recording, Stretch.of(recording, from, to, zone), out);
  }

  public static Made of(Recording recording, Stretch stretch, Opener out) throws IOException {
    if (recording.size() == 0) {
      throw new BadInput("there is nothing in the recording");
    }
    List<String> gaps = new ArrayList<>();
    Context context = new Context();
    Cursor cursor = new Cursor(recording, 0, false);
    boolean part = stretch.isPart();
    Entry entry = cursor.peek();
    while (part && entry != null && entry.nanos() < stretch.first()) {
      refuseExperiment(entry);
      gap(stretch.moments(), entry).ifPresent(gaps::add);
      context.take(entry);
      cursor.pass();
      entry = cursor.peek();
    }
    boolean whole = !part && recording.header().partNanos().isEmpty();
    Header header = recording.header();
    try (Extract extract = begun(out, whole ? header : header.part(stretch.first()))) {
      for (Entry before : context.at(stretch.first() - BEFORE)) {
        written(() -> extract.take(before));
      }
      while (entry != null && entry.nanos() <= stretch.last()) {
        gap(stretch.moments(), entry).ifPresent(gaps::add);
        Entry now = entry;
        written(() -> extract.take(now));
        cursor.pass();
        entry = cursor.peek();
      }
      written(() -> extract.end(stretch.last()));
    }
    return new Made(stretch.last() - stretch.first(), gaps);
  }

  @FunctionalInterface
  private interface Writing {
    void write() throws IOException;
  }

  /** What cannot be written is told apart from what cannot be read. */
  private static void written(Writing writing) {
    try {
      writing.write();
    } catch (IOException e) {
      throw new UncheckedIOException(String.valueOf(e.getMessage()), e);
    }
  }

  private static Extract begun(Opener out, Header header) {
    try {
      return Extract.begin(out.open(), header);
    } catch (IOException e) {
      throw new UncheckedIOException(String.valueOf(e.getMessage()), e);
    }
  }

  private static void refuseExperiment(Entry entry) {
    if (entry instanceof Entry.Begins begins
        && (begins.what() instanceof Watched.Race || begins.what() instanceof Watched.Sweep)) {
      throw new BadInput(
          "what is told of a comparison or a sweep rests on all of its blocks: it is not cut");
    }
  }

  /** What is missing there, in words. */
  static Optional<String> gap(Moments moments, Entry entry) {
    return switch (entry) {
      case Entry.Gap gap -> Optional.of(moments.clock(gap.nanos()) + " " + Course.words(gap));
      case Entry.Lost lost -> Optional.of(moments.clock(lost.nanos()) + " " + Course.words(lost));
      case Entry.Begins _, Entry.Seen _ -> Optional.empty();
    };
  }
}
