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
    Header header = recording.header();
    Stretch stretch = Stretch.of(recording, from, to, zone);
    Reading reading = new Reading(header, stretch, recording.beginNanos());
    Cursor cursor = new Cursor(recording, 0, false);
    for (Entry entry = cursor.peek(); entry != null; entry = cursor.peek()) {
      if (entry.nanos() > stretch.last()) {
        break;
      }
      reading.take(entry);
      cursor.pass();
    }
    return new Replayed(
        header,
        watched(reading, from.isPresent() || to.isPresent()),
        reading.past.state(),
        reading.threads,
        header.wallNanosAt(stretch.first()),
        header.wallNanosAt(stretch.last()),
        reading.gaps,
        recording.isEnded());
  }

  private static Watched watched(Reading reading, boolean part) {
    Watched watched = reading.course.watched().orElse(new Watched.Machine());
    if (part && (watched instanceof Watched.Race || watched instanceof Watched.Sweep)) {
      throw new BadInput(
          "what is told of a comparison or a sweep rests on all of its blocks: it has no parts");
    }
    return watched;
  }

  private static final class Reading {
    private final Course course;
    private final Past past;
    private final Window window = new Window();
    private final Moments moments;
    private final long first;
    private final ThreadTotals threads = new ThreadTotals();
    private final List<String> gaps = new ArrayList<>();
    private boolean inside;

    Reading(Header header, Stretch stretch, long beginNanos) {
      this.course = new Course(header.cores());
      this.past = Past.empty(course, header.cores(), beginNanos);
      this.moments = stretch.moments();
      this.first = stretch.first();
      this.inside = first <= beginNanos;
    }

    void take(Entry entry) {
      if (!inside && entry.nanos() >= first) {
        inside = true;
        past.measureFrom(first);
      }
      Cut.gap(moments, entry).ifPresent(gaps::add);
      if (inside && entry instanceof Entry.Seen(long nanos, Fact fact)) {
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
