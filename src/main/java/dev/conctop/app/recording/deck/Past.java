package dev.conctop.app.recording.deck;

import dev.conctop.record.fact.Entry;
import dev.conctop.record.fact.Watched;
import dev.conctop.report.compare.BlockReader;
import dev.conctop.state.Msg;
import dev.conctop.state.State;
import dev.conctop.state.Step;
import dev.conctop.state.effect.Effect;
import dev.conctop.state.keys.KeyBindings;
import dev.conctop.state.ui.Page;
import dev.conctop.state.ui.Ui;
import dev.conctop.state.update.Update;
import java.util.Optional;

/** A state that is made of a recording's entries, off the screen. Confined to one thread. */
public final class Past {
  private final Update update;
  private final Course course;
  private State state;

  private Past(State state, Course course, int cores) {
    this.update = new Update(KeyBindings.defaults(), Math.max(1, cores));
    this.course = course;
    this.state = state;
  }

  /** Before anything was seen. */
  public static Past empty(Course course, int cores, long nanos) {
    return empty(course, cores, nanos, Ui.initial(Page.OVERVIEW, 0));
  }

  /** The same, looked at in a way of one's own. */
  public static Past empty(Course course, int cores, long nanos, Ui ui) {
    course.resume(Optional.empty());
    return new Past(State.initial(ui, Optional.empty(), nanos), course, cores);
  }

  /** From where it was remembered. */
  static Past from(State remembered, Optional<Watched> watched, Course course, int cores) {
    course.resume(watched);
    return new Past(remembered.recalled(), course, cores);
  }

  /** Takes an entry in. */
  public void take(Entry entry) {
    course.take(entry, this::apply);
  }

  /** Takes a message in. */
  public void apply(Msg msg) {
    state = applied(update, state, msg);
  }

  /** The next state; what an experiment's block gave is read from it as it was then. */
  public static State applied(Update update, State state, Msg msg) {
    Step step = update.apply(state, msg);
    State next = step.state();
    for (Effect effect : step.effects()) {
      if (effect instanceof Effect.ReadBlock read) {
        Msg measured = new Msg.BlockMeasured(BlockReader.of(next, read.ended()));
        next = applied(update, next, measured);
      }
    }
    return next;
  }

  /** What was counted before is not. */
  public void measureFrom(long nanos) {
    state = state.measuredFrom(nanos);
  }

  /** What is known by now. */
  public State state() {
    return state;
  }
}
