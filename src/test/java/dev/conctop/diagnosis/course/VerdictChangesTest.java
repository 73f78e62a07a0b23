package dev.conctop.diagnosis.course;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class VerdictChangesTest {
  private final VerdictChanges changes = new VerdictChanges();

  private List<String> judged(String... words) {
    List<String> said = new ArrayList<>();
    for (int i = 0; i < words.length; i++) {
      changes
          .seen(i, words[i])
          .ifPresent(change -> said.add(change.nanos() + " " + change.fromTo()));
    }
    return said;
  }

  @Test
  void aChangeIsOneOnceItHasHeldForThreeJudgementsAndCountsFromTheFirst() {
    assertEquals(
        List.of("0  → idle", "3 idle → io-waiting disk"),
        judged("idle", "idle", "idle", "io-waiting disk", "io-waiting disk", "io-waiting disk"));
  }

  @Test
  void whatIsAnotherOneForAMomentIsNone() {
    assertEquals(
        List.of("0  → idle", "8 idle → mixed"),
        judged(
            "idle", "idle", "idle", "mixed", "idle", "mixed", "mixed", "idle", "mixed", "mixed",
            "mixed"));
  }
}
