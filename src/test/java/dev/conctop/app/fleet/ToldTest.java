package dev.conctop.app.fleet;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.conctop.record.fact.Entry;
import dev.conctop.record.fact.Watched;
import dev.conctop.sample.HostTotals;
import dev.conctop.sample.MachineInfo;
import dev.conctop.sample.figure.Figure;
import dev.conctop.sample.figure.Pid;
import dev.conctop.state.Msg;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ToldTest {
  private static final Entry PROCESS =
      new Entry.Begins(1, new Watched.Process(new Pid(7), "nginx", false));
  private static final Entry MACHINE = new Entry.Begins(2, new Watched.Machine());
  private static final Entry OF_PROCESS =
      new Entry.Seen(3, new HostTotals(5, List.of(), Figure.exact(1)));
  private static final Entry OF_MACHINE =
      new Entry.Seen(4, new MachineInfo("web1", "", 1, 1, Figure.na("not read"), ""));

  private final Told told = new Told();
  private final List<String> seen = new ArrayList<>();

  private void take(Entry entry, boolean process) {
    told.take(entry, process, msg -> seen.add(word(msg)));
  }

  private static String word(Msg msg) {
    return switch (msg) {
      case Msg.Begun begun -> begun.target().isPresent() ? "process" : "machine";
      case Msg.Observed observed -> observed.fact().getClass().getSimpleName();
      default -> "";
    };
  }

  @Test
  void aProcessThatIsOpenIsTold() {
    take(PROCESS, true);
    take(OF_PROCESS, true);
    take(OF_MACHINE, true);
    assertEquals(List.of("", "process", "HostTotals", "MachineInfo"), seen);
  }

  @Test
  void whatWasOnItsWayWhenItWasLeftIsNot() {
    take(PROCESS, false);
    take(OF_PROCESS, false);
    take(OF_MACHINE, false);
    take(MACHINE, false);
    take(OF_MACHINE, false);
    assertEquals(List.of("MachineInfo", "MachineInfo"), seen);
  }
}
