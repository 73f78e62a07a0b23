package dev.conctop.app.recording;

import dev.conctop.catalog.BadInput;
import dev.conctop.record.Header;
import dev.conctop.record.Recording;
import dev.conctop.record.fact.Entry;
import dev.conctop.record.fact.Watched;
import dev.conctop.sample.Fact;
import dev.conctop.sample.ThreadsSample;
import dev.conctop.state.Msg;
import dev.conctop.state.State;
import dev.conctop.state.past.ThreadTotals;
import java.io.IOException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A recording, or a part of it, as it would have been seen live at its end.
 *
 * @param watched what was watched at its end
 * @param threads what its threads did, of a process that was watched
 * @param fromNanos its first moment, ns since 1970
 * @param toNanos its last moment, ns since 1970
 * @param gaps what cannot be read, or was not recorded, one line each
 * @param ended whether the recording was ended as it should
 */
public record Replayed(
    Header header,
    Watched watched,
    State state,
    ThreadTotals threads,
    long fromNanos,
    long toNanos,
    List<String> gaps,
    boolean ended) {
  private static final long SHORTEST = 1_000_000_000L;

  /** Takes the facts of the part that is read, as they were recorded. */
  public interface Listener {
    /** From when to when that is, by the clock of the recording's stamps; told once, before. */
    void part(long firstNanos, long lastNanos);

    /** A fact. */
    void seen(long nanos, Fact fact);
  }

  private static final Listener NOBODY =
      new Listener() {
        @Override
        public void part(long firstNanos, long lastNanos) {}

        @Override
        public void seen(long nanos, Fact fact) {}
      };

  /**
   * Reads a recording.
   *
   * @param from the first moment, as written; empty: from the beginning
   * @param to the last, as written; empty: to the end
   * @throws BadInput when they are no moments of it
   * @throws IOException when the file cannot be read
   */
  public static Replayed of(
      Recording recording, Optional<String> from, Optional<String> to, ZoneId zone)
      throws IOException {
    return of(recording, from, to, zone, NOBODY);
  }

  /** The same, with somebody who takes its facts, too. */
  static Replayed of(
      Recording recording,
      Optional<String> from,
      Optional<String> to,
      ZoneId zone,
      Listener listener)
      throws IOException {
    long begin = recording.beginNanos();
    long end = recording.endNanos();
    Header header = recording.header();
    Moments moments = new Moments(begin, end, header.wallNanosAt(begin), zone);
    long first = from.map(moments::of).orElse(begin);
    long last = to.map(moments::of).orElse(end);
    if (last - first < SHORTEST && (from.isPresent() || to.isPresent())) {
      throw new BadInput(
          "from "
              + moments.clock(first)
              + " to "
              + moments.clock(last)
              + " is less than a second of the recording");
    }
    listener.part(first, last);
    Reading reading = new Reading(header, moments, first, listener);
    Cursor cursor = new Cursor(recording, 0, false);
    for (Entry entry = cursor.peek(); entry != null; entry = cursor.peek()) {
      if (entry.nanos() > last) {
        break;
      }
      reading.take(entry);
      cursor.pass();
    }
    return new Replayed(
        header,
        reading.course.watched().orElse(new Watched.Machine()),
        reading.past.state(),
        reading.threads,
        header.wallNanosAt(first),
        header.wallNanosAt(last),
        reading.gaps,
        recording.isEnded());
  }

  private static final class Reading {
    private final Course course;
    private final Past past;
    private final Listener listener;
    private final Window window = new Window();
    private final Moments moments;
    private final long first;
    private final ThreadTotals threads = new ThreadTotals();
    private final List<String> gaps = new ArrayList<>();
    private boolean inside;

    Reading(Header header, Moments moments, long first, Listener listener) {
      this.listener = listener;
      this.course = new Course(header.cores());
      this.past = Past.empty(course, header.cores(), moments.beginNanos());
      this.moments = moments;
      this.first = first;
      this.inside = first <= moments.beginNanos();
    }

    void take(Entry entry) {
      if (!inside && entry.nanos() >= first) {
        inside = true;
        past.measureFrom(first);
      }
      switch (entry) {
        case Entry.Gap gap -> gaps.add(moments.clock(gap.nanos()) + " " + Course.words(gap));
        case Entry.Lost lost -> gaps.add(moments.clock(lost.nanos()) + " " + Course.words(lost));
        case Entry.Begins _, Entry.Seen _ -> {}
      }
      if (inside && entry instanceof Entry.Seen(long nanos, Fact fact)) {
        listener.seen(nanos, fact);
        Fact within = window.within(fact);
        if (within instanceof ThreadsSample sample) {
          threads.add(sample);
        }
        past.take(new Entry.Seen(nanos, within));
      } else {
        if (entry instanceof Entry.Seen(long _, Fact fact)) {
          window.before(fact);
        }
        past.take(entry);
      }
      if (entry instanceof Entry.Gap || entry instanceof Entry.Lost) {
        past.apply(new Msg.Notice(""));
      }
    }
  }
}
