package dev.conctop.app.recording;

import dev.conctop.catalog.BadInput;
import dev.conctop.record.Header;
import dev.conctop.record.Recording;
import dev.conctop.record.fact.Entry;
import dev.conctop.record.fact.Watched;
import dev.conctop.report.host.HostSeen;
import dev.conctop.sample.CpuLimit;
import dev.conctop.sample.Fact;
import dev.conctop.sample.HostSample;
import dev.conctop.sample.MachineInfo;
import dev.conctop.sample.ObserverCost;
import dev.conctop.sample.ThreadsSample;
import dev.conctop.sample.figure.CauseRate;
import dev.conctop.sample.figure.Figure;
import dev.conctop.state.Msg;
import dev.conctop.state.State;
import dev.conctop.state.past.ThreadTotals;
import dev.conctop.state.seen.Observed;
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
  private static final Figure NOT_RECORDED = Figure.na("it was not recorded");

  /** Is told what is taken in, while it is. */
  interface Along {
    /**
     * What of the recording is gone over, by the clock of its stamps; before anything else is told.
     */
    void begins(long firstNanos, long lastNanos);

    /**
     * An entry of that part; what counts since the beginning counts since the part's.
     *
     * @param after the state with it
     */
    void taken(Entry entry, State after);
  }

  private static final class Alone implements Along {
    @Override
    public void begins(long firstNanos, long lastNanos) {}

    @Override
    public void taken(Entry entry, State after) {}
  }

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
    return of(recording, from, to, zone, new Alone());
  }

  static Replayed of(
      Recording recording, Optional<String> from, Optional<String> to, ZoneId zone, Along along)
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
    return of(recording, first, last, zone, along);
  }

  /** A part of it by the clock of its stamps, which is within it. */
  static Replayed of(Recording recording, long first, long last, ZoneId zone, Along along)
      throws IOException {
    long begin = recording.beginNanos();
    Header header = recording.header();
    Moments moments = new Moments(begin, recording.endNanos(), header.wallNanosAt(begin), zone);
    along.begins(first, last);
    Reading reading = new Reading(header, moments, first, along);
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

  /**
   * The machine as it was seen.
   *
   * @throws BadInput when it never was
   */
  public HostSeen machine() {
    Observed known = state.observed();
    HostSample host =
        known.host().orElseThrow(() -> new BadInput("there is no look in that recording"));
    return new HostSeen(
        known
            .machine()
            .orElseGet(
                () -> new MachineInfo(header.host(), "", 0, header.cores(), NOT_RECORDED, "")),
        host,
        known.processes(),
        known.devices(),
        state.history().disks(),
        known.limit().orElseGet(() -> new CpuLimit(0, NOT_RECORDED, NOT_RECORDED, NOT_RECORDED)),
        known
            .cost()
            .orElseGet(() -> new ObserverCost(NOT_RECORDED, 0, 0, 0, "", CauseRate.none())));
  }

  private static final class Reading {
    private final Course course;
    private final Past past;
    private final Window window = new Window();
    private final Moments moments;
    private final long first;
    private final ThreadTotals threads = new ThreadTotals();
    private final Along along;
    private final List<String> gaps = new ArrayList<>();
    private boolean inside;

    Reading(Header header, Moments moments, long first, Along along) {
      this.along = along;
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
        Fact within = window.within(fact);
        if (within instanceof ThreadsSample sample) {
          threads.add(sample);
        }
        Entry taken = new Entry.Seen(nanos, within);
        past.take(taken);
        along.taken(taken, past.state());
      } else {
        if (entry instanceof Entry.Seen(long _, Fact fact)) {
          window.before(fact);
        }
        past.take(entry);
        if (inside) {
          along.taken(entry, past.state());
        }
      }
      if (entry instanceof Entry.Gap || entry instanceof Entry.Lost) {
        past.apply(new Msg.Notice(""));
      }
    }
  }
}
