package dev.conctop.view.panel;

import dev.conctop.sample.jvm.JvmWait;
import dev.conctop.state.past.total.JvmTotals;
import dev.conctop.view.canvas.Area;
import dev.conctop.view.canvas.Ink;
import dev.conctop.view.canvas.Style;
import dev.conctop.view.canvas.Words;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.HdrHistogram.Histogram;

/** A JVM's waits by kind, those that took most time first, as a table. */
public final class JvmWaits {
  private static final int LABEL = 10;
  private static final int COUNT = 9;
  private static final int COLUMN = Words.DURATION + 1;

  private JvmWaits() {}

  /** The kinds that there were, those that took most time in all first. */
  public static List<JvmWait> kinds(JvmTotals jvm) {
    List<JvmWait> kinds = new ArrayList<>();
    for (int i = 0; i < JvmWait.count(); i++) {
      if (jvm.latency(JvmWait.at(i)).isPresent()) {
        kinds.add(JvmWait.at(i));
      }
    }
    kinds.sort(Comparator.comparingDouble(kind -> -nanos(jvm, kind)));
    return kinds;
  }

  private static double nanos(JvmTotals jvm, JvmWait kind) {
    return jvm.latency(kind).map(h -> h.getMean() * h.getTotalCount()).orElse(0.0);
  }

  /** Draws the table; gives the rows that it took. */
  public static int draw(Area area, JvmTotals jvm, boolean full) {
    List<JvmWait> kinds = kinds(jvm);
    boolean all = area.width() >= LABEL + COUNT + 5 * COLUMN + 4;
    double[] percents = all ? new double[] {50, 90, 99, 100} : new double[] {50, 99, 100};
    String[] heads =
        all ? new String[] {"p50", "p90", "p99", "max"} : new String[] {"p50", "p99", "max"};
    long threshold = jvm.newest().thresholdNanos();
    Words words = area.words();
    if (threshold > 0) {
      words.glyph('>').add(" ").duration(threshold);
    } else {
      words.add("waits");
    }
    area.text(1, 0, words, Ink.DIM);
    int at = LABEL + COUNT;
    area.right(at, 0, COUNT, "count", Ink.DIM);
    for (String head : heads) {
      at += COLUMN;
      area.right(at, 0, COLUMN, head, Ink.DIM);
    }
    if (all && full) {
      area.right(at + COLUMN + 1, 0, COLUMN, "in all", Ink.DIM);
    }
    int row = 1;
    for (JvmWait kind : kinds) {
      Histogram histogram = jvm.latency(kind).orElseThrow();
      row(area.line(row++), label(kind, threshold), ink(kind), histogram, percents, all && full);
    }
    return Math.min(row, area.height());
  }

  /**
   * Every phase of a pause is an event of its own, however short: the head's threshold does not
   * hold for it.
   */
  private static String label(JvmWait kind, long threshold) {
    return kind == JvmWait.GC_PAUSE && threshold > 0 ? "gc, any" : kind.label();
  }

  private static void row(
      Area line, String label, Ink ink, Histogram histogram, double[] percents, boolean sum) {
    line.text(1, 0, LABEL, label, Style.bold(ink));
    int at = LABEL + COUNT;
    line.right(at, 0, COUNT, line.words().count(histogram.getTotalCount()), Ink.TEXT);
    for (double percent : percents) {
      at += COLUMN;
      Words words = line.words().duration(histogram.getValueAtPercentile(percent));
      line.right(at, 0, COLUMN, words, Ink.TEXT);
    }
    if (sum) {
      double nanos = histogram.getMean() * histogram.getTotalCount();
      line.right(at + COLUMN + 1, 0, COLUMN, line.words().duration(nanos), Ink.TEXT);
    }
  }

  static Ink ink(JvmWait kind) {
    return switch (kind) {
      case PARK, WAIT -> Ink.IDLE;
      case MONITOR, PINNED -> Ink.LOCK;
      case SLEEP -> Ink.SLEEP;
      case SOCKET -> Ink.NETWORK;
      case FILE -> Ink.DISK;
      case GC_PAUSE -> Ink.WARN;
    };
  }
}
