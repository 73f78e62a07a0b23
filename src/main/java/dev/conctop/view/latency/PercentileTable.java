package dev.conctop.view.latency;

import dev.conctop.sample.task.Series;
import dev.conctop.view.canvas.Area;
import dev.conctop.view.canvas.Ink;
import dev.conctop.view.canvas.Style;
import dev.conctop.view.canvas.Words;

/** One row a series, one column a percentile. */
public final class PercentileTable {
  private static final int LABEL = 10;
  private static final int SHORT_LABEL = 8;
  private static final int COLUMN = Words.DURATION + 1;
  private static final int COUNT = 11;

  private PercentileTable() {}

  /**
   * Rows that it needs.
   *
   * @param full whether series without a value are shown too, with the reason
   */
  public static int rows(Spreads spreads, boolean full) {
    int rows = 1;
    for (int i = 0; i < Spreads.count(); i++) {
      rows += full || isShown(spreads, Spreads.at(i)) ? 1 : 0;
    }
    return rows;
  }

  private static boolean isShown(Spreads spreads, Series series) {
    return switch (series) {
      case RESPONSE, QUEUE, SERVICE -> true;
      case LOOP_LAG, GIL_WAIT, ROUND_TRIP -> spreads.has(series);
    };
  }

  public static void draw(Area area, Spreads spreads, boolean full) {
    int label = full ? LABEL + 3 : SHORT_LABEL;
    Column[] columns = columns((area.width() - label - 1) / COLUMN, full);
    int cells = Math.clamp((area.width() - label - 2) / columns.length, COLUMN, COLUMN + 2);
    boolean wide = full && area.width() >= label + 1 + cells * columns.length + 2 * COUNT;
    Shape shape = new Shape(columns, label, cells, full, wide);
    heads(area, shape);
    int row = 1;
    for (int i = 0; i < Spreads.count(); i++) {
      Series series = Spreads.at(i);
      if (row < area.height() && (full || isShown(spreads, series))) {
        row(area.line(row++), spreads, series, shape);
      }
    }
  }

  /** What is shown where; {@code wide}: with counts, {@code full}: with letters. */
  private record Shape(Column[] columns, int label, int cells, boolean full, boolean wide) {}

  private enum Column {
    P50("p50", 50),
    P90("p90", 90),
    P99("p99", 99),
    P99_9("p99.9", 99.9),
    MAX("max", 100),
    MEAN("mean", -1);

    private final String head;
    private final double percent;

    Column(String head, double percent) {
      this.head = head;
      this.percent = percent;
    }

    double of(Spread spread) {
      return this == MEAN ? spread.mean() : spread.percentile(percent);
    }
  }

  private static final Column[] PAIR = {Column.P50, Column.P99};
  private static final Column[] FEW = {Column.P50, Column.P99, Column.MAX};
  private static final Column[] SOME = {Column.P50, Column.P90, Column.P99, Column.MAX};
  private static final Column[] MOST = {
    Column.P50, Column.P90, Column.P99, Column.P99_9, Column.MAX
  };
  private static final Column[] EVERY = Column.values();

  private static Column[] columns(int room, boolean full) {
    if (room >= EVERY.length && full) {
      return EVERY;
    }
    return room >= MOST.length
        ? MOST
        : room >= SOME.length ? SOME : room >= FEW.length ? FEW : PAIR;
  }

  private static void heads(Area area, Shape shape) {
    int at = shape.label() + 1;
    for (Column column : shape.columns()) {
      at += shape.cells();
      area.right(at, 0, shape.cells(), column.head, Ink.DIM);
    }
    if (shape.wide()) {
      area.right(at + COUNT, 0, COUNT, "count", Ink.DIM);
      area.right(at + 2 * COUNT, 0, COUNT, "clipped", Ink.DIM);
    }
  }

  private static void row(Area line, Spreads spreads, Series series, Shape shape) {
    if (shape.full()) {
      line.put(1, 0, letter(series), Style.bold(ink(series)));
    }
    line.text(shape.full() ? 3 : 1, 0, shape.label(), name(series), Ink.TEXT.ordinal());
    Spread spread = spreads.of(series);
    if (spread.total() == 0) {
      line.text(shape.label() + 3, 0, why(series), Ink.DIM);
      return;
    }
    int at = shape.label() + 1;
    for (Column column : shape.columns()) {
      at += shape.cells();
      Words words = line.words().duration(column.of(spread));
      line.right(at, 0, shape.cells(), words, Ink.TEXT);
    }
    long clipped = spreads.clipped(series);
    if (shape.wide()) {
      line.right(at + COUNT, 0, COUNT, line.words().count(spread.total()), Ink.TEXT);
      Words words = line.words().count(clipped);
      line.right(at + 2 * COUNT, 0, COUNT, words, clipped > 0 ? Ink.BAD : Ink.DIM);
    } else if (clipped > 0 && shape.full()) {
      line.text(at + 1, 0, line.words().add("+").count(clipped).add(" clipped"), Ink.BAD);
    }
  }

  /** One letter a series, so that a curve needs no colour. */
  static char letter(Series series) {
    return switch (series) {
      case RESPONSE -> 'r';
      case QUEUE -> 'q';
      case SERVICE -> 's';
      case LOOP_LAG -> 'l';
      case GIL_WAIT -> 'g';
      case ROUND_TRIP -> 't';
    };
  }

  static Ink ink(Series series) {
    return switch (series) {
      case RESPONSE -> Ink.ACCENT;
      case QUEUE -> Ink.RUN_QUEUE;
      case SERVICE -> Ink.NETWORK;
      case LOOP_LAG -> Ink.ON_CPU;
      case GIL_WAIT -> Ink.LOCK;
      case ROUND_TRIP -> Ink.IPC;
    };
  }

  static String name(Series series) {
    return switch (series) {
      case RESPONSE -> "response";
      case QUEUE -> "queue";
      case SERVICE -> "service";
      case LOOP_LAG -> "loop lag";
      case GIL_WAIT -> "GIL wait";
      case ROUND_TRIP -> "round trip";
    };
  }

  private static String why(Series series) {
    return switch (series) {
      case RESPONSE, QUEUE, SERVICE -> "n/a: no task is done yet";
      case LOOP_LAG -> "n/a: only an event loop has it";
      case GIL_WAIT -> "n/a: only threads under an interpreter lock have it";
      case ROUND_TRIP -> "n/a: only the convoy workload has it";
    };
  }
}
