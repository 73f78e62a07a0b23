package dev.conctop.view.page;

import dev.conctop.sample.jvm.DeepView;
import dev.conctop.sample.jvm.JvmWait;
import dev.conctop.sample.jvm.MonitorOwner;
import dev.conctop.state.past.total.JvmTotals;
import dev.conctop.view.canvas.Area;
import dev.conctop.view.canvas.Ink;
import dev.conctop.view.canvas.Words;
import dev.conctop.view.latency.HistogramPlot;
import dev.conctop.view.latency.Spread;
import dev.conctop.view.panel.JvmPanel;
import dev.conctop.view.panel.JvmWaits;
import java.util.List;
import org.HdrHistogram.Histogram;

/**
 * A JVM's waits in full, of somebody else's process.
 *
 * <pre>
 *  ┌ Waits of 1 ms or more ─────────────────┐┌ Monitors waited for ─┐   from BROAD columns on
 *  └────────────────────────────────────────┘└──────────────────────┘
 *  ┌ park ────────────────┐┌ monitor ───────┐   the kinds that took most time, as many as fit
 *  └──────────────────────┘└────────────────┘
 * </pre>
 */
final class JvmLatencyPage {
  private static final int BROAD = 110;
  private static final int OWNERS = 44;
  private static final int PLOT_ROWS = 7;
  private static final int PLOT_COLUMNS = 36;

  private JvmLatencyPage() {}

  static void draw(Area page, JvmTotals jvm) {
    List<JvmWait> kinds = JvmWaits.kinds(jvm);
    int upper = Math.min(page.height(), Math.max(4, kinds.size() + 3));
    boolean owners = page.width() >= BROAD && !jvm.owners().isEmpty();
    int left = owners ? page.width() - OWNERS : page.width();
    Area table = page.part(0, 0, left, upper);
    Words note = table.words().add(jvm.newest().notice());
    Area inside = table.box("JVM: waits by its flight recorder", note.toString(), Ink.FRAME);
    if (kinds.isEmpty()) {
      inside.text(1, 0, why(jvm), Ink.TEXT);
    } else {
      JvmWaits.draw(inside, jvm, true);
    }
    if (owners) {
      owners(page.part(left, 0, OWNERS, upper), jvm.owners());
    }
    plots(page.below(upper), jvm, kinds);
  }

  private static String why(JvmTotals jvm) {
    return switch (jvm.newest().deep()) {
      case DeepView.Refused refused -> "n/a: " + refused.reason();
      case DeepView.Off _ -> "n/a: the JVM was not to be asked (--deep off)";
      case DeepView.Starting _ -> "being asked";
      case DeepView.On _ ->
          jvm.newest().thresholdNanos() > 0
              ? "nothing was recorded yet"
              : "n/a: " + jvm.newest().notice();
    };
  }

  private static void owners(Area area, List<MonitorOwner> owners) {
    Area inside = area.box("Monitors waited for");
    for (int i = 0; i < Math.min(inside.height(), owners.size()); i++) {
      JvmPanel.owner(inside, i, owners.get(i));
    }
  }

  private static void plots(Area area, JvmTotals jvm, List<JvmWait> kinds) {
    int columns = Math.max(1, Math.min(2, area.width() / PLOT_COLUMNS));
    int rows =
        Math.clamp(area.height() / PLOT_ROWS, 1, Math.max(1, Math.ceilDiv(kinds.size(), columns)));
    int height = area.height() / rows;
    int width = area.width() / columns;
    for (int i = 0; i < Math.min(kinds.size(), rows * columns); i++) {
      Area one = area.part(i % columns * width, i / columns * height, width, height);
      plot(one, kinds.get(i), jvm.latency(kinds.get(i)).orElseThrow());
    }
  }

  private static void plot(Area area, JvmWait kind, Histogram histogram) {
    if (area.height() < 3) {
      return;
    }
    Words note = area.words().count(histogram.getTotalCount());
    Area inside = area.box(kind.label(), note.toString(), Ink.FRAME);
    HistogramPlot.draw(
        inside.part(1, 0, inside.width() - 2, inside.height()), Spread.of(histogram));
  }
}
