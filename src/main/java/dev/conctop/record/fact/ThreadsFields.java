package dev.conctop.record.fact;

import dev.conctop.record.item.Damaged;
import dev.conctop.record.item.In;
import dev.conctop.record.item.Out;
import dev.conctop.sample.ThreadsSample;
import dev.conctop.sample.figure.Runtime;
import dev.conctop.sample.thread.ProcessUse;
import dev.conctop.sample.thread.SubjectTraits;
import dev.conctop.sample.thread.ThreadRow;
import dev.conctop.sample.thread.ThreadRows;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * All threads of a look, as what is different from the look before. Both sides keep the rows of the
 * last look. While the threads are the same ones, only rows that are new are written, by their
 * places; else each row is said to be one of the last look's, by its place there, or is written.
 * Confined to one thread.
 */
final class ThreadsFields {
  private static final Runtime[] RUNTIMES = Runtime.values();
  private static final int SAME_ORDER = 0;
  private static final int OTHER_ORDER = 1;

  /** Of another order: so many rows from a place of the last look on; a thread of it; a new one. */
  private static final int STAYED = 0;

  private static final int MOVED = 1;
  private static final int NEW = 2;

  private static final int ROWS_A_REFERENCE = 32;

  private static final ThreadRows NOBODY = ThreadRows.of(List.of());

  private ThreadRows last = NOBODY;

  /** Where each thread stood in the last look; made when it is asked for. */
  private final Map<Long, Integer> places = new HashMap<>();

  private boolean placesKnown;

  /** Of the look that is written or read. */
  private long interval;

  /** The next look is written, or read, without the help of one before. */
  void forget() {
    last = NOBODY;
    placesKnown = false;
  }

  void write(Out out, ThreadsSample sample, long stamp) {
    out.whole(sample.nanos() - stamp);
    out.whole(sample.intervalNanos());
    interval = sample.intervalNanos();
    FigureFields.write(out, sample.workers());
    FigureFields.write(out, sample.runtime());
    rows(out, sample.threads());
    use(out, sample.use());
    out.whole(sample.hidden());
    traits(out, sample.traits());
  }

  ThreadsSample read(In in, long stamp) throws Damaged {
    long nanos = in.whole() + stamp;
    interval = in.whole();
    return new ThreadsSample(
        nanos,
        interval,
        FigureFields.budget(in),
        FigureFields.budget(in),
        rows(in),
        use(in),
        in.int32(),
        traits(in));
  }

  private static void use(Out out, ProcessUse use) {
    out.whole(use.processes());
    out.whole(use.threads());
    FigureFields.write(out, use.cpuNanos());
    FigureFields.write(out, use.voluntarySwitches());
    FigureFields.write(out, use.involuntarySwitches());
    FigureFields.write(out, use.residentBytes());
  }

  private static ProcessUse use(In in) throws Damaged {
    return new ProcessUse(
        in.int32(),
        in.int32(),
        FigureFields.read(in),
        FigureFields.read(in),
        FigureFields.read(in),
        FigureFields.read(in));
  }

  private static void traits(Out out, SubjectTraits traits) {
    out.whole(traits.runtime().ordinal());
    out.whole(traits.allowedCores());
    out.text(traits.halted());
    out.whole(traits.queuedClients());
    out.flag(traits.callsReadable());
  }

  private static SubjectTraits traits(In in) throws Damaged {
    return new SubjectTraits(in.oneOf(RUNTIMES), in.int32(), in.text(), in.int32(), in.flag());
  }

  // ---- rows

  private void rows(Out out, List<ThreadRow> rows) {
    out.open();
    if (rows instanceof ThreadRows now && now.sameOrder(last)) {
      out.whole(SAME_ORDER);
      now.changedSince(last, (place, row) -> changed(out, place, row));
      last = now;
    } else {
      out.whole(OTHER_ORDER);
      reordered(out, rows);
      last = rows instanceof ThreadRows now ? now : ThreadRows.of(rows);
      placesKnown = false;
    }
    out.shut();
  }

  private void changed(Out out, int place, ThreadRow row) {
    out.open();
    out.whole(place);
    if (ThreadFields.sameThread(last.get(place), row)) {
      out.whole(MOVED);
    } else {
      out.whole(NEW);
      ThreadFields.who(out, row);
    }
    ThreadFields.did(out, row, interval);
    out.shut();
  }

  private void reordered(Out out, List<ThreadRow> rows) {
    findPlaces();
    int at = 0;
    while (at < rows.size()) {
      ThreadRow row = rows.get(at);
      Integer place = places.get(key(row));
      int stayed = place == null ? 0 : stayed(rows, at, place);
      out.open();
      if (place != null && stayed > 0) {
        out.whole(STAYED);
        out.whole(place);
        out.whole(stayed);
      } else if (place != null && ThreadFields.sameThread(last.get(place), row)) {
        out.whole(MOVED);
        out.whole(place);
        ThreadFields.did(out, row, interval);
      } else {
        out.whole(NEW);
        ThreadFields.who(out, row);
        ThreadFields.did(out, row, interval);
      }
      out.shut();
      at += Math.max(1, stayed);
    }
  }

  /** How many rows from here on are the last look's from a place of it on. */
  @SuppressWarnings("ReferenceEquality") // a thread that rests keeps its row
  private int stayed(List<ThreadRow> rows, int from, int place) {
    int most = Math.min(rows.size() - from, last.size() - place);
    int count = 0;
    while (count < most && rows.get(from + count) == last.get(place + count)) {
      count++;
    }
    return count;
  }

  private void findPlaces() {
    if (!placesKnown) {
      places.clear();
      for (int i = 0; i < last.size(); i++) {
        places.put(key(last.get(i)), i);
      }
      placesKnown = true;
    }
  }

  private static long key(ThreadRow row) {
    return (long) row.pid() << Integer.SIZE | row.tid() & 0xffffffffL;
  }

  private ThreadRows rows(In in) throws Damaged {
    in.open();
    last = in.whole(SAME_ORDER, OTHER_ORDER) == SAME_ORDER ? sameOrder(in) : otherOrder(in);
    in.shut();
    return last;
  }

  private ThreadRows sameOrder(In in) throws Damaged {
    // A list with the same rows costs a reference to every few of them.
    in.rows(last.size() / ROWS_A_REFERENCE);
    ThreadRows.Successor next = new ThreadRows.Successor(last);
    while (in.more()) {
      in.open();
      int place = in.whole(0, last.size() - 1);
      boolean moved = in.whole(MOVED, NEW) == MOVED;
      next.set(
          place,
          moved ? ThreadFields.did(in, last.get(place), interval) : ThreadFields.row(in, interval));
      in.shut();
    }
    return next.rows();
  }

  private ThreadRows otherOrder(In in) throws Damaged {
    List<ThreadRow> rows = new ArrayList<>();
    while (in.more()) {
      in.open();
      switch (in.whole(STAYED, NEW)) {
        case STAYED -> {
          int place = in.whole(0, last.size() - 1);
          int count = in.whole(1, last.size() - place);
          in.rows(count);
          rows.addAll(last.subList(place, place + count));
        }
        case MOVED ->
            rows.add(ThreadFields.did(in, last.get(in.whole(0, last.size() - 1)), interval));
        default -> rows.add(ThreadFields.row(in, interval));
      }
      in.rows(1);
      in.shut();
    }
    return ThreadRows.of(rows);
  }
}
