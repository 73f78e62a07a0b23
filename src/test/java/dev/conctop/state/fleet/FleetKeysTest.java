package dev.conctop.state.fleet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.conctop.sample.figure.Part;
import dev.conctop.state.keys.Key;
import dev.conctop.state.keys.KeyBindings;
import dev.conctop.view.FleetScenes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What keys do to the list of machines. */
class FleetKeysTest {
  private final FleetKeys keys = new FleetKeys(KeyBindings.defaults());

  private static List<String> names(FleetView view) {
    return view.listed().stream().map(HostRow::name).toList();
  }

  @Test
  void whatIsMostToBeLookedAtIsFirst() {
    FleetView view = FleetScenes.view(FleetScenes.rows());
    assertEquals(
        List.of("old", "web3", "new", "web2.rack7.example.org", "ann@db1:2222", "web1"),
        names(view));
    FleetView turned = keys.press(view, Key.of('r')).view();
    assertEquals("web1", names(turned).getFirst());
  }

  @Test
  void theCursorStaysWithItsHost() {
    FleetView view =
        FleetScenes.view(FleetScenes.rows(), Key.of(Key.Kind.DOWN), Key.of(Key.Kind.DOWN));
    assertEquals("new", view.chosen());
    List<HostRow> rows = new ArrayList<>(FleetScenes.rows());
    rows.removeIf(row -> row.name().equals("new"));
    HostRow.Look calm = FleetScenes.look(2, 0, FleetScenes.judged("idle", "", 0), 0);
    rows.add(FleetScenes.live("new", 0.1, calm));
    FleetView later = view.with(rows);
    assertEquals(4, later.selected(names(later)));
    assertEquals("new", later.chosen());
  }

  @Test
  void aHostOpensOnlyWhenSomethingIsKnownOfIt() {
    FleetView view = FleetScenes.view(FleetScenes.rows());
    FleetKeys.Step refused = keys.press(view, Key.of(Key.Kind.ENTER));
    assertEquals(Optional.empty(), refused.wish());
    assertTrue(refused.view().notice().contains("no conctop there"), refused.view().notice());
    FleetView stale = keys.press(view, Key.of(Key.Kind.DOWN)).view();
    assertEquals(
        Optional.of(new FleetKeys.Wish.Enter("web3")),
        keys.press(stale, Key.of(Key.Kind.ENTER)).wish());
  }

  @Test
  void processesOfOneNameStandTogetherOverLiveHosts() {
    List<ProcessGroup> groups = ProcessGroup.of(FleetScenes.rows(), "");
    ProcessGroup nginx =
        groups.stream().filter(group -> group.name().equals("nginx")).findFirst().orElseThrow();
    assertEquals(2, nginx.hosts());
    assertEquals(8, nginx.threads());
    assertEquals(new Spread(0.05, 0.625, 1.2), nginx.cores());
    assertEquals("web2.rack7.example.org", nginx.most());
    assertEquals(Part.NETWORK, nginx.waits());
    assertEquals("java Main", groups.getFirst().name());
    FleetView view = FleetScenes.view(FleetScenes.rows(), Key.of('p'));
    assertEquals(
        Optional.of(new FleetKeys.Wish.Enter("web2.rack7.example.org")),
        keys.press(view, Key.of(Key.Kind.ENTER)).wish());
  }

  @Test
  void theFilterIsTypedKeptAndCleared() {
    FleetView view = FleetScenes.view(FleetScenes.rows());
    for (char each : "/saturq".toCharArray()) {
      view = keys.press(view, Key.of(each)).view();
    }
    assertEquals(List.of(), names(view));
    view = keys.press(view, Key.of(Key.Kind.BACKSPACE)).view();
    view = keys.press(view, Key.of(Key.Kind.ENTER)).view();
    assertEquals(List.of("web2.rack7.example.org"), names(view));
    view = keys.press(view, Key.of(Key.Kind.ESCAPE)).view();
    assertEquals(6, names(view).size());
    assertEquals(Optional.of(new FleetKeys.Wish.Quit()), keys.press(view, Key.of('q')).wish());
  }

  @Test
  void theIntervalIsTurned() {
    FleetView view = FleetScenes.view(FleetScenes.rows());
    FleetKeys.Step step = keys.press(view, Key.of('-'));
    assertEquals(Optional.of(new FleetKeys.Wish.Interval(2_000_000_000L)), step.wish());
    assertEquals(2_000_000_000L, step.view().intervalNanos());
  }
}
