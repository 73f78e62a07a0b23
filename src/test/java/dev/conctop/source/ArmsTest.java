package dev.conctop.source;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class ArmsTest {
  private static final long SECOND = 1_000_000_000L;

  @Test
  void whoDoesNotComeToRestIsLateAndWhoRestsIsNot() {
    try (Arms arms = new Arms()) {
      arms.works(3, 5 * SECOND);
      long now = System.nanoTime();
      assertTrue(arms.isWorking(3));
      assertEquals(Optional.empty(), arms.late(now + 5 * SECOND), "its tasks may still run");
      assertEquals(Optional.of(3), arms.late(now + 60 * SECOND));
      arms.rest();
      arms.rests(3);
      assertFalse(arms.anyWorks());
      assertEquals(Optional.empty(), arms.late(now + 60 * SECOND));
    }
  }
}
