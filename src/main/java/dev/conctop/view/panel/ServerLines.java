package dev.conctop.view.panel;

import dev.conctop.catalog.RunSpec;
import dev.conctop.catalog.Servers;
import dev.conctop.sample.HostTotals;
import dev.conctop.sample.ThreadsSample;
import dev.conctop.sample.figure.Figure;
import dev.conctop.state.State;
import dev.conctop.view.canvas.Area;
import dev.conctop.view.canvas.Ink;
import dev.conctop.view.canvas.Words;

/** Of a run whose server is watched: what a request costs it, and the generator beside it. */
final class ServerLines {
  private static final int LABEL = 11;

  private ServerLines() {}

  /** Rows that it needs; 0 for other runs. */
  static int rows(State shown) {
    return shown.run().flatMap(Servers::of).isPresent() ? 2 : 0;
  }

  static void draw(Area area, State shown) {
    if (rows(shown) == 0 || area.height() < 2) {
      return;
    }
    area.text(1, 0, "server", Ink.DIM);
    area.text(1 + LABEL, 0, request(area, shown), Ink.TEXT);
    area.text(1, 1, "generator", Ink.DIM);
    Words words = area.words();
    Figure cores =
        shown
            .observed()
            .hostTotals()
            .map(HostTotals::generatorCores)
            .orElse(Figure.na("not seen yet"));
    if (cores.known()) {
      words.tenths(cores.value()).add(" cores");
    } else {
      words.add("n/a yet");
    }
    String model = shown.run().map(RunSpec::model).map(each -> each.id()).orElse("");
    area.text(1 + LABEL, 1, words.add(" ").add(model), Ink.TEXT);
  }

  /** CPU time since measuring began by requests since then. */
  private static Words request(Area area, State shown) {
    long completed = shown.totals().tasks().completed();
    Figure cpu =
        shown
            .observed()
            .threads()
            .map(ThreadsSample::use)
            .map(use -> use.cpuNanos())
            .orElse(Figure.na("not seen yet"));
    return completed > 0 && cpu.known()
        ? area.words().duration(cpu.value() / completed).add(" CPU/request")
        : area.words().add("n/a yet");
  }
}
