package dev.conctop.state.ui.table;

import dev.conctop.sample.figure.Figure;
import dev.conctop.sample.thread.ProcessRow;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.ToIntFunction;

/**
 * The columns of the table of processes: name in the settings, head, least width, how long it is
 * kept where there is little room, and what it is sorted by.
 */
public enum ProcessColumn {
  PID("pid", "PID", 7, 4, smallest(row -> row.pid())),
  USER("user", "USER", 8, 5, text(row -> row.names().user())),
  COMMAND("command", "COMMAND", 14, 0, text(ProcessColumn::called)),
  THREADS("threads", "THR", 5, 9, largest(row -> row.threads())),
  MEMORY("memory", "MEMORY", 8, 3, figure(row -> row.costs().residentBytes(), 1)),
  ON_CPU("on-cpu", "ON CPU", 7, 1, figure(ProcessRow::onCpu, 100)),
  RUN_QUEUE("run-queue", "QUEUE", 6, 6, figure(ProcessRow::runQueue, 100)),
  READ("read", "READ/s", 8, 7, figure(row -> row.costs().readPerSecond(), 1)),
  WRITE("write", "WRITE/s", 8, 8, figure(row -> row.costs().writtenPerSecond(), 1)),
  WAITS("waits", "WAITS FOR", 14, 2, text(ProcessRow::waits)),
  VERDICT("verdict", "VERDICT", 18, 0, smallest(row -> row.verdict().word().ordinal()));

  private static final List<ProcessColumn> ALL = List.of(values());
  private static final List<String> IDS = ALL.stream().map(ProcessColumn::id).toList();

  /** Where the column says the same of two: the busier first. */
  private static final Comparator<ProcessRow> THEN =
      Comparator.comparingLong((ProcessRow row) -> -busy(row)).thenComparingInt(ProcessRow::pid);

  private final String id;
  private final String head;
  private final int width;
  private final int rank;
  private final Order order;

  /**
   * How rows are sorted by a column.
   *
   * @param largestFirst whether that is the usual direction, as for figures
   * @param known whether a row has it: those that have not are last in both directions
   * @param ascending the smallest first
   */
  private record Order(
      boolean largestFirst, Predicate<ProcessRow> known, Comparator<ProcessRow> ascending) {}

  ProcessColumn(String id, String head, int width, int rank, Order order) {
    this.id = id;
    this.head = head;
    this.width = width;
    this.rank = rank;
    this.order = order;
  }

  /** All columns, in their usual order. */
  public static List<ProcessColumn> all() {
    return ALL;
  }

  /** The names of all columns. */
  public static List<String> ids() {
    return IDS;
  }

  /** The column with this name in the settings. */
  public static Optional<ProcessColumn> ofId(String id) {
    return ALL.stream().filter(column -> column.id.equals(id)).findFirst();
  }

  /** The name in the settings. */
  public String id() {
    return id;
  }

  /** What stands above it. */
  public String head() {
    return head;
  }

  /** Cells that it needs at least; commands and waits take more where there is room. */
  public int width() {
    return width;
  }

  /** Where there is no room for all, columns of the highest rank go first. */
  public int rank() {
    return rank;
  }

  /** Whether figures stand at the right of the column. */
  public boolean right() {
    return switch (this) {
      case PID, THREADS, MEMORY, ON_CPU, RUN_QUEUE, READ, WRITE -> true;
      case USER, COMMAND, WAITS, VERDICT -> false;
    };
  }

  /** Whether the largest is first: figures so, unless the order is turned round. */
  public boolean descends(boolean reversed) {
    return order.largestFirst() != reversed;
  }

  /** Sorts by this column, then the busiest first. */
  public Comparator<ProcessRow> comparator(boolean reversed) {
    Comparator<ProcessRow> known =
        Comparator.comparing((ProcessRow row) -> !order.known().test(row));
    Comparator<ProcessRow> first =
        descends(reversed) ? order.ascending().reversed() : order.ascending();
    return known.thenComparing(first).thenComparing(THEN);
  }

  /** The name that the short form gives, for sorting. */
  private static String called(ProcessRow row) {
    return row.names().brief().isEmpty() ? row.name() : row.names().brief();
  }

  /** To the hundredth of a core: figures that people cannot tell apart do not change places. */
  private static long busy(ProcessRow row) {
    return units(row.onCpu(), 100) + units(row.runQueue(), 100);
  }

  private static long units(Figure figure, double scale) {
    return figure.known() ? Math.round(figure.value() * scale) : 0;
  }

  private static Order figure(Function<ProcessRow, Figure> of, double scale) {
    return new Order(
        true,
        row -> of.apply(row).known(),
        Comparator.comparingLong(row -> units(of.apply(row), scale)));
  }

  private static Order largest(ToIntFunction<ProcessRow> of) {
    return new Order(true, _ -> true, Comparator.comparingInt(of));
  }

  private static Order smallest(ToIntFunction<ProcessRow> of) {
    return new Order(false, _ -> true, Comparator.comparingInt(of));
  }

  private static Order text(Function<ProcessRow, String> of) {
    return new Order(
        false,
        row -> !of.apply(row).isEmpty(),
        Comparator.comparing(of, String.CASE_INSENSITIVE_ORDER));
  }
}
