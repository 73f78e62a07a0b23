package dev.conctop.app.recording;

import dev.conctop.app.recording.deck.Scan;
import dev.conctop.app.recording.part.RecordedPage;
import dev.conctop.catalog.parameter.BadInput;
import dev.conctop.record.Header;
import dev.conctop.record.Recorder;
import dev.conctop.record.Ring;
import dev.conctop.record.fact.Entry;
import dev.conctop.record.fact.Watched;
import dev.conctop.record.item.Redaction;
import dev.conctop.sample.Fact;
import dev.conctop.state.State;
import java.io.IOException;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Takes what comes to the state, in the order in which it comes, and has it recorded: into a file,
 * into a ring of the last minutes, both or neither. Gives its moment to each. Any thread, one at a
 * time.
 */
public final class Tape implements AutoCloseable {
  private static final long SECOND = 1_000_000_000L;
  private static final long MICRO = 1000;
  private static final long BETWEEN_MARKS = 60 * SECOND;

  /** Who keeps something else of it than a recording: sums, say. Called by one thread at a time. */
  public interface Keeper {
    /** Something else is watched from now on. */
    void begins(Watched what);

    void fact(Fact fact);

    /** A look is over, and what came of it; for this call only. */
    void looked(State state);

    /** Who is told from now on, in one line, what a person should know. */
    void tells(Consumer<String> told);
  }

  private final Optional<Header> header;
  private volatile @Nullable Recorder recorder;
  private volatile @Nullable Ring ring;
  private volatile @Nullable Keeper keeper;
  private volatile Consumer<String> trouble = why -> {};
  private final Deque<Scan.Mark> marks = new ArrayDeque<>();
  private @Nullable Watched watched;

  private Tape(Optional<Header> header) {
    this.header = header;
  }

  /** Nothing is ever recorded. */
  public static Tape none() {
    return new Tape(Optional.empty());
  }

  /**
   * Nothing is recorded yet.
   *
   * @param header of what may be
   */
  public static Tape blank(Header header) {
    return new Tape(Optional.of(header));
  }

  /**
   * Begins.
   *
   * @param to is closed at the end
   * @throws IOException when not even the header can be written
   */
  public static Tape start(WritableByteChannel to, Header header) throws IOException {
    Tape tape = blank(header);
    tape.record(Optional.of(to), header);
    return tape;
  }

  private void record(Optional<WritableByteChannel> to, Header about) throws IOException {
    recorder =
        Recorder.start(
            to,
            Optional.empty(),
            about,
            about.redacted() ? Redaction.hashed() : Redaction.none(),
            why -> trouble.accept("the recording has stopped: " + why));
  }

  /**
   * Keeps the last minutes, too, from now on.
   *
   * @param bytes how much of them, 0 for nothing
   */
  public void keep(long bytes) {
    if (bytes > 0 && header.isPresent()) {
      Ring kept = new Ring(bytes);
      ring = kept;
      if (recorder == null) {
        try {
          record(Optional.empty(), header.get());
        } catch (IOException e) {
          throw new IllegalStateException("nothing is written yet", e);
        }
      }
      Recorder now = recorder;
      if (now != null) {
        now.also(kept);
      }
    }
  }

  /** Whether anything is recorded, or kept by somebody else. */
  public boolean isOn() {
    return recorder != null || keeper != null;
  }

  /** Has somebody else told all of it, too, from now on. */
  public void also(Keeper other) {
    keeper = other;
  }

  /** Who is told, in one line, when it can be written no longer. */
  public void onTrouble(Consumer<String> told) {
    trouble = told;
    Keeper other = keeper;
    if (other != null) {
      other.tells(told);
    }
  }

  /** A look is over. */
  public void looked(State state) {
    Keeper other = keeper;
    if (other != null) {
      other.looked(state);
    }
  }

  public void fact(Fact fact) {
    Keeper other = keeper;
    if (other != null) {
      other.fact(fact);
    }
    Recorder now = recorder;
    if (now != null) {
      now.take(new Entry.Seen(System.nanoTime(), fact));
    }
  }

  /**
   * Remembers now and then what is known, so that going back need not begin at the beginning of
   * what is kept. To be told when a look is over; the thread that owns the state.
   *
   * @param state in which everything is that was recorded
   */
  public void remember(State state) {
    Ring kept = ring;
    long nanos = Math.floorDiv(System.nanoTime(), MICRO) * MICRO + MICRO;
    // A sweep's course is carried on, and a tour has a course of its own: neither can be
    // remembered.
    if (kept == null || state.curve().isPresent() || state.tour().isPresent()) {
      return;
    }
    synchronized (marks) {
      if (!marks.isEmpty() && nanos - marks.getLast().nanos() < BETWEEN_MARKS) {
        return;
      }
      marks.add(new Scan.Mark(0, nanos, state.remembered(), Optional.ofNullable(watched)));
      List<Long> span = kept.span();
      while (!span.isEmpty() && marks.getFirst().nanos() < span.getFirst()) {
        marks.removeFirst();
      }
    }
  }

  /** What was remembered. Any thread. */
  List<Scan.Mark> marks() {
    synchronized (marks) {
      return List.copyOf(marks);
    }
  }

  /** Something else is watched from now on. */
  public void begins(Watched what) {
    Keeper other = keeper;
    if (other != null) {
      other.begins(what);
    }
    watched = what;
    Recorder now = recorder;
    if (now != null) {
      now.take(new Entry.Begins(System.nanoTime(), what));
    }
  }

  /**
   * Writes the last minutes into a file of their own, where conctop was started or, where that
   * cannot be written, where temporary files go. Returns at once.
   *
   * @param told what came of it, in one line
   */
  public void save(Consumer<String> told) {
    kept(
        "rec",
        (ring, about, file) -> ring.save(Destination.file(file.toString(), false, "saving"), about),
        told);
  }

  /**
   * Writes the last minutes as a page to be looked at, as {@link #save} does. Returns at once.
   *
   * @param told what came of it, in one line
   */
  public void report(Consumer<String> told) {
    kept(
        "html",
        (ring, about, file) ->
            RecordedPage.of(ring, about, ZoneId.systemDefault())
                .write(Destination.file(file.toString(), false, "saving")),
        told);
  }

  @FunctionalInterface
  private interface Saving {
    void save(Ring ring, Header about, Path file) throws IOException;
  }

  private void kept(String kind, Saving saving, Consumer<String> told) {
    Ring kept = ring;
    if (kept == null || header.isEmpty()) {
      told.accept("nothing is kept to be saved: ring = \"8MiB\" in the settings keeps it");
      return;
    }
    Header about = header.get();
    Thread.ofPlatform()
        .daemon()
        .name("save-" + kind)
        .start(
            () ->
                told.accept(
                    saved(kept, about, saving, Destination.dated(LocalDateTime.now(), kind))));
  }

  private static String saved(Ring kept, Header about, Saving saving, Path file) {
    List<Long> span = kept.span();
    if (span.isEmpty()) {
      return "there is nothing to be saved yet";
    }
    try {
      saving.save(kept, about, file);
    } catch (BadInput | IOException e) {
      return String.valueOf(e.getMessage());
    } catch (RuntimeException e) {
      // What is watched goes on.
      return file + " cannot be made: " + e;
    }
    long seconds = Math.max(0, span.getLast() - span.getFirst()) / SECOND;
    return String.format(
        Locale.ROOT, "the last %d:%02d are in %s", seconds / 60, seconds % 60, file);
  }

  /**
   * What is kept of the last minutes, as a recording.
   *
   * @throws BadInput when there is none, in one line
   */
  byte[] kept() {
    Ring all = ring;
    if (all == null || header.isEmpty()) {
      throw new BadInput(
          "nothing is kept to go back in: ring = \"8MiB\" in the settings keeps the last minutes");
    }
    if (all.span().isEmpty()) {
      throw new BadInput("there is nothing to go back in yet");
    }
    return all.bytes(header.get());
  }

  /** Why not all was written; empty when all was. To be asked once it is closed. */
  public Optional<String> failure() {
    Recorder now = recorder;
    return now == null ? Optional.empty() : now.failure();
  }

  @Override
  public void close() {
    Recorder now = recorder;
    if (now != null) {
      now.close();
    }
  }
}
