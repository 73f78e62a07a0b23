package dev.conctop.app;

import dev.conctop.app.experiment.Knobs;
import dev.conctop.app.experiment.whatif.Foresight;
import dev.conctop.app.fleet.FleetFront;
import dev.conctop.app.loop.EventLoop;
import dev.conctop.app.loop.Judge;
import dev.conctop.app.loop.Machine;
import dev.conctop.app.loop.Watch;
import dev.conctop.app.memory.Housekeeper;
import dev.conctop.app.recording.Player;
import dev.conctop.app.recording.Tape;
import dev.conctop.app.recording.deck.Plans;
import dev.conctop.app.recording.deck.Runs;
import dev.conctop.app.settings.Depths;
import dev.conctop.app.settings.Settings;
import dev.conctop.app.settings.SettingsKeeper;
import dev.conctop.diagnosis.Diagnosis;
import dev.conctop.diagnosis.TableJudge;
import dev.conctop.probe.Probes;
import dev.conctop.probe.Reach;
import dev.conctop.probe.jvm.JvmWatch;
import dev.conctop.record.fact.Watched;
import dev.conctop.report.compare.BlockReader;
import dev.conctop.report.tour.TrialReader;
import dev.conctop.sample.Fact;
import dev.conctop.source.LiveSource;
import dev.conctop.source.Source;
import dev.conctop.source.look.CauseSettings;
import dev.conctop.state.Msg;
import dev.conctop.state.State;
import dev.conctop.state.effect.Effect;
import dev.conctop.state.seen.Target;
import dev.conctop.state.ui.Page;
import dev.conctop.state.ui.PlayOrder;
import dev.conctop.state.ui.Ui;
import dev.conctop.state.ui.table.ProcessColumn;
import dev.conctop.state.ui.table.ThreadOrder;
import dev.conctop.state.update.Update;
import dev.conctop.term.TerminalSession;
import dev.conctop.view.Views;
import dev.conctop.view.canvas.Canvas;
import dev.conctop.view.canvas.Glyphs;
import dev.conctop.view.canvas.Look;
import dev.conctop.view.canvas.Palette;
import dev.conctop.view.canvas.Themes;
import java.io.PrintStream;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The live view: terminal and source post messages, one thread applies and draws them. */
public final class FullScreen {
  private static final int RUNNING = -1;

  private final TerminalSession terminal;
  private final Settings settings;
  private final SettingsKeeper keeper;
  private final Tape tape;
  private final Optional<FleetFront> front;
  private Palette palette;
  private Look look;
  private final Canvas canvas;
  private final EventLoop loop;
  private final LastMinutes past;
  private final Judge judge = new Judge();
  private final TableJudge tables = new TableJudge();
  private final Foresight foresight = new Foresight(System.getenv());
  private @Nullable Source source;
  private int exitCode = RUNNING;
  private long frameNanos;
  private LongSupplier clock = System::nanoTime;

  private FullScreen(
      TerminalSession terminal,
      Palette palette,
      Settings settings,
      SettingsKeeper keeper,
      Watch watch,
      Tape tape) {
    this.tape = tape;
    this.front = watch instanceof Watch.Fleet fleet ? Optional.of(fleet.front()) : Optional.empty();
    this.terminal = terminal;
    this.palette = palette;
    this.settings = settings;
    this.keeper = keeper;
    this.frameNanos = settings.intervalNanos();
    look = look(settings.ascii());
    canvas = new Canvas(terminal.columns(), terminal.rows());
    loop =
        new EventLoop(
            Opening.of(watch, first()),
            new Update(settings.keys(), Runtime.getRuntime().availableProcessors()),
            this::meaning,
            this::perform,
            tape);
    past = new LastMinutes(tape, loop::post);
    tape.onTrouble(why -> loop.post(new Msg.Notice(why)));
  }

  /**
   * Shows the machine, a run or a process until the user quits.
   *
   * @param keeper where what is settled on the screen is saved
   * @param probes made after the first frame is on the screen
   * @param tape takes what is seen
   * @param atEnd takes what was seen at last, once the terminal is given back
   * @param err where the last words of a dead subject go, once the terminal is given back
   * @return the exit code
   */
  public static int show(
      TerminalSession terminal,
      Palette palette,
      Settings settings,
      SettingsKeeper keeper,
      Watch watch,
      Supplier<Probes> probes,
      Tape tape,
      Consumer<State> atEnd,
      PrintStream err) {
    Optional<String> zombie = LastWords.ofZombie(watch);
    if (zombie.isPresent()) {
      terminal.close();
      err.println("conctop: " + zombie.get());
      return LastWords.VANISHED;
    }
    FullScreen screen = new FullScreen(terminal, palette, settings, keeper, watch, tape);
    int code;
    try {
      code = screen.live(watch, probes);
    } finally {
      // The terminal first: ending a stubborn subject may take a second.
      terminal.close();
      screen.closeSource();
    }
    atEnd.accept(screen.loop.state());
    return LastWords.say(watch, screen.loop.state(), code, err);
  }

  /** The choices that one begins with. */
  private Ui first() {
    return Ui.initial(Page.OVERVIEW, settings.intervalNanos())
        .withProcessColumns(settings.columns())
        .withSize(terminal.columns(), terminal.rows())
        .withPreferences(settings.preferences(keeper.place()));
  }

  /** What comes from now on, and what time it is there. */
  private Source begin(Watch watch, Supplier<Probes> probes) {
    if (watch instanceof Watch.Replay(Player player)) {
      clock = player::nowNanos;
      player.start(loop::post);
      return player;
    }
    if (watch instanceof Watch.Fleet(FleetFront all)) {
      clock = all.source()::nowNanos;
      all.source().start(loop::post);
      return all.source();
    }
    Source live =
        LiveSource.start(
            (Fact fact) -> loop.post(new Msg.Observed(tables.judged(fact))),
            probes.get(),
            settings.intervalNanos(),
            settings.causes(),
            Depths.of(settings));
    Machine.read(loop::post);
    return live;
  }

  private int live(Watch watch, Supplier<Probes> probes) {
    terminal.enter(loop::post);
    draw();
    Source live = begin(watch, probes);
    source = live;
    terminal.guard();
    if (front.isEmpty()) {
      tape.keep(settings.ringBytes());
    }
    switch (watch) {
      case Watch.Replay _, Watch.Guided _, Watch.Fleet _ -> {}
      case Watch.WholeMachine _ -> tape.begins(new Watched.Machine());
      case Watch.Run run -> {
        tape.begins(new Watched.Run(Runs.request(run.spec())));
        live.run(run.spec());
      }
      case Watch.Arms arms -> {
        tape.begins(Plans.written(arms.contest()));
        live.arms(arms.contest().slots());
      }
      case Watch.Sizes sizes -> {
        tape.begins(Plans.written(sizes.plan()));
        live.arms(sizes.plan().arms());
      }
      case Watch.Process process -> {
        tape.begins(watched(process.target(), process.reach()));
        live.attach(process.target().pid(), process.reach());
      }
    }
    try (Housekeeper _ = Housekeeper.start()) {
      drawUntilExit();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return exitCode == RUNNING ? 1 : exitCode;
  }

  private static Watched watched(Target target, Reach reach) {
    return new Watched.Process(target.pid(), target.name(), reach == Reach.TREE);
  }

  /**
   * Draws when a look is over, so that each frame shows a look and none comes twice; when it has
   * changed nothing, when the subject speaks next; when no look comes, a little later all the same,
   * for the clock goes on.
   */
  private void drawUntilExit() throws InterruptedException {
    long next = System.nanoTime();
    boolean drawn = true;
    while (exitCode == RUNNING) {
      EventLoop.News news = loop.turn(Math.max(0, next - System.nanoTime()));
      if (exitCode != RUNNING) {
        return;
      }
      long now = System.nanoTime();
      if (news == EventLoop.News.NOW || news == EventLoop.News.SUBJECT && !drawn || now >= next) {
        loop.apply(new Msg.Tick(clock.getAsLong()));
        judge.outcomes(loop.state(), now).ifPresent(all -> loop.apply(new Msg.Judged(all)));
        drawn = draw();
        if (news == EventLoop.News.NOW) {
          tape.remember(loop.state());
        }
        next = now + frameNanos + frameNanos / 4;
      }
    }
  }

  /**
   * A press of the mouse means what was drawn where it hit; the list of machines is asked first.
   */
  private Msg meaning(Msg msg) {
    if (msg instanceof Msg.PastMoved) {
      return past.shown(msg);
    }
    Msg meant = hit(msg);
    return front
        .map(
            list ->
                list.take(meant, loop.state(), this::perform)
                    .orElseGet(() -> new Msg.Tick(loop.state().nowNanos())))
        .orElse(meant);
  }

  private Msg hit(Msg msg) {
    if (msg instanceof Msg.Mouse(Msg.Mouse.Action action, int column, int row)
        && action == Msg.Mouse.Action.PRESS) {
      int click = canvas.click(column, row);
      if (click <= Canvas.THREAD_HEADS) {
        int ordinal = Canvas.THREAD_HEADS - click;
        return new Msg.ThreadHeadClicked(ThreadOrder.Column.at(ordinal));
      }
      if (click <= Canvas.HEADS) {
        return new Msg.HeadClicked(ProcessColumn.all().get(Canvas.HEADS - click));
      }
      if (click != Canvas.NOTHING) {
        return click > 0 ? new Msg.RowClicked(click - 1) : new Msg.PageClicked(Page.at(-1 - click));
      }
    }
    return msg;
  }

  private boolean draw() {
    State shown = loop.state().shown();
    Ui ui = shown.ui();
    if (canvas.width() != ui.columns() || canvas.height() != ui.rows()) {
      canvas.resize(ui.columns(), ui.rows());
    } else {
      canvas.clear();
    }
    if (front.isPresent() && front.get().isShown()) {
      front.get().draw(canvas, look);
    } else {
      Views.draw(shown, Diagnosis.live(shown), canvas, look);
    }
    return terminal.paint(canvas, palette);
  }

  /** Has the source do something, once there is one. */
  private void live(Consumer<Source> what) {
    Source live = source;
    if (live != null) {
      what.accept(live);
    }
  }

  private void perform(Effect effect) {
    switch (effect) {
      case Effect.StartRun start -> {
        tape.begins(new Watched.Run(Runs.request(start.spec())));
        live(it -> it.run(start.spec()));
      }
      case Effect.StartArms start -> {
        loop.state().contest().ifPresent(contest -> tape.begins(Plans.written(contest)));
        live(it -> it.arms(start.slots()));
      }
      case Effect.Go go -> live(it -> it.go(go.slot(), go.settleNanos(), go.nanos()));
      case Effect.TurnArm turn ->
          live(it -> it.turn(turn.slot(), Knobs.of(turn.knob()), turn.value()));
      case Effect.Renew renew -> live(it -> it.renew(renew.slot()));
      case Effect.ReadBlock read -> {
        foresight.after(loop.state(), read.ended(), loop::post);
        Msg measured = new Msg.BlockMeasured(BlockReader.of(loop.state(), read.ended()));
        if (source instanceof Player) {
          // What follows has been recorded, and may come at once.
          loop.apply(measured);
        } else {
          loop.post(measured);
        }
      }
      case Effect.ReadTrial _ -> loop.post(new Msg.TrialRead(TrialReader.of(loop.state())));
      case Effect.EndArms _ -> live(Source::release);
      case Effect.Attach attach -> {
        tape.begins(watched(attach.target(), Reach.ALONE));
        live(it -> it.attach(attach.target().pid(), Reach.ALONE));
      }
      case Effect.Release _ -> {
        tape.begins(new Watched.Machine());
        live(Source::release);
      }
      case Effect.Dump _ -> live(Source::dump);
      case Effect.AskStack ask -> live(it -> it.stack(ask.pid(), ask.tid(), ask.askedNanos()));
      case Effect.Turn turn -> live(it -> it.turn(Knobs.of(turn.knob()), turn.value()));
      case Effect.SaveRing _ -> tape.save(said -> loop.post(new Msg.Notice(said)));
      case Effect.SaveReport _ -> {
        Consumer<String> told = said -> loop.post(new Msg.Notice(said));
        if (source instanceof Player player) {
          player.report(told);
        } else {
          tape.report(told);
        }
      }
      case Effect.Play(PlayOrder order) -> {
        if (source instanceof Player player) {
          player.order(order);
        } else {
          past.play(order, frameNanos);
        }
      }
      case Effect.ToNow _ -> past.toNow();
      case Effect.SetInterval interval -> {
        frameNanos = interval.nanos();
        live(it -> it.interval(interval.nanos()));
      }
      case Effect.SetLook(String theme, boolean ascii, boolean mouse) ->
          setLook(theme, ascii, mouse);
      case Effect.SetCauses causes ->
          live(it -> it.causes(new CauseSettings(causes.hz(), causes.mostCost())));
      case Effect.SetDeep deep ->
          live(it -> it.deep(deep.deep() ? JvmWatch.Depth.AUTO : JvmWatch.Depth.OFF));
      case Effect.SaveSettings save -> loop.post(new Msg.SettingsSaved(keeper.save(save.values())));
      case Effect.Suspend _ -> terminal.suspend();
      case Effect.Redraw _ -> terminal.repaint();
      case Effect.Exit exit -> exitCode = exit.code();
    }
  }

  private Look look(boolean ascii) {
    return new Look(terminal.asciiOnly() || ascii ? Glyphs.ASCII : Glyphs.UNICODE, settings.keys());
  }

  private void setLook(String theme, boolean ascii, boolean mouse) {
    palette = Themes.named(theme);
    terminal.ascii(ascii);
    terminal.mouse(mouse);
    look = look(ascii);
  }

  private void closeSource() {
    past.toNow();
    live(Source::close);
  }
}
