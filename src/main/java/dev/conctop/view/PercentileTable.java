package dev.conctop.view;

import dev.conctop.sample.Series;
import dev.conctop.state.State;
import java.util.Optional;
import org.HdrHistogram.Histogram;

/** One row a series, one column a percentile. */
final class PercentileTable {
  private static final double[] PERCENTS = {50, 90, 99, 99.9};
  private static final String[] HEADS = {"p50", "p90", "p99", "p99.9", "max"};
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
  static int rows(State shown, boolean full) {
    int rows = 1;
    for (Series series : ALL) {
      rows += full || isShown(shown, series) ? 1 : 0;
    }
    return rows;
  }

  private static final Series[] ALL = Series.values();

  private static boolean isShown(State shown, Series series) {
    return switch (series) {
      case RESPONSE, QUEUE, SERVICE -> true;
      case LOOP_LAG, GIL_WAIT, ROUND_TRIP -> shown.totals().latency(series).isPresent();
    };
  }

  static void draw(Area area, State shown, boolean full) {
    int label = label(full);
    int column = Math.clamp((area.width() - label - 2) / HEADS.length, COLUMN, COLUMN + 2);
    int counts = label + 1 + column * HEADS.length + column;
    boolean wide = full && area.width() >= counts + COUNT;
    heads(area, column, wide, full);
    int row = 1;
    for (Series series : ALL) {
      if (row < area.height() && (full || isShown(shown, series))) {
        row(area.line(row++), shown, series, column, full, wide);
      }
    }
  }

  /** Cells of the first column: with its letter where the curves are, without elsewhere. */
  private static int label(boolean full) {
    return full ? LABEL + 3 : SHORT_LABEL;
  }

  private static void heads(Area area, int column, boolean wide, boolean full) {
    int at = label(full) + 1;
    for (String head : HEADS) {
      at += column;
      area.right(at, 0, column, head, Ink.DIM);
    }
    if (wide) {
      area.right(at + column, 0, column, "mean", Ink.DIM);
      area.right(at + column + COUNT, 0, COUNT, "count", Ink.DIM);
      area.right(at + column + 2 * COUNT, 0, COUNT, "clipped", Ink.DIM);
    } else if (full) {
      area.right(at + column, 0, column, "mean", Ink.DIM);
    }
  }

  private static void row(
      Area line, State shown, Series series, int column, boolean full, boolean wide) {
    if (full) {
      line.put(1, 0, letter(series), Style.bold(ink(series)));
    }
    line.text(full ? 3 : 1, 0, label(full), name(series), Ink.TEXT.ordinal());
    Optional<Histogram> histogram = shown.totals().latency(series);
    if (histogram.isEmpty() || histogram.get().getTotalCount() == 0) {
      line.text(label(full) + 5, 0, why(series), Ink.DIM);
      return;
    }
    Spread spread = Spread.of(histogram.get());
    int at = label(full) + 1;
    for (double percent : PERCENTS) {
      at += column;
      Words words = line.words().duration(spread.percentile(percent));
      line.right(at, 0, column, words, Ink.TEXT);
    }
    at += column;
    line.right(at, 0, column, line.words().duration(spread.max()), Ink.TEXT);
    at += column;
    if (full) {
      line.right(at, 0, column, line.words().duration(spread.mean()), Ink.TEXT);
    }
    if (wide) {
      line.right(at + COUNT, 0, COUNT, line.words().count(spread.total()), Ink.TEXT);
      long clipped = shown.totals().clipped(series);
      Words words = line.words().count(clipped);
      line.right(at + 2 * COUNT, 0, COUNT, words, clipped > 0 ? Ink.BAD : Ink.DIM);
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
