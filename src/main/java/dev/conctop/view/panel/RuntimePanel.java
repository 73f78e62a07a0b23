package dev.conctop.view.panel;

import dev.conctop.sample.task.Series;
import dev.conctop.sample.thread.ThreadRow;
import dev.conctop.state.State;
import dev.conctop.view.canvas.Area;
import dev.conctop.view.canvas.Ink;
import dev.conctop.view.canvas.Words;
import java.util.Comparator;
import java.util.List;

/** What the runtime says of itself: interpreter lock, event loop, virtual threads, queues. */
public final class RuntimePanel {
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
          new Gauge("gil_switches", "switches", Form.RATE),
          new Gauge("gil_waiters", "waiters", Form.COUNT),
          new Gauge("gil_wait", "gil p99", Form.PERCENTILE),
          new Gauge("switch_interval", "switch", Form.DURATION),
          new Gauge("loop_lag", "lag p99", Form.PERCENTILE),
          new Gauge("loop_ready", "ready", Form.COUNT),
          new Gauge("loop_waiting", "waiting", Form.COUNT),
          new Gauge("vt_mounted", "mounted", Form.COUNT),
          new Gauge("vt_queued", "queued", Form.COUNT),
          new Gauge("vt_parked", "parked", Form.COUNT),
          new Gauge("vt_pinned", "pinned", Form.COUNT),
          new Gauge("queue_depth", "queue", Form.COUNT),
          new Gauge("nodes", "nodes", Form.COUNT),
          new Gauge("tasks_lost", "lost tasks", Form.COUNT),
          new Gauge("tasks_redone", "redone", Form.COUNT),
          new Gauge("job_time", "job", Form.DURATION),
          new Gauge("job_held", "held", Form.DURATION),
          new Gauge("ipc_cost", "ipc", Form.DURATION),
          new Gauge("message_tasks", "batch", Form.COUNT),
          new Gauge("start_cost", "start", Form.DURATION),
          new Gauge("starts", "starts", Form.RATE),
          new Gauge("generator_late", "behind", Form.DURATION),
          new Gauge("lost_updates", "lost", Form.COUNT),
          new Gauge("interpreters", "interpreters", Form.COUNT),
          new Gauge("steals", "steals", Form.RATE),
          new Gauge("split_depth", "depth", Form.COUNT),
          new Gauge("stragglers", "stragglers", Form.COUNT),
          new Gauge("futures_pending", "pending", Form.COUNT),
          new Gauge("futures_running", "running", Form.COUNT),
          new Gauge("futures_done", "done", Form.COUNT),
          new Gauge("futures_cancelled", "cancelled", Form.COUNT),
          new Gauge("bytes_allocated", "alloc", Form.BYTE_RATE));

  /** Under an event loop its own figures come first: its thread seldom waits for a lock. */
  private static final List<Gauge> OF_A_LOOP =
      GAUGES.stream()
          .sorted(Comparator.comparing((Gauge gauge) -> !gauge.name().startsWith("loop_")))
          .toList();

  private static final int TWO_COLUMNS = 28;
  private static final int THREE_COLUMNS = 54;

  private RuntimePanel() {}

  /** Rows that it would like, frame included; 0 when the runtime says nothing. */
  public static int rows(State shown, int width) {
    int inARow = inARow(width - 2);
    int index = 0;
    for (Gauge gauge : gauges(shown)) {
      if (isKnown(shown, gauge)) {
        index = place(gauge, index, inARow) + (gauge.form() == Form.THREAD ? inARow : 1);
      }
    }
    return index == 0 ? 0 : Math.ceilDiv(index, inARow) + 2;
  }

  private static int inARow(int width) {
    return width >= THREE_COLUMNS ? 3 : width >= TWO_COLUMNS ? 2 : 1;
  }

  /** The cell of a gauge, counted along the rows; a thread's name has a row of its own. */
  private static int place(Gauge gauge, int index, int inARow) {
    return gauge.form() == Form.THREAD ? Math.ceilDiv(index, inARow) * inARow : index;
  }

  public static void draw(Area area, State shown) {
    Area inside = area.box(title(shown));
    int inARow = inARow(inside.width());
    int cell = inside.width() / inARow;
    int index = 0;
    for (Gauge gauge : gauges(shown)) {
      if (isKnown(shown, gauge)) {
        int wide = gauge.form() == Form.THREAD ? inARow : 1;
        int at = place(gauge, index, inARow);
        if (at / inARow < inside.height()) {
          Area one = inside.part(at % inARow * cell, at / inARow, cell * wide, 1);
          gauge(one, shown, gauge);
        }
        index = at + wide;
      }
    }
  }

  private static void gauge(Area line, State shown, Gauge gauge) {
    line.text(1, 0, gauge.label(), Ink.DIM);
    int begin = gauge.label().length() + 2;
    Words value = value(line, shown, gauge);
    // It keeps off its neighbour and the frame where it can.
    int end = begin + value.length() < line.width() ? line.width() - 1 : line.width();
    line.right(end, 0, end - begin, value, Ink.TEXT);
  }

  private static List<Gauge> gauges(State shown) {
    return hasLoop(shown) ? OF_A_LOOP : GAUGES;
  }

  private static boolean hasLoop(State shown) {
    return !Double.isNaN(shown.observed().gauge("loop_ready"));
  }

  private static String title(State shown) {
    if (hasLoop(shown)) {
      return "Event loop";
    }
    if (!Double.isNaN(shown.observed().gauge("gil_waiters"))) {
      return "Interpreter lock";
    }
    if (!Double.isNaN(shown.observed().gauge("vt_mounted"))) {
      return "Virtual threads";
    }
    return "Runtime";
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
