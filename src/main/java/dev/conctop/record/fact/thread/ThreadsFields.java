package dev.conctop.record.fact.thread;

import dev.conctop.record.item.Column;
import dev.conctop.record.item.Damaged;
import dev.conctop.record.item.In;
import dev.conctop.record.item.Out;
import dev.conctop.sample.ThreadsSample;
import dev.conctop.sample.figure.Budget;
import dev.conctop.sample.figure.Runtime;
import dev.conctop.sample.thread.ProcessUse;
import dev.conctop.sample.thread.SubjectTraits;
import dev.conctop.sample.thread.ThreadRow;
import dev.conctop.sample.thread.ThreadRows;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * All threads of a look, as what is different from the look before. Both sides keep the rows of the
 * last look. While the threads are the same ones, only rows that are new are written, by their
 * places; else each row is said to be one of the last look's, by its place there, or is written.
 * Confined to one thread.
 */
public final class ThreadsFields {
  private static final Runtime[] RUNTIMES = Runtime.values();
  private static final int SAME_ORDER = 0;
  private static final int OTHER_ORDER = 1;

  /** Of another order: so many rows from a place of the last look on; a thread of it; a new one. */
  private static final int STAYED = 0;

  private static final int MOVED = 1;
  private static final int NEW = 2;
  private static final int KINDS = 3;

  private static final int ROWS_A_REFERENCE = 32;

  private static final ThreadRows NOBODY = ThreadRows.of(List.of());

  private final BudgetFields budgets = new BudgetFields();
  private final ThreadFields fields = new ThreadFields(budgets);
  private final UseFields use = new UseFields();
  private final Column numbers = new Column();
  private ThreadRows last = NOBODY;
  private long lastNanos;
  private @Nullable SubjectTraits lastTraits;

  /** Where each thread stood in the last look; made when it is asked for. */
  private final Map<Long, Integer> places = new HashMap<>();

  private boolean placesKnown;

  /** The next look is written, or read, without the help of one before. */
  public void forget() {
    last = NOBODY;
    placesKnown = false;
    restart();
  }

  /** The same, but for the rows, which are known. */
  public void restart() {
    lastNanos = 0;
    lastTraits = null;
    budgets.forget();
    fields.forget();
    use.forget();
  }

  public void write(Out out, ThreadsSample sample, long stamp) {
    numbers.clear();
    numbers.add(sample.nanos() - stamp);
    numbers.add(sample.intervalNanos() - (sample.nanos() - lastNanos));
    lastNanos = sample.nanos();
    numbers.add(sample.hidden());
    use.write(numbers, sample.use());
    fields.begin();
    rows(sample.threads());
    out.packed(numbers);
    fields.write(out, sample.intervalNanos());
    numbers.clear();
    budgets.write(numbers, sample.workers(), fields.sum(true));
    budgets.write(numbers, sample.runtime(), fields.sum(false));
    out.packed(numbers);
    use.write(out);
    traits(out, sample.traits());
  }

  public ThreadsSample read(In in, long stamp) throws Damaged {
    in.packed(numbers);
    long nanos = numbers.next() + stamp;
    long interval = numbers.next() + (nanos - lastNanos);
    lastNanos = nanos;
    int hidden = numbers.next32();
    use.read(numbers);
    ThreadRows rows = rows(in, interval);
    in.packed(numbers);
    Budget workers = budgets.read(numbers, fields.sum(true));
    Budget runtime = budgets.read(numbers, fields.sum(false));
    ProcessUse used = use.read(in);
    return new ThreadsSample(nanos, interval, workers, runtime, rows, used, hidden, traits(in));
  }

  private void traits(Out out, SubjectTraits traits) {
    if (traits.equals(lastTraits)) {
      out.none();
      return;
    }
    lastTraits = traits;
    out.open();
    out.whole(traits.runtime().ordinal());
    out.whole(traits.allowedCores());
    out.text(traits.halted());
    out.whole(traits.queuedClients());
    out.flag(traits.callsReadable());
    out.shut();
  }

  private SubjectTraits traits(In in) throws Damaged {
    SubjectTraits traits = lastTraits;
    if (in.none()) {
      if (traits == null) {
        throw new Damaged("a subject is as before, and there is nothing before");
      }
      return traits;
    }
    in.open();
    traits = new SubjectTraits(in.oneOf(RUNTIMES), in.int32(), in.text(), in.int32(), in.flag());
    in.shut();
    lastTraits = traits;
    return traits;
  }

  // ---- rows: what happened at which place, as numbers; then the rows that are written

  private void rows(List<ThreadRow> rows) {
    if (rows instanceof ThreadRows now && now.sameOrder(last)) {
      numbers.add(SAME_ORDER);
      int[] before = {-1};
      now.changedSince(
          last,
          (place, row) -> {
            boolean who = !ThreadFields.sameThread(last.get(place), row);
            numbers.add(2L * (place - before[0] - 1) + (who ? 1 : 0));
            before[0] = place;
            fields.add(row, who);
          });
      last = now;
    } else {
      numbers.add(OTHER_ORDER);
      reordered(rows);
      last = rows instanceof ThreadRows now ? now : ThreadRows.of(rows);
      placesKnown = false;
    }
  }

  private void reordered(List<ThreadRow> rows) {
    findPlaces();
    int at = 0;
    int next = 0;
    while (at < rows.size()) {
      ThreadRow row = rows.get(at);
      Integer place = places.get(key(row));
      int stayed = place == null ? 0 : stayed(rows, at, place);
      if (place != null && stayed > 0) {
        numbers.add(STAYED + (long) KINDS * stayed);
        numbers.add(place - next);
        next = place + stayed;
      } else if (place != null && ThreadFields.sameThread(last.get(place), row)) {
        numbers.add(MOVED);
        numbers.add(place - next);
        next = place + 1;
        fields.add(row, false);
      } else {
        numbers.add(NEW);
        fields.add(row, true);
      }
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

  private ThreadRows rows(In in, long interval) throws Damaged {
    boolean same = numbers.next(SAME_ORDER, OTHER_ORDER) == SAME_ORDER;
    last = same ? sameOrder(in, interval) : otherOrder(in, interval);
    return last;
  }

  private ThreadRows sameOrder(In in, long interval) throws Damaged {
    // A list with the same rows costs a reference to every few of them.
    in.rows(last.size() / ROWS_A_REFERENCE);
    int count = numbers.left();
    in.rows(count);
    fields.read(in, count, interval);
    ThreadRows.Successor next = new ThreadRows.Successor(last);
    int place = -1;
    for (int i = 0; i < count; i++) {
      int step = numbers.next(0, 2 * In.MOST_ROWS);
      place += step / 2 + 1;
      if (place >= last.size()) {
        throw new Damaged("there is no thread at place " + place);
      }
      next.set(place, step % 2 == 1 ? fields.next() : fields.next(last.get(place)));
    }
    return next.rows();
  }

  private ThreadRows otherOrder(In in, long interval) throws Damaged {
    int[] kinds = new int[numbers.left()];
    int[] froms = new int[kinds.length];
    int ops = 0;
    int written = 0;
    int next = 0;
    while (numbers.left() > 0) {
      int op = numbers.next(0, KINDS * In.MOST_ROWS + NEW);
      int count = op / KINDS;
      int kind = op % KINDS;
      if (kind != NEW) {
        int length = kind == STAYED ? count : 1;
        int from = Math.addExact(next, numbers.next32());
        if (length < 1 || from < 0 || length > last.size() - from) {
          throw new Damaged("there is no thread at place " + from);
        }
        froms[ops] = from;
        next = from + length;
      }
      written += kind == STAYED ? 0 : 1;
      in.rows(kind == STAYED ? count : 1);
      kinds[ops++] = op;
    }
    fields.read(in, written, interval);
    List<ThreadRow> rows = new ArrayList<>();
    for (int i = 0; i < ops; i++) {
      switch (kinds[i] % KINDS) {
        case STAYED -> rows.addAll(last.subList(froms[i], froms[i] + kinds[i] / KINDS));
        case MOVED -> rows.add(fields.next(last.get(froms[i])));
        default -> rows.add(fields.next());
      }
    }
    return ThreadRows.of(rows);
  }
}
