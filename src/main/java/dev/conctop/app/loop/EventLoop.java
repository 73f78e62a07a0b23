package dev.conctop.app.loop;

import dev.conctop.app.recording.Tape;
import dev.conctop.sample.Fact;
import dev.conctop.sample.ObserverCost;
import dev.conctop.sample.TaskFrame;
import dev.conctop.state.Msg;
import dev.conctop.state.State;
import dev.conctop.state.Step;
import dev.conctop.state.effect.Effect;
import dev.conctop.state.update.Update;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/**
 * The one thread that owns the state. Everything else posts messages to it; it applies them in
 * order and hands out the effects.
 */
public final class EventLoop {
  /** What the messages of a turn have brought to be seen, in rising order of haste. */
  public enum News {
    /** Parts of a look, or nothing at all. */
    NONE,
    /** The subject's own figures, which come between looks. */
    SUBJECT,
    /**
     * A person or the terminal wants an answer, or a look is over: what it cost is the last that is
     * said of it.
     */
    NOW;

    static News of(Msg msg) {
      return !(msg instanceof Msg.Observed(Fact fact)) || fact instanceof ObserverCost
          ? NOW
          : fact instanceof TaskFrame ? SUBJECT : NONE;
    }
  }

  private final BlockingQueue<Msg> inbox = new LinkedBlockingQueue<>();
  private final Update update;
  private final UnaryOperator<Msg> meaning;
  private final Consumer<Effect> effects;
  private final Tape tape;
  private State state;

  /**
   * @param meaning what a message comes to for who draws: where a click hit
   * @param tape takes all facts in the order in which they are applied
   */
  public EventLoop(
      State initial,
      Update update,
      UnaryOperator<Msg> meaning,
      Consumer<Effect> effects,
      Tape tape) {
    this.tape = tape;
    this.meaning = meaning;
    this.state = initial;
    this.update = update;
    this.effects = effects;
  }

  /** Called by any thread. */
  public void post(Msg msg) {
    inbox.add(msg);
  }

  /**
   * Waits for messages at most this long and applies all that have come.
   *
   * @return the most hasty of what they bring
   */
  public News turn(long waitNanos) throws InterruptedException {
    Msg msg = inbox.poll(waitNanos, TimeUnit.NANOSECONDS);
    News news = News.NONE;
    while (msg != null) {
      News its = News.of(msg);
      news = its.compareTo(news) > 0 ? its : news;
      apply(msg);
      msg = inbox.poll();
    }
    return news;
  }

  /** Applies a message at once; for the thread of the loop. */
  public void apply(Msg msg) {
    if (msg instanceof Msg.Observed(Fact fact)) {
      tape.fact(fact);
    }
    Step step = update.apply(state, meaning.apply(msg));
    state = step.state();
    if (msg instanceof Msg.Observed(ObserverCost _)) {
      tape.looked(state);
    }
    step.effects().forEach(effects);
  }

  /** The state, for the thread of the loop. */
  public State state() {
    return state;
  }
}
