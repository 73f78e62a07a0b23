package dev.conctop.record.fact.thread;

import dev.conctop.record.item.Column;
import dev.conctop.record.item.Damaged;
import dev.conctop.record.item.In;
import dev.conctop.record.item.Out;
import dev.conctop.sample.figure.Budget;
import dev.conctop.sample.figure.Fidelity;
import dev.conctop.sample.figure.Part;
import dev.conctop.sample.figure.Role;
import dev.conctop.sample.thread.ThreadRow;
import java.util.ArrayList;
import java.util.List;

/**
 * Rows of threads: who each is, and what it did. Figure by figure, not row by row: what is alike in
 * all rows is then one stretch of like bytes. Confined to one thread.
 */
final class ThreadFields {
  private static final Role[] ROLES = Role.values();
  private static final Fidelity[] FIDELITIES = Fidelity.values();
  private static final int HOWS = 4;
  private static final double SECOND = 1e9;
  private static final long[] UNITS = {10_000, 1000, 1};

  /** The figures that every row has. */
  private static final int COLUMNS = 8;

  /** Slices that were not counted: a rate is told. */
  private static final long RATE = -1;

  private final BudgetFields budgets;
  private final Known<String> words = new Known<>();
  private final Budget workers = new Budget();
  private final Budget runtime = new Budget();
  private final List<ThreadRow> rows = new ArrayList<>();
  private final List<Boolean> isNew = new ArrayList<>();
  private final Column all = new Column();
  private final Column rest = new Column();
  private final Column[] columns = new Column[COLUMNS];
  private final List<String> texts = new ArrayList<>();
  private final List<Double> rates = new ArrayList<>();

  /** Of the row before: between two of its readings, in units. */
  private long before;

  ThreadFields(BudgetFields budgets) {
    this.budgets = budgets;
    for (int i = 0; i < COLUMNS; i++) {
      columns[i] = new Column();
    }
  }

  void forget() {
    words.forget();
  }

  /** Whether two rows are of the same thread and call it the same. */
  static boolean sameThread(ThreadRow one, ThreadRow other) {
    return one.pid() == other.pid()
        && one.tid() == other.tid()
        && one.role() == other.role()
        && one.name().equals(other.name());
  }

  // ---- writing

  void begin() {
    rows.clear();
    isNew.clear();
    workers.clear();
    runtime.clear();
  }

  /** What the rows that were added, or read, come to: of those at work, and of the others. */
  Budget sum(boolean work) {
    return work ? workers : runtime;
  }

  /**
   * A row is to be written.
   *
   * @param who whether it has to be said whose it is
   */
  void add(ThreadRow row, boolean who) {
    sum(row.role().works()).addAll(row.budget());
    rows.add(row);
    isNew.add(who);
  }

  /** Writes the rows that were added, as three items. */
  void write(Out out, long intervalNanos) {
    long unit = unit();
    texts.clear();
    rates.clear();
    all.clear();
    rest.clear();
    for (Column column : columns) {
      column.clear();
    }
    before = intervalNanos / unit;
    for (int i = 0; i < rows.size(); i++) {
      if (isNew.get(i)) {
        who(out, rows.get(i));
      }
      did(rows.get(i), intervalNanos, unit);
    }
    all.add(unit);
    for (Column column : columns) {
      all.addAll(column);
    }
    all.addAll(rest);
    out.packed(all);
    out.all(texts, Out::text);
    out.all(rates, Out::real);
  }

  /** The largest of which all times are a multiple. */
  private long unit() {
    int at = 0;
    for (ThreadRow row : rows) {
      while (at < UNITS.length - 1 && !isMultiple(row, UNITS[at])) {
        at++;
      }
    }
    return UNITS[at];
  }

  private static boolean isMultiple(ThreadRow row, long unit) {
    Budget budget = row.budget();
    boolean whole =
        budget.wallNanos() % unit == 0
            && budget.misfitNanos() % unit == 0
            && row.restedNanos() % unit == 0;
    for (int i = 0; whole && i < Part.count(); i++) {
      whole = budget.nanos(Part.at(i)) % unit == 0;
    }
    return whole;
  }

  private void who(Out out, ThreadRow row) {
    rest.add(row.pid());
    rest.add(row.tid());
    rest.add(row.role().ordinal());
    texts.add(out.redacted(row.name()));
  }

  private void did(ThreadRow row, long interval, long unit) {
    Budget budget = row.budget();
    long shape = BudgetFields.shape(budget);
    int shapeNumber = budgets.number(shape);
    int word = words.number(row.detail());
    columns[0].add((long) row.now().ordinal() * HOWS + row.fidelity().ordinal());
    columns[1].add(shapeNumber);
    columns[3].add(row.core());
    switches(row.switchesPerSecond(), budget.wallNanos(), interval, unit);
    columns[6].add(row.restedNanos() / unit);
    columns[7].add(word);
    if (shapeNumber == 0) {
      rest.add(shape);
    }
    if (word == 0) {
      texts.add(row.detail());
    }
    BudgetFields.times(rest, budget, shape, unit);
  }

  /**
   * As they were counted, so many in a time near the row's own, where that is exactly the same and
   * shorter.
   */
  private void switches(double perSecond, long wall, long interval, long unit) {
    long count = Math.round(perSecond * interval / SECOND);
    long time = count > 0 ? Math.round(count * SECOND / perSecond / unit) : 0;
    boolean counted = time > 0 && count * SECOND / (time * unit) == perSecond;
    // Threads are read one after the other: such a time is near that of the row before.
    long looked = counted ? time : wall / unit;
    columns[2].add(looked - before);
    before = looked;
    columns[4].add(perSecond == 0 ? 0 : counted ? count : RATE);
    columns[5].add(counted ? wall / unit - time : 0);
    if (perSecond != 0 && !counted) {
      rates.add(perSecond);
    }
  }

  // ---- reading

  private long readUnit;
  private int base;
  private int count;
  private int at;
  private int textAt;
  private int rateAt;

  /** Reads so many rows, to be asked for one after the other. */
  void read(In in, int howMany, long intervalNanos) throws Damaged {
    in.packed(all);
    texts.clear();
    texts.addAll(in.all(In.MOST_ROWS, In::text));
    rates.clear();
    rates.addAll(in.all(In.MOST_ROWS, In::real));
    readUnit = all.next(1, (int) UNITS[0]);
    before = intervalNanos / readUnit;
    workers.clear();
    runtime.clear();
    count = howMany;
    base = all.pass(Math.multiplyExact(COLUMNS, howMany));
    at = 0;
    textAt = 0;
    rateAt = 0;
  }

  private long column(int number) {
    return all.get(base + number * count + at);
  }

  private String text() throws Damaged {
    if (textAt == texts.size()) {
      throw new Damaged("a name is missing");
    }
    return texts.get(textAt++);
  }

  /** The next row, of a thread that is told. */
  ThreadRow next() throws Damaged {
    int pid = all.next32();
    int tid = all.next32();
    Role role = ROLES[all.next(0, ROLES.length - 1)];
    return did(pid, tid, text(), role);
  }

  /** The next row, of the thread of an earlier one. */
  ThreadRow next(ThreadRow earlier) throws Damaged {
    return did(earlier.pid(), earlier.tid(), earlier.name(), earlier.role());
  }

  private ThreadRow did(int pid, int tid, String name, Role role) throws Damaged {
    if (at == count) {
      throw new Damaged("a row is missing");
    }
    long code = column(0);
    if (code < 0 || code >= (long) Part.count() * HOWS) {
      throw new Damaged("there is no such state");
    }
    long shape = budgets.shape(column(1), all);
    before += column(2);
    long slices = column(4);
    long wall = (slices > 0 ? before + column(5) : before) * readUnit;
    String detail = column(7) == 0 ? text() : words.of(column(7));
    if (column(7) == 0) {
      words.learn(detail);
    }
    Budget budget = BudgetFields.times(all, shape, wall, readUnit);
    ThreadRow row =
        new ThreadRow(
            pid,
            tid,
            name,
            role,
            Part.at((int) code / HOWS),
            FIDELITIES[(int) code % HOWS],
            budget,
            (int) column(3),
            switches(slices),
            detail,
            column(6) * readUnit);
    at++;
    sum(role.works()).addAll(budget);
    return row;
  }

  private double switches(long slices) throws Damaged {
    if (slices == RATE) {
      if (rateAt == rates.size()) {
        throw new Damaged("a rate is missing");
      }
      return rates.get(rateAt++);
    }
    return slices == 0 ? 0 : slices * SECOND / (before * readUnit);
  }
}
