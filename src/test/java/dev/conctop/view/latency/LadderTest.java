package dev.conctop.view.latency;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.conctop.view.Screens;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.Test;

class LadderTest {
  @Test
  void whatWasMeasuredStandsBetweenItsRungs() {
    List<Ladder.Rung> rungs = Ladder.with(measured(), 30);
    List<String> names = rungs.stream().map(Ladder.Rung::name).toList();
    assertEquals(Ladder.RUNGS.size() + 3, rungs.size());
    assertTrue(names.indexOf("service p50") > names.indexOf("1 MB from disk"), names.toString());
    assertTrue(names.indexOf("service p50") < names.indexOf("CA→NL→CA"), names.toString());
    assertTrue(names.indexOf("response p50") > names.indexOf("CA→NL→CA"), names.toString());
    assertEquals(
        rungs, rungs.stream().sorted(Comparator.comparingDouble(Ladder.Rung::nanos)).toList());
  }

  @Test
  void littleRoomKeepsWhatIsNearWhatWasMeasured() {
    List<String> names = Ladder.with(measured(), 5).stream().map(Ladder.Rung::name).toList();
    assertEquals(5, names.size());
    assertTrue(names.contains("CA→NL→CA"), names.toString());
    assertTrue(names.containsAll(List.of("response p50", "queue p50", "service p50")));
  }

  @Test
  void twoMillisecondsAreTwoHundredThousandKilometres() {
    assertEquals(200_000_000, new Ladder.Rung("", 2_000_000).metres());
  }

  private static Spreads measured() {
    return new Spreads(Screens.pool(60).state().totals());
  }
}
