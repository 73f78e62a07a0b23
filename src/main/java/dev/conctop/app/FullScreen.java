package dev.conctop.app;

import dev.conctop.catalog.RunSpec;
import dev.conctop.diagnosis.Diagnosis;
import dev.conctop.probe.Probes;
import dev.conctop.sample.Fact;
import dev.conctop.source.LiveSource;
import dev.conctop.source.Source;
import dev.conctop.state.Effect;
import dev.conctop.state.Msg;
import dev.conctop.state.Page;
import dev.conctop.state.Stage;
import dev.conctop.state.State;
import dev.conctop.state.Ui;
import dev.conctop.state.Update;
import dev.conctop.term.TerminalSession;
import dev.conctop.view.Canvas;
import dev.conctop.view.Glyphs;
import dev.conctop.view.Look;
import dev.conctop.view.Palette;
import dev.conctop.view.Views;
import java.io.PrintStream;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The live view: terminal and source post messages, one thread applies and draws them. */
public final class FullScreen {
  private static final int RUNNING = -1;

  private final TerminalSession terminal;
  private final Palette palette;
  private final Look look;
  private final Canvas canvas;
  private final EventLoop loop;
  private @Nullable Source source;
  private int exitCode = RUNNING;
  private long frameNanos;

  private FullScreen(
      TerminalSession terminal, Palette palette, Settings settings, Optional<RunSpec> spec) {
    this.terminal = terminal;
    this.palette = palette;
    this.frameNanos = settings.intervalNanos();
    look =
        new Look(
            terminal.asciiOnly() || settings.ascii() ? Glyphs.ASCII : Glyphs.UNICODE,
            settings.keys());
    canvas = new Canvas(terminal.columns(), terminal.rows());
    Page page = spec.isPresent() ? Page.OVERVIEW : Page.HOST;
    Ui ui =
        Ui.initial(page, settings.intervalNanos()).withSize(terminal.columns(), terminal.rows());
    loop =
        new EventLoop(
            State.initial(ui, spec, System.nanoTime()),
            new Update(settings.keys(), Runtime.getRuntime().availableProcessors()),
            this::perform);
  }

  /**
   * Shows the machine, or a run, until the user quits.
   *
   * @param probes made after the first frame is on the screen
   * @param err where the last words of a dead subject go, once the terminal is given back
   * @return the exit code
   */
  public static int show(
      TerminalSession terminal,
      Palette palette,
      Settings settings,
      Optional<RunSpec> spec,
      Supplier<Probes> probes,
      PrintStream err) {
    FullScreen screen = new FullScreen(terminal, palette, settings, spec);
    int code;
    try {
      code = screen.live(settings, spec, probes);
    } finally {
      // The terminal first: ending a stubborn subject may take a second.
      terminal.close();
      screen.closeSource();
    }
    if (screen.loop.state().stage() instanceof Stage.Died died) {
      Headless.printDeath(err, died);
      return code == 0 ? 1 : code;
    }
    return code;
  }

  private int live(Settings settings, Optional<RunSpec> spec, Supplier<Probes> probes) {
    terminal.enter(loop::post);
    draw();
    Source live =
        LiveSource.start(
            (Fact fact) -> loop.post(new Msg.Observed(fact)),
            probes.get(),
            settings.intervalNanos());
    source = live;
    terminal.guard();
    Machine.read(loop::post);
    spec.ifPresent(live::run);
    try {
      drawUntilExit();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return exitCode == RUNNING ? 1 : exitCode;
  }

  private void drawUntilExit() throws InterruptedException {
    long next = System.nanoTime();
    while (exitCode == RUNNING) {
      long wait = next - System.nanoTime();
      boolean urgent = wait > 0 && loop.turn(wait);
      if (exitCode != RUNNING) {
        return;
      }
      long now = System.nanoTime();
      if (urgent || now >= next) {
        loop.apply(new Msg.Tick(now));
        draw();
        if (now >= next) {
          next = now + frameNanos;
        }
      }
    }
  }

  private void draw() {
    State shown = loop.state().shown();
    Ui ui = shown.ui();
    if (canvas.width() != ui.columns() || canvas.height() != ui.rows()) {
      canvas.resize(ui.columns(), ui.rows());
    } else {
      canvas.clear();
    }
    Views.draw(shown, Diagnosis.live(shown), canvas, look);
    terminal.paint(canvas, palette);
  }

  private void perform(Effect effect) {
    Source live = source;
    switch (effect) {
      case Effect.StartRun start -> {
        if (live != null) {
          live.run(start.spec());
        }
      }
      case Effect.Turn turn -> {
        if (live != null) {
          live.turn(knob(turn.knob()), turn.value());
        }
      }
      case Effect.SetInterval interval -> {
        frameNanos = interval.nanos();
        if (live != null) {
          live.interval(interval.nanos());
        }
      }
      case Effect.Suspend _ -> terminal.suspend();
      case Effect.Redraw _ -> terminal.repaint();
      case Effect.Exit exit -> exitCode = exit.code();
    }
  }

  private static Source.Knob knob(Effect.Knob knob) {
    return switch (knob) {
      case WORKERS -> Source.Knob.WORKERS;
      case IN_FLIGHT -> Source.Knob.IN_FLIGHT;
      case RATE -> Source.Knob.RATE;
    };
  }

  private void closeSource() {
    Source live = source;
    if (live != null) {
      live.close();
    }
  }
}
