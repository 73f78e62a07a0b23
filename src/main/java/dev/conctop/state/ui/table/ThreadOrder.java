package dev.conctop.state.ui.table;

import dev.conctop.sample.figure.Part;
import dev.conctop.sample.thread.ThreadRow;
import java.util.Comparator;

/**
 * What the list of threads is sorted by.
 *
 * @param reversed whether the other way round than the column's own
 */
public record ThreadOrder(Column column, boolean reversed) {
  /** As they come from the source, workers first. */
  public static final ThreadOrder GIVEN = new ThreadOrder(Column.GIVEN, false);

  /** The columns, from left to right; each has the direction in which it is of most use. */
  public enum Column {
    /** None: workers first, then as the source gives them. */
    GIVEN("", false, (a, b) -> 0),
    NAME("NAME", false, (a, b) -> NumberedNames.compare(a.name(), b.name())),
    ROLE("ROLE", false, Comparator.comparing(ThreadRow::role)),
    DOING("DOING", false, Comparator.comparing(ThreadRow::now).thenComparing(ThreadRow::detail)),
    /** By the share on cpu, then in the run queue. */
    BUDGET("BUDGET", true, Comparator.comparingLong(Column::busy)),
    SWITCHES("SW/S", true, Comparator.comparingDouble(Column::switches)),
    /** Unknown cores last. */
    CORE("CORE", false, Comparator.comparingInt(row -> row.core() < 0 ? 1 << 20 : row.core()));

    private static final Column[] ALL = values();

    private final String head;
    private final boolean falling;
    private final Comparator<ThreadRow> rising;

    Column(String head, boolean falling, Comparator<ThreadRow> rising) {
      this.head = head;
      this.falling = falling;
      this.rising = rising;
    }

    /** The words above the column. */
    public String head() {
      return head;
    }

    Column before() {
      return ALL[(ordinal() + ALL.length - 1) % ALL.length];
    }

    Column next() {
      return ALL[(ordinal() + 1) % ALL.length];
    }

    public static Column at(int ordinal) {
      return ALL[ordinal];
    }

    public static int count() {
      return ALL.length;
    }

    // To the hundredth: figures that people cannot tell apart do not change places.
    private static long busy(ThreadRow row) {
      long cpu = hundredths(row.budget().share(Part.ON_CPU));
      return cpu * 1_000 + hundredths(row.budget().share(Part.RUN_QUEUE));
    }

    private static long hundredths(double share) {
      return Double.isNaN(share) ? 0 : Math.round(share * 100);
    }

    private static double switches(ThreadRow row) {
      double known = row.switchesPerSecond();
      return Double.isNaN(known) ? -1 : Math.rint(known);
    }
  }

  /** By the next column, in its own direction. */
  public ThreadOrder next() {
    return new ThreadOrder(column.next(), false);
  }

  /** By the column before, in its own direction. */
  public ThreadOrder before() {
    return new ThreadOrder(column.before(), false);
  }

  /** By this column; the other way round when it is so already. */
  public ThreadOrder by(Column chosen) {
    return new ThreadOrder(chosen, chosen == column && !reversed);
  }

  /** The other way round; nothing changes while no column is chosen. */
  public ThreadOrder turned() {
    return column == Column.GIVEN ? this : new ThreadOrder(column, !reversed);
  }

  /** Whether the largest comes first. */
  public boolean falls() {
    return column.falling != reversed;
  }

  /** Equal ones stay in the order in which they are given. */
  public Comparator<ThreadRow> comparator() {
    return falls() ? column.rising.reversed() : column.rising;
  }
}
