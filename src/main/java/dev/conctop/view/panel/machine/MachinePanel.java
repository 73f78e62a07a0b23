package dev.conctop.view.panel.machine;

import dev.conctop.sample.HostSample;
import dev.conctop.sample.MachineInfo;
import dev.conctop.sample.figure.Figure;
import dev.conctop.sample.host.Pressure;
import dev.conctop.state.State;
import dev.conctop.view.canvas.Area;
import dev.conctop.view.canvas.Ink;
import dev.conctop.view.canvas.Words;
import java.util.Optional;

/** What the machine is and how loaded it is. */
public final class MachinePanel {
  /** Rows that it would like, frame included. */
  public static final int ROWS = 11;

  private static final int LABEL = 9;

  private MachinePanel() {}

  public static void draw(Area area, State shown) {
    Area inside = area.box("Machine");
    what(inside, shown.observed().machine());
    load(inside.below(5), shown.observed().host());
  }

  /** Five rows: name, processor, cores, memory, system. */
  public static void what(Area inside, Optional<MachineInfo> machine) {
    if (machine.isEmpty()) {
      inside.text(1, 0, "not read yet", Ink.DIM);
      return;
    }
    MachineInfo info = machine.get();
    text(inside, 0, "host", info.hostName());
    text(inside, 1, "cpu", info.cpuModel());
    Words words = inside.words().whole(info.logicalCores()).add(" logical, ");
    words.whole(info.physicalCores()).add(" physical");
    text(inside, 2, "cores", words);
    if (UsePanel.label(inside, 3, "memory", info.memoryBytes())) {
      text(inside, 3, "memory", inside.words().bytes(info.memoryBytes().value()));
    }
    text(inside, 4, "system", info.operatingSystem());
  }

  private static void text(Area inside, int row, String label, CharSequence text) {
    inside.text(1, row, LABEL, label, Ink.DIM.ordinal());
    inside.text(1 + LABEL, row, inside.width() - LABEL - 2, text, Ink.TEXT.ordinal());
  }

  /** Four rows: load and run queue, other load, pressure. */
  static void load(Area inside, Optional<HostSample> host) {
    if (host.isEmpty()) {
      return;
    }
    HostSample now = host.get();
    if (UsePanel.label(inside, 0, "load", now.loadAverage())) {
      Words words = inside.words().tenths(now.loadAverage().value());
      if (now.runnable().known()) {
        words.add(", ").count(Math.round(now.runnable().value())).add(" runnable now");
      }
      inside.text(1 + LABEL, 0, words, Ink.TEXT);
    }
    if (UsePanel.label(inside, 1, "others", now.otherLoadCores())) {
      Words words = inside.words().tenths(now.otherLoadCores().value());
      inside.text(1 + LABEL, 1, words.add(" cores of other load"), Ink.TEXT);
    }
    pressure(inside, now.pressure());
  }

  private static void pressure(Area inside, Pressure pressure) {
    inside.text(1, 2, "pressure", Ink.DIM);
    if (!pressure.cpuSome().known() && !pressure.ioSome().known()) {
      Words words = inside.words().add("n/a: ").add(pressure.cpuSome().reason());
      inside.text(1 + LABEL, 2, words, Ink.DIM);
      return;
    }
    int at = figure(inside, 1 + LABEL, "cpu", pressure.cpuSome());
    at = figure(inside, at + 1, "mem", pressure.memorySome());
    figure(inside, at + 1, "io", pressure.ioSome());
  }

  private static int figure(Area inside, int column, String name, Figure figure) {
    int at = inside.text(column, 2, name, Ink.DIM) + Words.PERCENT + 1;
    inside.right(at, 2, Words.PERCENT, inside.words().percent(figure.value()), Ink.TEXT);
    return at;
  }
}
