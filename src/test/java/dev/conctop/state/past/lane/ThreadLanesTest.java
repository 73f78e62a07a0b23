package dev.conctop.state.past.lane;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.conctop.sample.figure.Budget;
import dev.conctop.sample.figure.Fidelity;
import dev.conctop.sample.figure.Part;
import dev.conctop.sample.figure.Role;
import dev.conctop.sample.thread.ThreadRow;
import dev.conctop.sample.thread.ThreadRows;
import java.util.List;
import org.junit.jupiter.api.Test;

class ThreadLanesTest {
  private final ThreadLanes lanes = new ThreadLanes();

  private static ThreadRow row(int tid, Part part) {
    Budget budget = new Budget();
    budget.add(part, 1, Fidelity.EXACT);
    return new ThreadRow(1, tid, "w-" + tid, Role.WORKER, part, Fidelity.EXACT, budget, 0, 0, "");
  }

  private String seen(int tid) {
    return lanes.lane(1, tid).map(ThreadLanesTest::letters).orElse("none");
  }

  private String pool() {
    return lanes.pool(Role.WORKER, "w").map(pool -> letters(pool.lane())).orElse("none");
  }

  /** Oldest first; a blank where nothing is known. */
  private static String letters(Lane lane) {
    StringBuilder text = new StringBuilder();
    for (int ago = 5; ago >= 0; ago--) {
      text.append(lane.known(ago) ? (char) lane.part(ago).letter() : ' ');
    }
    return text.toString();
  }

  @Test
  void aRowThatStandsGoesOnInItsLane() {
    ThreadRows first = ThreadRows.of(List.of(row(1, Part.SLEEP), row(2, Part.DISK)));
    lanes.add(first);
    lanes.add(first);
    ThreadRows.Successor woken = new ThreadRows.Successor(first);
    woken.set(0, row(1, Part.ON_CPU));
    ThreadRows second = woken.rows();
    lanes.add(second);
    lanes.add(second);
    assertEquals("  sscc", seen(1));
    assertEquals("  dddd", seen(2));
  }

  @Test
  void rowsInAnyListAreFollowed() {
    lanes.add(List.of(row(1, Part.SLEEP)));
    lanes.add(List.of(row(1, Part.ON_CPU), row(2, Part.ON_CPU)));
    assertEquals("    sc", seen(1));
    assertEquals("     c", seen(2));
    assertEquals(2, lanes.workers());
  }

  @Test
  void aPoolShowsWhatMostOfItsThreadsDo() {
    ThreadRows rows =
        ThreadRows.of(List.of(row(1, Part.SLEEP), row(2, Part.SLEEP), row(3, Part.DISK)));
    lanes.add(rows);
    ThreadRows.Successor next = new ThreadRows.Successor(rows);
    next.set(0, row(1, Part.DISK));
    lanes.add(next.rows());
    lanes.add(next.rows());
    assertEquals("   sdd", pool());
    assertEquals(3, lanes.pool(Role.WORKER, "w").orElseThrow().size());
  }

  @Test
  void whatEndsLeavesItsPoolAtOnceAndItsLaneLater() {
    lanes.add(List.of(row(1, Part.SLEEP), row(2, Part.DISK)));
    lanes.add(List.of(row(2, Part.DISK)));
    assertEquals("    s ", seen(1));
    assertEquals(1, lanes.workers());
    lanes.add(List.of());
    assertTrue(lanes.pools().isEmpty());
    lanes.add(List.of(row(1, Part.SLEEP)));
    assertEquals("  s  s", seen(1), "it, or another of its number, came back");
    for (int i = 0; i < Lane.LENGTH; i++) {
      lanes.add(List.of(row(1, Part.SLEEP)));
    }
    assertTrue(lanes.lane(1, 2).isEmpty());
  }

  @Test
  void aLaneForgetsWhatIsTooLongAgo() {
    lanes.add(List.of(row(1, Part.DISK)));
    for (int i = 0; i < Lane.LENGTH + 3; i++) {
      lanes.add(List.of(row(1, i % 2 == 0 ? Part.SLEEP : Part.ON_CPU)));
    }
    Lane lane = lanes.lane(1, 1).orElseThrow();
    for (int ago = 0; ago < Lane.LENGTH; ago++) {
      assertEquals((ago + Lane.LENGTH + 2) % 2 == 0 ? Part.SLEEP : Part.ON_CPU, lane.part(ago));
    }
    assertFalse(lane.known(Lane.LENGTH));
  }

  @Test
  void aPictureStandsStill() {
    lanes.add(List.of(row(1, Part.SLEEP)));
    ThreadLanes picture = lanes.copy();
    lanes.add(List.of(row(1, Part.ON_CPU)));
    assertEquals("     s", letters(picture.lane(1, 1).orElseThrow()));
    assertEquals(1, picture.workers());
  }
}
