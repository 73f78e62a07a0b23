package dev.conctop.view;

import dev.conctop.sample.Series;
import dev.conctop.sample.ThreadRow;
import dev.conctop.state.State;
import java.util.List;

/** What the runtime says of itself: interpreter lock, event loop, virtual threads, queues. */
final class RuntimePanel {
  /** How a gauge's number is written. */
  private enum Form {
    COUNT,
    RATE,
    BYTE_RATE,
    DURATION,
    THREAD,
    /** Not a gauge: the 99th percentile of a series. */
    PERCENTILE
  }

  private record Gauge(String name, String label, Form form) {}

  /** In the order of worth: where room is short the last are left out. */
  private static final List<Gauge> GAUGES =
      List.of(
          new Gauge("gil_holder", "holder", Form.THREAD),
          new Gauge("gil_waiters", "waiting", Form.COUNT),
          new Gauge("gil_switches", "switches", Form.RATE),
          new Gauge("gil_wait", "wait p99", Form.PERCENTILE),
          new Gauge("switch_interval", "interval", Form.DURATION),
          new Gauge("loop_lag", "lag p99", Form.PERCENTILE),
          new Gauge("loop_ready", "ready", Form.COUNT),
          new Gauge("loop_waiting", "waiting", Form.COUNT),
          new Gauge("vt_mounted", "mounted", Form.COUNT),
          new Gauge("vt_queued", "queued", Form.COUNT),
          new Gauge("vt_parked", "parked", Form.COUNT),
          new Gauge("queue_depth", "queue", Form.COUNT),
          new Gauge("generator_late", "behind", Form.DURATION),
          new Gauge("lost_updates", "lost", Form.COUNT),
          new Gauge("futures_pending", "pending", Form.COUNT),
          new Gauge("futures_running", "running", Form.COUNT),
          new Gauge("futures_done", "done", Form.COUNT),
          new Gauge("futures_cancelled", "cancelled", Form.COUNT),
          new Gauge("bytes_allocated", "alloc", Form.BYTE_RATE));

  private static final int CELL_LEAST = 16;

  private RuntimePanel() {}

  /** Rows that it would like, frame included; 0 when the runtime says nothing. */
  static int rows(State shown, int width) {
    int known = 0;
    for (Gauge gauge : GAUGES) {
      known += isKnown(shown, gauge) ? 1 : 0;
    }
    return known == 0 ? 0 : Math.ceilDiv(known, inARow(width - 2)) + 2;
  }

  private static int inARow(int width) {
    return Math.clamp(width / CELL_LEAST, 1, 3);
  }

  static void draw(Area area, State shown) {
    Area inside = area.box(title(shown));
    int inARow = inARow(inside.width());
    int cell = inside.width() / inARow;
    int index = 0;
    for (Gauge gauge : GAUGES) {
      if (isKnown(shown, gauge)) {
        Area one = inside.part(index % inARow * cell, index / inARow, cell, 1);
        if (index / inARow < inside.height()) {
          one.text(1, 0, gauge.label(), Ink.DIM);
          int end = cell - (index % inARow == inARow - 1 ? 1 : 0);
          one.right(end, 0, end - gauge.label().length() - 2, value(one, shown, gauge), Ink.TEXT);
        }
        index++;
      }
    }
  }

  private static String title(State shown) {
    if (!Double.isNaN(shown.observed().gauge("gil_waiters"))) {
      return "Interpreter lock";
    }
    if (!Double.isNaN(shown.observed().gauge("vt_mounted"))) {
      return "Virtual threads";
    }
    return shown.totals().latency(Series.LOOP_LAG).isPresent() ? "Event loop" : "Runtime";
  }

  private static boolean isKnown(State shown, Gauge gauge) {
    if (gauge.form() == Form.PERCENTILE) {
      return shown.totals().latency(series(gauge)).isPresent();
    }
    return !Double.isNaN(shown.observed().gauge(gauge.name()));
  }

  private static Series series(Gauge gauge) {
    return gauge.name().equals(Series.LOOP_LAG.key()) ? Series.LOOP_LAG : Series.GIL_WAIT;
  }

  private static Words value(Area area, State shown, Gauge gauge) {
    double now = shown.observed().gauge(gauge.name());
    Words words = area.words();
    return switch (gauge.form()) {
      case COUNT -> words.count(Math.round(now));
      case RATE -> words.rate(shown.history().recentRate(gauge.name()));
      case BYTE_RATE -> words.bytes(shown.history().recentRate(gauge.name())).add("/s");
      case DURATION -> words.duration(now);
      case THREAD -> words.add(thread(shown, (int) now));
      case PERCENTILE ->
          words.duration(
              shown
                  .totals()
                  .latency(series(gauge))
                  .map(histogram -> (double) histogram.getValueAtPercentile(99))
                  .orElse(Double.NaN));
    };
  }

  private static String thread(State shown, int tid) {
    if (tid <= 0) {
      return "nobody";
    }
    for (ThreadRow row : shown.observed().threads().map(t -> t.threads()).orElse(List.of())) {
      if (row.tid() == tid) {
        return row.name();
      }
    }
    return "thread " + tid;
  }
}
