package dev.conctop.view.bar;

import dev.conctop.catalog.ModelSpec;
import dev.conctop.catalog.RunSpec;
import dev.conctop.sample.MachineInfo;
import dev.conctop.sample.SubjectEvent;
import dev.conctop.sample.figure.CleanText;
import dev.conctop.state.State;
import dev.conctop.state.keys.Command;
import dev.conctop.state.seen.Stage;
import dev.conctop.state.seen.Target;
import dev.conctop.view.canvas.Area;
import dev.conctop.view.canvas.Clocks;
import dev.conctop.view.canvas.Glyphs;
import dev.conctop.view.canvas.Ink;
import dev.conctop.view.canvas.Look;
import dev.conctop.view.canvas.Style;
import dev.conctop.view.canvas.Words;
import java.util.Optional;

/** The top line: what runs, its load, how far it is. */
public final class Header {
  private static final int CLOCK = 7;

  private Header() {}

  public static void draw(Area line, State shown, Look look) {
    int at = line.text(1, 0, "conctop", Style.bold(Ink.ACCENT)) + 1;
    int end = right(line, shown, look);
    Area subject = line.part(at, 0, Math.max(0, end - 1 - at), 1);
    if (shown.run().isPresent()) {
      run(subject, shown, shown.run().get());
    } else {
      watched(subject, shown);
    }
  }

  private static void run(Area line, State shown, RunSpec run) {
    Words words = line.words().add(run.workload().id()).add(" ").glyph(line.glyphs().times());
    words.add(" ").add(run.model().id());
    if (run.model().workers() != ModelSpec.Workers.ONE) {
      words.add(" ").whole(run.workers());
    }
    String label = label(shown, run);
    // The label is never what is cut off.
    int room = line.width() - (label.isEmpty() ? 0 : label.length() + 1);
    int at = line.text(0, 0, room, words, Ink.HEADER.ordinal());
    if (!label.isEmpty()) {
      at = line.text(at + 1, 0, label, Style.bold(Ink.WARN));
    }
    if (run.model().runtime() == ModelSpec.Runtime.CPYTHON) {
      at = runtime(line, at, shown);
    }
    words = line.words();
    if (run.openLoop()) {
      words.rate(run.ratePerSecond().getAsDouble()).add(" asked");
    } else {
      words.count(run.inFlight()).add(" in flight");
    }
    if (at + 2 + words.length() <= line.width()) {
      line.text(at + 2, 0, words, Ink.TEXT);
    }
  }

  /** Which CPython it is, if there is room. */
  private static int runtime(Area line, int at, State shown) {
    Optional<SubjectEvent.Hello> hello = shown.observed().hello();
    if (hello.isEmpty()) {
      return at;
    }
    Words words = line.words().add(hello.get().runtimeName()).add(" ");
    words.add(hello.get().runtimeVersion());
    return at + 2 + words.length() <= line.width() ? line.text(at + 2, 0, words, Ink.TEXT) : at;
  }

  /** What is not the real thing: the device, the model, or both. */
  private static String label(State shown, RunSpec run) {
    boolean emulated =
        run.emulated() || shown.observed().hello().map(SubjectEvent.Hello::emulated).orElse(false);
    boolean simulated = run.workload().simulated();
    return emulated && simulated
        ? "simulated, emulated"
        : emulated ? "emulated" : simulated ? "simulated" : "";
  }

  private static void watched(Area line, State shown) {
    if (shown.target().isPresent()) {
      Target target = shown.target().get();
      Words words = line.words().add("pid ").whole(target.pid().value());
      int behind = words.length() + 2;
      int at =
          line.text(
              0, 0, line.width() - behind, CleanText.named(target.name()), Ink.HEADER.ordinal());
      line.text(at + 2, 0, line.words().add("pid ").whole(target.pid().value()), Ink.DIM);
      return;
    }
    String name = shown.observed().machine().map(MachineInfo::hostName).orElse("this machine");
    int at = line.text(0, 0, name, Ink.HEADER);
    line.text(at + 2, 0, "whole machine", Ink.DIM);
  }

  /** Clock, rate of looking and two keys, from the right; gives the column where they begin. */
  private static int right(Area line, State shown, Look look) {
    int end = line.width() - 1;
    end = hint(line, end, look.key(Command.QUIT), "quit") - 2;
    end = hint(line, end, look.key(Command.HELP), "help") - 2;
    Words words = Clocks.pace(line.words(), shown.ui().intervalNanos());
    end -= words.length();
    line.text(end, 0, words, Ink.DIM);
    end -= 2 + CLOCK;
    clock(line.part(end, 0, CLOCK, 1), shown);
    return end;
  }

  private static int hint(Area line, int end, String key, String word) {
    int at = end - word.length();
    line.text(at, 0, word, Ink.DIM);
    line.text(at - key.length() - 1, 0, key, Ink.KEY);
    return at - key.length() - 1;
  }

  private static void clock(Area at, State shown) {
    Glyphs glyphs = at.glyphs();
    switch (shown.stage()) {
      case Stage.Watching _, Stage.Starting _ -> {}
      case Stage.WarmingUp _ -> at.text(0, 0, "warm-up", Ink.WARN);
      case Stage.Measuring _ -> sign(at, glyphs.running(), Ink.GOOD, shown);
      case Stage.Draining _ -> at.text(0, 0, "draining", Ink.WARN);
      case Stage.Finished _ -> sign(at, glyphs.finished(), Ink.ACCENT, shown);
      case Stage.Died _ -> sign(at, glyphs.died(), Ink.BAD, shown);
    }
  }

  private static void sign(Area at, int glyph, Ink ink, State shown) {
    Glyphs glyphs = at.glyphs();
    if (shown.paused()) {
      at.put(0, 0, glyphs.paused(), Style.bold(Ink.WARN));
    } else {
      at.put(0, 0, glyph, ink);
    }
    at.text(2, 0, at.words().clock(Clocks.measuredNanos(shown)), Ink.HEADER);
  }
}
