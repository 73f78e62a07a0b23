package dev.conctop.export.perfetto;

import dev.conctop.export.part.Excerpt;
import dev.conctop.export.part.JvmPlaces;
import dev.conctop.export.part.ThreadSpans;
import dev.conctop.sample.figure.Budget;
import dev.conctop.sample.figure.CleanText;
import dev.conctop.sample.figure.Part;
import dev.conctop.sample.thread.ThreadRow;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A lane for each thread: slices of the part that took most of the time, as on the screen. In what
 * order the parts of an interval came is not known; how long each was stands at its slice's end.
 */
final class ThreadSlices implements ThreadSpans.Taker {
  private static final class Lane {
    final long track;
    Budget time = new Budget();
    @Nullable Part part;
    String detail = "";
    long until;

    Lane(long track, long begin) {
      this.track = track;
      this.until = begin;
    }
  }

  private final Excerpt from;
  private final TraceWriter trace;
  private final JvmPlaces places;
  private final Map<Integer, String> processes;
  private final Set<Integer> described = new HashSet<>();
  private final Map<Long, Lane> lanes = new HashMap<>();

  /**
   * @param processes names by number, as far as they are known by now
   */
  ThreadSlices(Excerpt from, TraceWriter trace, JvmPlaces places, Map<Integer, String> processes) {
    this.from = from;
    this.trace = trace;
    this.places = places;
    this.processes = processes;
  }

  @Override
  public void span(ThreadSpans.Span span) throws IOException {
    ThreadRow row = span.row();
    Lane lane = lane(row, span.beginNanos());
    long begin = Math.max(span.beginNanos(), lane.until);
    long end = Math.max(span.endNanos(), begin);
    Part part = most(span.budget());
    // What is known of the wait at the look is not known of others before it.
    String detail = part == row.now() ? row.detail() : "";
    if (part != lane.part || !detail.equals(lane.detail)) {
      end(lane, begin);
      begin(lane, row, part, detail, begin);
    }
    lane.time.addAll(span.budget());
    lane.until = end;
  }

  private Lane lane(ThreadRow row, long begin) throws IOException {
    Lane known = lanes.get(key(row));
    if (known != null) {
      return known;
    }
    if (described.add(row.pid())) {
      trace.process(row.pid(), processes.getOrDefault(row.pid(), "process " + row.pid()));
    }
    Lane lane = new Lane(trace.thread(row.pid(), row.tid(), CleanText.named(row.name())), begin);
    lanes.put(key(row), lane);
    return lane;
  }

  private void begin(Lane lane, ThreadRow row, Part part, String detail, long nanos)
      throws IOException {
    List<Message> known = new ArrayList<>();
    if (!detail.isEmpty()) {
      known.add(TraceWriter.annotation("waits at", detail));
    }
    if (part == row.now() && part != Part.ON_CPU && part != Part.RUN_QUEUE) {
      places
          .of(row.pid(), row.tid())
          .filter(thread -> !thread.at().isEmpty())
          .ifPresent(thread -> known.add(TraceWriter.annotation("last dump", thread.at())));
    }
    trace.begin(
        lane.track, from.wallNanos(nanos), part.key(), part.label(), known.toArray(Message[]::new));
    lane.part = part;
    lane.detail = detail;
    lane.until = nanos;
  }

  private void end(Lane lane, long nanos) throws IOException {
    if (lane.part == null) {
      return;
    }
    List<Message> parts = new ArrayList<>();
    for (int i = 0; i < Part.count(); i++) {
      long time = lane.time.nanos(Part.at(i));
      if (time > 0) {
        parts.add(TraceWriter.annotation(Part.at(i).key() + "_ns", time));
      }
    }
    trace.end(lane.track, from.wallNanos(nanos), parts.toArray(Message[]::new));
    lane.time = new Budget();
    lane.part = null;
  }

  @Override
  public void ended(ThreadRow row, long nanos) throws IOException {
    Lane lane = lanes.remove(key(row));
    if (lane != null) {
      end(lane, lane.until);
    }
  }

  /** The slices of all lanes end: nothing is known of what comes, or nothing comes. */
  void pause() throws IOException {
    for (Lane lane : lanes.values()) {
      end(lane, lane.until);
    }
  }

  private static Part most(Budget budget) {
    Part most = Part.UNKNOWN;
    for (int i = 0; i < Part.count(); i++) {
      if (budget.nanos(Part.at(i)) > budget.nanos(most)) {
        most = Part.at(i);
      }
    }
    return most;
  }

  private static Long key(ThreadRow row) {
    return (long) row.pid() << Integer.SIZE | row.tid() & 0xffffffffL;
  }
}
