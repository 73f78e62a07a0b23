package dev.conctop.app.fleet;

import dev.conctop.state.Msg;
import dev.conctop.state.State;
import dev.conctop.state.effect.Effect;
import dev.conctop.state.fleet.FleetKeys;
import dev.conctop.state.fleet.FleetView;
import dev.conctop.state.keys.Command;
import dev.conctop.state.keys.Key;
import dev.conctop.state.keys.KeyBindings;
import dev.conctop.state.ui.Overlay;
import dev.conctop.view.canvas.Canvas;
import dev.conctop.view.canvas.Look;
import dev.conctop.view.fleet.FleetScreen;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The list of machines before the ordinary screen: it takes the keys while it is shown, and the one
 * that leads back to it. Confined to the thread that owns the state.
 */
public final class FleetFront {
  private static final String ELSEWHERE =
      "nothing is run on another machine: run conctop there for that";

  private static final String ALONE = "arms are compared where one sits: one run at a time there";
  private static final String UNKEPT =
      "the last minutes of other machines are not kept: --record FILE records all of one";

  private final FleetSource source;
  private final KeyBindings bindings;
  private final FleetKeys keys;
  private FleetView view;
  private boolean shown = true;

  /**
   * @param intervalNanos how often all are looked at
   */
  public FleetFront(FleetSource source, KeyBindings bindings, long intervalNanos) {
    this.source = source;
    this.bindings = bindings;
    this.keys = new FleetKeys(bindings);
    this.view = FleetView.initial(source.rows(), intervalNanos);
  }

  public FleetSource source() {
    return source;
  }

  /** Whether the list has the screen. */
  public boolean isShown() {
    return shown;
  }

  public void draw(Canvas canvas, Look look) {
    view = view.withScreen(FleetScreen.screenful(canvas.height()), source.intervalNanos());
    FleetScreen.draw(view, System.nanoTime(), canvas, look);
  }

  /**
   * Takes what is its own.
   *
   * @param now what the ordinary screen has
   * @param effects what is to be done outside
   * @return what is left for the ordinary screen; empty: nothing
   */
  public Optional<Msg> take(Msg msg, State now, Consumer<Effect> effects) {
    return switch (msg) {
      case Msg.HostsSeen seen -> {
        view = view.with(seen.rows());
        yield Optional.empty();
      }
      case Msg.Sought _ -> {
        // It may have been left again before this came.
        shown = !source.isEntered();
        yield shown ? Optional.empty() : Optional.of(msg);
      }
      case Msg.KeyPressed pressed -> shown ? own(pressed.key(), effects) : other(msg, pressed, now);
      case Msg.RowClicked row when shown -> {
        step(keys.click(view, row.index()), effects);
        yield Optional.empty();
      }
      case Msg.Mouse mouse when shown -> {
        switch (mouse.action()) {
          case WHEEL_UP -> step(keys.wheel(view, true), effects);
          case WHEEL_DOWN -> step(keys.wheel(view, false), effects);
          case PRESS, RELEASE -> {}
        }
        yield Optional.empty();
      }
      case Msg.Pasted _, Msg.PageClicked _, Msg.HeadClicked _, Msg.ThreadHeadClicked _ when shown ->
          Optional.empty();
      default -> Optional.of(msg);
    };
  }

  private Optional<Msg> own(Key key, Consumer<Effect> effects) {
    step(keys.press(view, key), effects);
    return Optional.empty();
  }

  private void step(FleetKeys.Step step, Consumer<Effect> effects) {
    view = step.view();
    step.wish()
        .ifPresent(
            wish -> {
              switch (wish) {
                case FleetKeys.Wish.Enter(String host) -> source.enter(host);
                case FleetKeys.Wish.Interval(long nanos) ->
                    effects.accept(new Effect.SetInterval(nanos));
                case FleetKeys.Wish.Suspend _ -> effects.accept(new Effect.Suspend());
                case FleetKeys.Wish.Redraw _ -> effects.accept(new Effect.Redraw());
                case FleetKeys.Wish.Quit _ -> effects.accept(new Effect.Exit(0));
              }
            });
  }

  /** While a machine has the screen. */
  private Optional<Msg> other(Msg msg, Msg.KeyPressed pressed, State now) {
    Optional<Command> command = bindings.command(pressed.key());
    if (command.isEmpty() || !(now.ui().overlay() instanceof Overlay.None)) {
      return Optional.of(msg);
    }
    return switch (command.get()) {
      case BACK -> {
        boolean top = now.target().isEmpty() && now.ui().filter().isEmpty() && !now.paused();
        if (!top) {
          yield Optional.of(msg);
        }
        shown = true;
        source.leave();
        yield Optional.empty();
      }
      case LAUNCHER,
          WORKLOAD,
          MODEL,
          FEWER_WORKERS,
          MORE_WORKERS,
          LESS_LOAD,
          MORE_LOAD,
          SHORTER_SWITCH,
          LONGER_SWITCH ->
          Optional.of(source.runs() ? msg : new Msg.Notice(ELSEWHERE));
      case ADD_ARM -> Optional.of(new Msg.Notice(source.runs() ? ALONE : ELSEWHERE));
      case SAVE -> Optional.of(new Msg.Notice(UNKEPT));
      default -> Optional.of(msg);
    };
  }
}
