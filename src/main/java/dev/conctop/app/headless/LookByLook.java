package dev.conctop.app.headless;

import dev.conctop.sample.Fact;
import dev.conctop.sample.ObserverCost;
import dev.conctop.sample.SubjectEvent;
import dev.conctop.state.Msg;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Holds facts back until a look is over or the subject's course has changed, so that where nothing
 * is drawn the state's thread is woken once a look and not once a fact: a subject that saturates
 * every core pays for each time with a core that it is taken from. Called by one thread at a time.
 */
final class LookByLook implements Consumer<Fact> {
  private final Consumer<Msg> out;
  private final List<Fact> held = new ArrayList<>();

  LookByLook(Consumer<Msg> out) {
    this.out = out;
  }

  @Override
  public void accept(Fact fact) {
    held.add(fact);
    if (fact instanceof ObserverCost || fact instanceof SubjectEvent) {
      held.forEach(each -> out.accept(new Msg.Observed(each)));
      held.clear();
    }
  }
}
