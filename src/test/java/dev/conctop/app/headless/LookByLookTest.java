package dev.conctop.app.headless;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.conctop.sample.Fact;
import dev.conctop.sample.HostTotals;
import dev.conctop.sample.ObserverCost;
import dev.conctop.sample.SubjectEvent;
import dev.conctop.sample.figure.CauseRate;
import dev.conctop.sample.figure.Figure;
import dev.conctop.state.Msg;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LookByLookTest {
  private final List<Msg> posted = new ArrayList<>();
  private final LookByLook facts = new LookByLook(posted::add);

  private static final Fact PART = new HostTotals(1, List.of(), Figure.exact(0));
  private static final Fact END =
      new ObserverCost(Figure.exact(0.01), 1, 1, 0, "", CauseRate.none());

  @Test
  void aLookIsPostedWhenItIsOver() {
    facts.accept(PART);
    facts.accept(PART);
    assertEquals(List.of(), posted);
    facts.accept(END);
    assertEquals(
        List.of(new Msg.Observed(PART), new Msg.Observed(PART), new Msg.Observed(END)), posted);
  }

  @Test
  void whatBecomesOfTheSubjectDoesNotWait() {
    facts.accept(PART);
    Fact died = new SubjectEvent.Died("killed by signal 9", List.of());
    facts.accept(died);
    assertEquals(List.of(new Msg.Observed(PART), new Msg.Observed(died)), posted);
    facts.accept(END);
    assertEquals(3, posted.size());
  }
}
