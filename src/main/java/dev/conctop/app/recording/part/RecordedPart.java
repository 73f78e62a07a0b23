package dev.conctop.app.recording.part;

import dev.conctop.app.recording.deck.Course;
import dev.conctop.app.recording.deck.Cursor;
import dev.conctop.app.recording.deck.Past;
import dev.conctop.app.recording.moment.Moments;
import dev.conctop.app.recording.moment.Stretch;
import dev.conctop.catalog.parameter.BadInput;
import dev.conctop.export.part.Excerpt;
import dev.conctop.export.part.VerdictCourse;
import dev.conctop.record.Header;
import dev.conctop.record.Recording;
import dev.conctop.record.fact.Entry;
import dev.conctop.record.fact.Watched;
import dev.conctop.sample.Fact;
import dev.conctop.state.Msg;
import dev.conctop.state.State;
import dev.conctop.state.ui.Ui;
import java.io.IOException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A part of a recording in a file, read chunk by chunk each time it is gone over. */
public final class RecordedPart implements Excerpt {
  private final Recording recording;
  private final Moments moments;
  private final long first;
  private final long last;
  private final List<String> gaps = new ArrayList<>();

  private RecordedPart(Recording recording, Stretch stretch) {
    this.recording = recording;
    this.moments = stretch.moments();
    this.first = stretch.first();
    this.last = stretch.last();
  }

  /**
   * A part.
   *
   * @param from the first moment, as written; empty: from the beginning
   * @param to the last, as written; empty: to the end
   * @throws BadInput when they are no moments of it
   */
  public static RecordedPart of(
      Recording recording, Optional<String> from, Optional<String> to, ZoneId zone) {
    return new RecordedPart(recording, Stretch.of(recording, from, to, zone));
  }

  /** From its beginning up to a moment by the clock of its stamps, which is in it. */
  static RecordedPart upTo(Recording recording, long last, ZoneId zone) {
    Stretch all = Stretch.of(recording, Optional.empty(), Optional.empty(), zone);
    return new RecordedPart(
        recording,
        new Stretch(all.moments(), all.begin(), all.first(), Math.min(last, all.last())));
  }

  @Override
  public Header header() {
    return recording.header();
  }

  @Override
  public long beginNanos() {
    return first;
  }

  @Override
  public long endNanos() {
    return last;
  }

  /**
   * What cannot be read, or was not recorded, one line each: found when it was last gone over, from
   * the recording's beginning on.
   */
  public List<String> gaps() {
    return List.copyOf(gaps);
  }

  /** Whether the recording was ended as it should. */
  public boolean isEnded() {
    return recording.isEnded();
  }

  @Override
  public void tell(Entries to) throws IOException {
    Telling telling = new Telling(to);
    each(
        (entry, again) -> {
          if (!again) {
            telling.take(entry);
          }
        });
  }

  private boolean begins() {
    // What was cut has what its part rests on before it.
    return first <= recording.beginNanos();
  }

  private static Entry within(Window window, Entry entry) {
    return entry instanceof Entry.Seen(long nanos, Fact fact)
        ? new Entry.Seen(nanos, window.within(fact))
        : entry;
  }

  @Override
  public State play(Ui ui, States to) throws IOException {
    return read(ui, true, to).past.state();
  }

  @Override
  public State replay(Ui ui, States to) throws IOException {
    return read(ui, false, to).past.state();
  }

  /**
   * Goes over it.
   *
   * @param since whether what is measured is measured since the part's first moment
   */
  Reading read(Ui ui, boolean since, States to) throws IOException {
    Reading reading = new Reading(ui, since, to);
    each(reading::take);
    return reading;
  }

  /** Is told what is taken in, and says where what is measured counts anew. */
  @FunctionalInterface
  public interface Blocks {
    /**
     * An entry of the part; behind a gap what stood before it, too, once more.
     *
     * @param after the state with it
     * @return whether what is measured counts from here on
     */
    boolean taken(Entry entry, State after);
  }

  /**
   * Goes over it as a report does, block by block.
   *
   * @return the state at its end, of the last block
   */
  public State blocks(Ui ui, Blocks to) throws IOException {
    Reading reading = new Reading(ui, true, (_, _) -> {});
    each(
        (entry, again) -> {
          reading.take(entry, again);
          if (reading.inside && to.taken(entry, reading.state())) {
            reading.beginsHere(entry.nanos());
          }
        });
    return reading.state();
  }

  private interface Every {
    /**
     * @param again whether it stood before a gap, was told then, and is told again behind it
     */
    void take(Entry entry, boolean again) throws IOException;
  }

  private void each(Every to) throws IOException {
    gaps.clear();
    long newest = Long.MIN_VALUE;
    Cursor cursor = new Cursor(recording, 0, false);
    for (Entry entry = cursor.peek(); entry != null; entry = cursor.peek()) {
      if (entry.nanos() > last) {
        return;
      }
      switch (entry) {
        case Entry.Gap gap -> gaps.add(moments.clock(gap.nanos()) + " " + Course.words(gap));
        case Entry.Lost lost -> gaps.add(moments.clock(lost.nanos()) + " " + Course.words(lost));
        case Entry.Begins _, Entry.Seen _ -> {}
      }
      to.take(entry, entry.nanos() < newest);
      newest = Math.max(newest, entry.nanos());
      cursor.pass();
    }
  }

  /** The entries alone. */
  private final class Telling {
    private final Window window = new Window();
    private final Entries to;
    private boolean inside = begins();
    private @Nullable Watched watched;

    Telling(Entries to) {
      this.to = to;
    }

    void take(Entry entry) throws IOException {
      if (!inside && entry.nanos() >= first) {
        inside = true;
        if (watched != null) {
          to.take(new Entry.Begins(first, watched));
        }
      }
      if (inside) {
        to.take(within(window, entry));
        return;
      }
      switch (entry) {
        case Entry.Seen(long _, Fact fact) -> window.before(fact);
        case Entry.Begins begins -> watched = begins.what();
        case Entry.Lost _, Entry.Gap _ -> {}
      }
    }
  }

  /** What the entries lead to. */
  final class Reading {
    private final Course course = new Course(header().cores());
    private final Past past;
    private final Window window = new Window();
    private final boolean since;
    private final States to;
    private boolean inside = begins();

    private Reading(Ui ui, boolean since, States to) {
      this.past = Past.empty(course, header().cores(), recording.beginNanos(), ui);
      this.since = since;
      this.to = to;
    }

    /** What was watched last. */
    Watched watched() {
      return course.watched().orElse(new Watched.Machine());
    }

    State state() {
      return past.state();
    }

    private void beginsHere(long nanos) {
      window.beginsHere();
      past.measureFrom(nanos);
    }

    private void take(Entry entry, boolean again) throws IOException {
      if (!inside && entry.nanos() >= first) {
        inside = true;
        if (since) {
          past.measureFrom(first);
        }
        if (course.watched().isPresent()) {
          to.take(new Entry.Begins(first, course.watched().get()), past.state());
        }
      }
      Entry told = entry;
      if (since && inside) {
        told = within(window, entry);
      } else if (since && entry instanceof Entry.Seen(long _, Fact fact)) {
        window.before(fact);
      }
      past.take(told);
      if (!since && VerdictCourse.isLook(entry)) {
        // What was said for a while goes.
        past.apply(new Msg.Tick(entry.nanos()));
      }
      if (since && (entry instanceof Entry.Gap || entry instanceof Entry.Lost)) {
        // A report says it elsewhere.
        past.apply(new Msg.Notice(""));
      }
      if (inside && !again) {
        to.take(told, past.state());
      }
    }
  }
}
