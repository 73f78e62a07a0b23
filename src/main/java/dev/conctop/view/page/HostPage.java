package dev.conctop.view.page;

import dev.conctop.diagnosis.MachineVerdict;
import dev.conctop.sample.CpuLimit;
import dev.conctop.sample.HostSample;
import dev.conctop.sample.ObserverCost;
import dev.conctop.sample.figure.Figure;
import dev.conctop.sample.host.CoreUse;
import dev.conctop.sample.host.Pressure;
import dev.conctop.state.State;
import dev.conctop.state.past.Ring;
import dev.conctop.state.row.Listing;
import dev.conctop.view.canvas.Area;
import dev.conctop.view.canvas.Ink;
import dev.conctop.view.canvas.Spark;
import dev.conctop.view.canvas.Style;
import dev.conctop.view.canvas.Words;
import dev.conctop.view.panel.CoresPanel;
import dev.conctop.view.panel.machine.DevicesPanel;
import dev.conctop.view.panel.machine.MachinePanel;
import java.util.List;
import java.util.Optional;

/**
 * The machine.
 *
 * <pre>
 *  ┌ Machine ─────────────┐┌ Load ────────────────┐
 *  └──────────────────────┘└──────────────────────┘
 *  ┌ Cores: a row each, with its past ────────────┐
 *  └──────────────────────────────────────────────┘
 *  ┌ Disks ───────────────────────────────────────┐   where there is room
 *  ┌ What conctop itself costs ───────────────────┐
 * </pre>
 */
public final class HostPage {
  private static final int TOP_ROWS = 8;
  private static final int COST_ROWS = 3;
  private static final int DISK_ROWS = 3;

  /** Rows that the cores keep in any case. */
  private static final int LEAST_CORES = 6;

  private static final int LABEL = 13;
  private static final String[] HEADS = {"busy", "user", "system", "iowait", "steal", "idle"};
  private static final int COLUMN = 8;

  /** Rows that a core's past may take. */
  private static final int TALLEST = 6;

  private HostPage() {}

  public static void draw(Area page, State shown) {
    if (Listing.showsProcesses(shown)) {
      shown.observed().processes().ifPresent(table -> MachinePage.draw(page, shown, table));
      return;
    }
    int half = page.width() / 2;
    int bottom = page.height() - COST_ROWS;
    int top = Math.min(TOP_ROWS, Math.max(3, bottom - 5));
    int disks = bottom - top >= LEAST_CORES + DISK_ROWS ? DISK_ROWS : 0;
    Area machine = page.part(0, 0, half, top).box("Machine");
    MachinePanel.what(machine, shown.observed().machine());
    load(page.part(half, 0, page.width() - half, top), shown);
    cores(page.part(0, top, page.width(), bottom - top - disks), shown);
    if (disks > 0) {
      DevicesPanel.disks(page.part(0, bottom - disks, page.width(), disks), shown);
    }
    cost(page.part(0, bottom, page.width(), COST_ROWS), shown.observed().cost());
  }

  static void load(Area area, State shown) {
    Optional<HostSample> host = shown.observed().host();
    Area inside = area.box("Load and pressure");
    if (host.isEmpty()) {
      inside.text(1, 0, "not read yet", Ink.DIM);
      return;
    }
    HostSample now = host.get();
    Pressure pressure = now.pressure();
    figure(inside, 0, "load", now.loadAverage(), "  mean of a minute", false);
    figure(inside, 1, "runnable", now.runnable(), "  threads now", false);
    figure(inside, 2, "other load", now.otherLoadCores(), "  cores, not ours", false);
    figure(inside, 3, "cpu stall", pressure.cpuSome(), "  of the time", true);
    figure(inside, 4, "memory stall", pressure.memorySome(), "  of the time", true);
    figure(inside, 5, "io stall", pressure.ioSome(), "  no evidence alone", true);
    shown.observed().limit().filter(CpuLimit::limited).ifPresent(limit -> quota(inside, limit));
  }

  /**
   * A quota that is in force; it takes the place of the least needed line where there is no room.
   */
  private static void quota(Area inside, CpuLimit limit) {
    int row = Math.min(6, inside.height() - 1);
    inside.line(row).fill(' ', Ink.TEXT);
    inside.text(1, row, LABEL, "cpu quota", Ink.DIM.ordinal());
    Words words = inside.words().tenths(limit.quotaCores().value()).add(" cores, held back ");
    words.percent(limit.throttledLately().value());
    boolean held = limit.throttledLately().known() && limit.throttledLately().value() > 0;
    inside.text(
        1 + LABEL, row, inside.width() - LABEL - 2, words, (held ? Ink.WARN : Ink.TEXT).ordinal());
  }

  private static void figure(
      Area inside, int row, String label, Figure figure, String unit, boolean share) {
    inside.text(1, row, LABEL, label, Ink.DIM.ordinal());
    if (!figure.known()) {
      Words words = inside.words().add("n/a: ").add(figure.reason());
      inside.text(1 + LABEL, row, inside.width() - LABEL - 2, words, Ink.DIM.ordinal());
      return;
    }
    Words words = inside.words();
    if (share) {
      words.percent(figure.value());
    } else {
      words.tenths(figure.value());
    }
    int end = 1 + LABEL + Words.PERCENT;
    inside.right(end, row, Words.PERCENT, words, Ink.TEXT);
    inside.text(end, row, inside.width() - end - 1, unit, Ink.DIM.ordinal());
  }

  private static void cores(Area area, State shown) {
    Optional<HostSample> host = shown.observed().host();
    Words note = area.words();
    host.ifPresent(
        h -> note.percent(h.busy()).add(" busy ").glyph(area.glyphs().mark(h.coreFidelity())));
    Area inside = area.box("Cores", note, Ink.FRAME);
    if (host.isEmpty() || host.get().cores().isEmpty()) {
      inside.text(1, 0, "not read yet", Ink.DIM);
      return;
    }
    List<CoreUse> cores = host.get().cores();
    area.footnote(iowait(host.get()));
    if (cores.size() > inside.height() - 1) {
      CoresPanel.draw(area, shown);
      return;
    }
    inside.text(1, 0, "core", Ink.DIM);
    for (int i = 0; i < HEADS.length; i++) {
      inside.right(5 + (i + 1) * COLUMN, 0, COLUMN, HEADS[i], Ink.DIM);
    }
    List<Ring> history = shown.history().coreBusy();
    int tall = Math.clamp((inside.height() - 1) / cores.size(), 1, TALLEST);
    for (int i = 0; i < cores.size(); i++) {
      int top = 1 + i * tall;
      core(inside.line(top), cores.get(i));
      int at = 6 + HEADS.length * COLUMN + 1;
      if (i < history.size()) {
        Area past = inside.part(at, top, inside.width() - at - 1, tall);
        Spark.tall(past, history.get(i), Ink.ON_CPU);
      }
    }
  }

  private static String iowait(HostSample host) {
    return MachineVerdict.iowait(host, List.of()).isPresent()
        ? "iowait is idle time, no evidence: an idle io_uring ring shows as 100 %"
        : "iowait is shown; it is never the sole evidence of a verdict";
  }

  private static void core(Area line, CoreUse core) {
    line.right(4, 0, 4, line.words().whole(core.core()), Ink.TEXT);
    double[] shares = {
      core.busy(), core.user(), core.system(), core.iowait(), core.steal(), core.idle()
    };
    for (int i = 0; i < shares.length; i++) {
      Words words = line.words().percent(shares[i]);
      Ink ink = shares[i] < 0.0005 || i == 3 || i == 5 ? Ink.DIM : Ink.TEXT;
      line.right(5 + (i + 1) * COLUMN, 0, COLUMN, words, i == 0 ? Style.bold(ink) : ink.ordinal());
    }
  }

  static void cost(Area area, Optional<ObserverCost> cost) {
    Area inside = area.box("What conctop itself costs");
    cost.ifPresent(now -> area.footnote(now.notice()));
    if (cost.isEmpty()) {
      inside.text(1, 0, "not read yet", Ink.DIM);
      return;
    }
    ObserverCost now = cost.get();
    Words words = inside.words();
    if (now.cpuShareOfCore().known()) {
      words.tenths(now.cpuShareOfCore().value() * 100).add(" % of a core");
    } else {
      words.add("cpu n/a: ").add(now.cpuShareOfCore().reason());
    }
    words.add("   a look takes ").duration(now.sampleNanos());
    words.add("   ").count(now.samples()).add(" looks, ").count(now.missed()).add(" missed");
    inside.text(1, 0, words, now.missed() > 0 ? Ink.WARN : Ink.TEXT);
  }
}
