package dev.conctop.app.fleet;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.conctop.app.fleet.Told.Asked;
import dev.conctop.catalog.RunRequest;
import dev.conctop.record.fact.Entry;
import dev.conctop.record.fact.Watched;
import dev.conctop.sample.HostTotals;
import dev.conctop.sample.MachineInfo;
import dev.conctop.sample.SubjectEvent;
import dev.conctop.sample.figure.Figure;
import dev.conctop.sample.figure.Pid;
import dev.conctop.state.Msg;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ToldTest {
  private static final Entry PROCESS =
      new Entry.Begins(1, new Watched.Process(new Pid(7), "nginx", false));
  private static final Entry RUN =
      new Entry.Begins(1, new Watched.Run(RunRequest.of("sleep", "thread-pool", Map.of())));
  private static final Entry MACHINE = new Entry.Begins(2, new Watched.Machine());
  private static final Entry OF_PROCESS =
      new Entry.Seen(3, new HostTotals(5, List.of(), Figure.exact(1)));
  private static final Entry OF_MACHINE =
      new Entry.Seen(4, new MachineInfo("web1", "", 1, 1, Figure.na("not read"), ""));

  private final Told told = new Told();
  private final List<String> seen = new ArrayList<>();

  private void take(Entry entry, Asked asked) {
    told.take(entry, asked, msg -> seen.add(word(msg)));
  }

  private static String word(Msg msg) {
    return switch (msg) {
      case Msg.Begun begun ->
          begun.run().isPresent() ? "run" : begun.target().isPresent() ? "process" : "machine";
      case Msg.Observed observed -> observed.fact().getClass().getSimpleName();
      case Msg.Notice notice -> notice.text().substring(0, 15);
      default -> "";
    };
  }

  @Test
  void aProcessThatIsOpenIsTold() {
    take(PROCESS, Asked.PROCESS);
    take(OF_PROCESS, Asked.PROCESS);
    take(OF_MACHINE, Asked.PROCESS);
    assertEquals(List.of("", "process", "HostTotals", "MachineInfo"), seen);
  }

  @Test
  void ofARunNothingIsToldBeforeItBegins() {
    told.pending();
    take(OF_PROCESS, Asked.RUN);
    take(RUN, Asked.RUN);
    take(OF_PROCESS, Asked.RUN);
    take(RUN, Asked.RUN);
    assertEquals(List.of("", "run", "HostTotals", "", "run"), seen);
  }

  @Test
  void ofTheRunBeforeNothingIsTold() {
    take(RUN, Asked.RUN);
    told.pending();
    take(OF_PROCESS, Asked.RUN);
    take(OF_MACHINE, Asked.RUN);
    assertEquals(List.of("", "run", "MachineInfo"), seen);
  }

  @Test
  void thatItIsRefusedIsToldAtOnce() {
    told.pending();
    take(new Entry.Seen(5, new SubjectEvent.Died("no python", List.of(), true)), Asked.RUN);
    assertEquals(List.of("Died"), seen);
  }

  @Test
  void aWorkloadThatIsNotKnownHereIsSaidSo() {
    RunRequest unknown = RunRequest.of("of-later", "thread-pool", Map.of());
    told.take(new Entry.Begins(1, new Watched.Run(unknown)), Asked.RUN, msg -> seen.add(word(msg)));
    assertEquals(List.of("", "what runs there", "machine"), seen);
  }

  @Test
  void whatWasOnItsWayWhenItWasLeftIsNot() {
    take(PROCESS, Asked.MACHINE);
    take(OF_PROCESS, Asked.MACHINE);
    take(OF_MACHINE, Asked.MACHINE);
    take(MACHINE, Asked.MACHINE);
    take(OF_MACHINE, Asked.MACHINE);
    assertEquals(List.of("MachineInfo", "MachineInfo"), seen);
  }
}
