package dev.conctop.subject;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.conctop.wire.Order;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Orders to go and to rest, as the wire format page says that they are obeyed. */
@Timeout(20)
class TurnsTest {
  private static final Order.Go FIRST = new Order.Go(1, 1);
  private static final Order.Go SECOND = new Order.Go(2, 2);
  private static final long HOUR = 3_600_000_000_000L;

  private final Turns turns = new Turns();

  private static long anHourOn() {
    return System.nanoTime() + HOUR;
  }

  @Test
  void withinABlockGoDoesNothing() throws Exception {
    turns.go(FIRST);
    assertEquals(Optional.of(FIRST), turns.awaitGo());
    turns.go(SECOND);
    assertFalse(turns.endedBefore(System.nanoTime()), "its time is over");
    turns.stop();
    assertEquals(Optional.empty(), turns.awaitGo());
  }

  @Test
  void noGoTakesBackAnOrderToRest() throws Exception {
    turns.go(FIRST);
    turns.awaitGo();
    turns.rest();
    turns.go(SECOND);
    assertTrue(turns.endedBefore(anHourOn()));
    assertEquals(Optional.of(SECOND), turns.awaitGo(), "it came after the block's end");
    assertFalse(turns.endedBefore(System.nanoTime()), "the order to rest was for the one before");
  }

  @Test
  void aBlockThatIsToldToRestBeforeItHasBegunEndsAtOnce() throws Exception {
    turns.go(FIRST);
    turns.rest();
    assertEquals(Optional.of(FIRST), turns.awaitGo());
    assertTrue(turns.endedBefore(anHourOn()));
  }

  @Test
  void whileItRestsRestDoesNothing() throws Exception {
    turns.rest();
    turns.go(FIRST);
    assertEquals(Optional.of(FIRST), turns.awaitGo());
    assertFalse(turns.endedBefore(System.nanoTime()));
  }

  @Test
  void stopEndsABlockAndThereIsNoOther() throws Exception {
    turns.go(FIRST);
    turns.awaitGo();
    turns.stop();
    turns.go(SECOND);
    assertTrue(turns.endedBefore(anHourOn()));
    assertTrue(turns.stopped());
    assertEquals(Optional.empty(), turns.awaitGo());
  }
}
