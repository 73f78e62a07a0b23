package dev.conctop.state.update;

import dev.conctop.sample.figure.Pid;
import dev.conctop.sample.thread.ProcessRow;
import dev.conctop.state.Common;
import dev.conctop.state.Msg;
import dev.conctop.state.State;
import dev.conctop.state.Step;
import dev.conctop.state.effect.Effect;
import dev.conctop.state.keys.Command;
import dev.conctop.state.keys.Key;
import dev.conctop.state.keys.KeyBindings;
import dev.conctop.state.row.Listing;
import dev.conctop.state.row.Processes;
import dev.conctop.state.row.SlowList;
import dev.conctop.state.row.TableUpdate;
import dev.conctop.state.row.ThreadTableUpdate;
import dev.conctop.state.seen.Target;
import dev.conctop.state.ui.LauncherForm;
import dev.conctop.state.ui.Overlay;
import dev.conctop.state.ui.Page;
import dev.conctop.state.ui.Ui;
import dev.conctop.state.ui.table.ProcessColumn;
import dev.conctop.state.ui.table.ProcessItem;
import dev.conctop.state.ui.table.Text;
import dev.conctop.state.ui.table.ThreadLine;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** What a key changes. Overlays get the key first; what they do not take is a command. */
final class KeyUpdate {
  static final long FASTEST_NANOS = 50_000_000L;
  static final long SLOWEST_NANOS = 5_000_000_000L;
  private static final long[] INTERVALS = {
    FASTEST_NANOS,
    100_000_000L,
    200_000_000L,
    500_000_000L,
    1_000_000_000L,
    2_000_000_000L,
    SLOWEST_NANOS
  };

  private final KeyBindings bindings;
  private final LauncherUpdate launcher;

  KeyUpdate(KeyBindings bindings, int cores) {
    this.bindings = bindings;
    this.launcher = new LauncherUpdate(cores);
  }

  Step apply(State before, Key key) {
    State state = before.playback().isPresent() ? PlaybackUpdate.quiet(before) : before;
    Command command = bindings.command(key).orElse(null);
    // Ctrl-C ends the program whatever is open; nobody should be trapped in a dialog.
    if (key.ctrl() && command == Command.QUIT) {
      return Step.of(state, new Effect.Exit(0));
    }
    if (command == Command.SUSPEND) {
      return Step.of(state, new Effect.Suspend());
    }
    if (state.playback().isPresent() || state.rewound()) {
      Optional<Step> played = PlaybackUpdate.key(state, key, command);
      if (played.isPresent()) {
        return played.get();
      }
    }
    return switch (state.ui().overlay()) {
      case Overlay.None _ -> command == null ? Step.of(state) : command(state, command);
      case Overlay.Help help -> help(state, help, command);
      case Overlay.Filtering filtering -> filtering(state, filtering, key);
      case Overlay.GoingTo going -> PlaybackUpdate.going(state, going, key);
      case Overlay.Launcher open -> launcher.apply(state, open, key);
      case Overlay.Settings open -> SettingsUpdate.apply(state, open.form(), key, command);
      case Overlay.SlowDetail slow -> Step.of(SlowList.detail(state, slow, command));
      case Overlay.ThreadDetail detail -> DetailUpdate.apply(state, detail, command);
    };
  }

  Step paste(State state, String text) {
    return switch (state.ui().overlay()) {
      case Overlay.Filtering _ -> Step.of(filtered(state, state.ui().filter() + line(text)));
      case Overlay.Launcher open -> Step.of(launcher.typed(state, open, line(text)));
      case Overlay.GoingTo _ -> Step.of(PlaybackUpdate.typed(state, line(text)));
      case Overlay.None _,
          Overlay.Help _,
          Overlay.Settings _,
          Overlay.ThreadDetail _,
          Overlay.SlowDetail _ ->
          Step.of(state);
    };
  }

  /** A pasted text's first line without control characters. */
  private static String line(String text) {
    return text.lines().findFirst().orElse("").replaceAll("\\p{Cntrl}", "");
  }

  Step clicked(State state, int index) {
    if (state.ui().overlay() instanceof Overlay.Settings open) {
      return SettingsUpdate.clicked(state, open.form(), index);
    }
    if (!(state.ui().overlay() instanceof Overlay.None)) {
      return Step.of(state);
    }
    if (TableUpdate.at(state) != index) {
      return Step.of(select(state, index));
    }
    return Listing.showsProcesses(state.shown()) ? attach(state) : open(state);
  }

  Step mouse(State state, Msg.Mouse mouse) {
    if (!(state.ui().overlay() instanceof Overlay.None)) {
      return switch (mouse.action()) {
        case WHEEL_UP -> apply(state, Key.of(Key.Kind.UP));
        case WHEEL_DOWN -> apply(state, Key.of(Key.Kind.DOWN));
        case PRESS, RELEASE -> Step.of(state);
      };
    }
    return switch (mouse.action()) {
      case WHEEL_UP -> Step.of(select(state, TableUpdate.at(state) - 3));
      case WHEEL_DOWN -> Step.of(select(state, TableUpdate.at(state) + 3));
      case PRESS, RELEASE -> Step.of(state);
    };
  }

  private Step command(State state, Command command) {
    Ui ui = state.ui();
    return switch (command) {
      case HELP -> Step.of(state.withUi(ui.withOverlay(new Overlay.Help(0))));
      case QUIT -> Step.of(state, new Effect.Exit(0));
      case PAUSE -> Step.of(Common.pauseOrGoOn(state));
      case NEXT_PAGE, RIGHT -> Step.of(state.withUi(ui.withPage(ui.page().next(pages(state)))));
      case PREVIOUS_PAGE, LEFT ->
          Step.of(state.withUi(ui.withPage(ui.page().previous(pages(state)))));
      case OVERVIEW -> Step.of(state.withUi(ui.withPage(Page.OVERVIEW)));
      case THREADS -> Step.of(state.withUi(ui.withPage(Page.THREADS)));
      case LATENCY -> Step.of(state.withUi(ui.withPage(Page.LATENCY)));
      case HOST -> Step.of(state.withUi(ui.withPage(Page.HOST)));
      case COMPARE ->
          Step.of(state.isExperiment() ? state.withUi(ui.withPage(Page.COMPARE)) : state);
      case UP -> Step.of(select(state, TableUpdate.at(state) - 1));
      case DOWN -> Step.of(select(state, TableUpdate.at(state) + 1));
      case FIRST -> Step.of(select(state, 0));
      case LAST -> Step.of(select(state, Integer.MAX_VALUE));
      case PAGE_UP -> Step.of(select(state, TableUpdate.at(state) - screenful(ui)));
      case PAGE_DOWN -> Step.of(select(state, TableUpdate.at(state) + screenful(ui)));
      case FILTER ->
          Step.of(
              state.withUi(
                  (Listing.showsProcesses(state.shown()) ? ui : ui.withPage(Page.THREADS))
                      .withOverlay(new Overlay.Filtering(ui.filter()))));
      case SORT, SORT_BACK, REVERSE, TREE, FOLD, FOLLOW, COMMANDS, GROUP ->
          Step.of(ordered(state, command));
      case OPEN -> Listing.showsProcesses(state.shown()) ? attach(state) : open(state);
      case BACK ->
          state.frozen().filter(State.Frozen::ofArm).isPresent()
              ? Step.of(RaceUpdate.backToAll(state))
              : !ui.filter().isEmpty()
                  ? Step.of(state.withUi(ui.withFilter("")))
                  : state.target().isPresent()
                      ? Step.of(state.released(), new Effect.Release())
                      : Step.of(state);
      case FASTER -> interval(state, -1);
      case SLOWER -> interval(state, 1);
      case SETTINGS -> Step.of(SettingsUpdate.open(state));
      case LAUNCHER -> Step.of(launcher.open(state, LauncherForm.Focus.WORKLOADS));
      case WORKLOAD -> Step.of(launcher.open(state, LauncherForm.Focus.WORKLOADS));
      case MODEL -> Step.of(launcher.open(state, LauncherForm.Focus.MODELS));
      case ADD_ARM -> Step.of(launcher.openForArm(state));
      case FEWER_WORKERS -> Knobs.workers(state, false);
      case MORE_WORKERS -> Knobs.workers(state, true);
      case LESS_LOAD -> Knobs.load(state, false);
      case MORE_LOAD -> Knobs.load(state, true);
      case DUMP -> Step.of(state, new Effect.Dump());
      case SHORTER_SWITCH -> Knobs.switchInterval(state, false);
      case LONGER_SWITCH -> Knobs.switchInterval(state, true);
      case STEP_BACK,
          STEP_ON,
          PLAY_SLOWER,
          PLAY_FASTER,
          GO_TO,
          NEXT_EVENT,
          EVENT_BEFORE,
          MARK,
          CUT ->
          PlaybackUpdate.rewind(state, command);
      case SAVE -> Step.of(state, new Effect.SaveRing());
      case REPORT -> Step.of(state, new Effect.SaveReport());
      case SUSPEND -> Step.of(state, new Effect.Suspend());
      case REDRAW -> Step.of(state, new Effect.Redraw());
    };
  }

  private static int pages(State state) {
    return Page.count(state.isExperiment());
  }

  /** How the page's list is laid out. */
  private static State ordered(State state, Command command) {
    if (Listing.showsProcesses(state.shown())) {
      return TableUpdate.apply(state, command);
    }
    return state.ui().page() == Page.THREADS ? ThreadTableUpdate.apply(state, command) : state;
  }

  static int screenful(Ui ui) {
    return Math.max(1, ui.rows() - 8);
  }

  static State select(State state, int index) {
    int last = Math.max(0, Listing.size(state.shown()) - 1);
    State next = state.withUi(state.ui().withSelected(Math.clamp(index, 0, last)));
    return Listing.showsProcesses(state.shown())
        ? Processes.held(
            Processes.with(next, next.ui().processes().withFollowed(OptionalInt.empty())))
        : next;
  }

  /** Watches the chosen process. */
  private static Step attach(State state) {
    Optional<ProcessItem> item = TableUpdate.chosen(state);
    if (item.isEmpty()) {
      return Step.of(state);
    }
    ProcessRow row = item.get().row();
    Target target = new Target(new Pid(row.pid()), row.name());
    return Step.of(state.attachedTo(target), new Effect.Attach(target));
  }

  /** A head was clicked. */
  Step sorted(State state, ProcessColumn column) {
    boolean free = state.ui().overlay() instanceof Overlay.None;
    return Step.of(free ? TableUpdate.sorted(state, column) : state);
  }

  static Step open(State state) {
    if (state.ui().page() == Page.COMPARE) {
      return Step.of(
          state.contest().isPresent() ? RaceUpdate.look(state, state.ui().selected()) : state);
    }
    if (state.ui().page() == Page.LATENCY) {
      return Step.of(SlowList.open(state));
    }
    List<ThreadLine> lines = Listing.lines(state.shown());
    Ui ui = state.ui();
    if (ui.page() != Page.THREADS || ui.selected() >= lines.size()) {
      return Step.of(ui.page() == Page.OVERVIEW ? state.withUi(ui.withPage(Page.THREADS)) : state);
    }
    return switch (lines.get(ui.selected())) {
      case ThreadLine.Group group -> Step.of(state.withUi(ui.withToggled(group.name())));
      case ThreadLine.One one -> DetailUpdate.open(state, one.row());
    };
  }

  private static Step interval(State state, int direction) {
    int at = 0;
    while (at < INTERVALS.length - 1 && INTERVALS[at] < state.ui().intervalNanos()) {
      at++;
    }
    long chosen = INTERVALS[Math.clamp(at + direction, 0, INTERVALS.length - 1)];
    return Step.of(state.withUi(state.ui().withInterval(chosen)), new Effect.SetInterval(chosen));
  }

  private static Step help(State state, Overlay.Help help, @Nullable Command command) {
    if (command == null) {
      return Step.of(state);
    }
    int scroll =
        switch (command) {
          case UP -> help.scroll() - 1;
          case DOWN -> help.scroll() + 1;
          case PAGE_UP -> help.scroll() - screenful(state.ui());
          case PAGE_DOWN -> help.scroll() + screenful(state.ui());
          case FIRST -> 0;
          case LAST -> Command.values().length;
          default -> -2;
        };
    if (scroll == -2) {
      boolean closes =
          command == Command.BACK || command == Command.HELP || command == Command.QUIT;
      return Step.of(closes ? Common.close(state) : state);
    }
    int last = Command.values().length;
    return Step.of(
        state.withUi(state.ui().withOverlay(new Overlay.Help(Math.clamp(scroll, 0, last)))));
  }

  private static Step filtering(State state, Overlay.Filtering filtering, Key key) {
    Ui ui = state.ui();
    return switch (key.kind()) {
      case ENTER -> Step.of(Common.close(state));
      case ESCAPE -> Step.of(Common.close(state.withUi(ui.withFilter(filtering.before()))));
      case BACKSPACE -> {
        String text = ui.filter();
        yield Step.of(
            text.isEmpty() ? Common.close(state) : filtered(state, Text.withoutLast(text)));
      }
      case CHARACTER ->
          Step.of(
              key.ctrl() || key.alt()
                  ? state
                  : filtered(state, ui.filter() + Character.toString(key.codePoint())));
      case UP -> Step.of(select(state, TableUpdate.at(state) - 1));
      case DOWN -> Step.of(select(state, TableUpdate.at(state) + 1));
      default -> Step.of(state);
    };
  }

  private static State filtered(State state, String text) {
    State next = state.withUi(state.ui().withFilter(text));
    return Listing.showsProcesses(state.shown()) ? Processes.held(next) : next;
  }
}
