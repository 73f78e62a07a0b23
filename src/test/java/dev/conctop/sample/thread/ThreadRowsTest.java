package dev.conctop.sample.thread;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.conctop.sample.figure.Budget;
import dev.conctop.sample.figure.Fidelity;
import dev.conctop.sample.figure.Part;
import dev.conctop.sample.figure.Role;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ThreadRowsTest {
  private static ThreadRow row(int tid, Part now) {
    return new ThreadRow(
        1, tid, "t-" + tid, Role.WORKER, now, Fidelity.EXACT, new Budget(), 0, 0, "");
  }

  private static List<ThreadRow> sleepers(int count) {
    List<ThreadRow> rows = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      rows.add(row(i, Part.SLEEP));
    }
    return rows;
  }

  private static List<ThreadRow> changed(ThreadRows now, ThreadRows before) {
    List<ThreadRow> changed = new ArrayList<>();
    now.changedSince(
        before,
        (place, row) -> {
          assertEquals(row, now.get(place));
          changed.add(row);
        });
    return changed;
  }

  @Test
  void aListIsWhatItWasMadeOf() {
    for (int size : new int[] {0, 1, 31, 32, 33, 1000}) {
      List<ThreadRow> rows = sleepers(size);
      assertEquals(rows, ThreadRows.of(rows));
    }
  }

  @Test
  void aSuccessorHasTheNewRowsAndLeavesThePredecessorAlone() {
    List<ThreadRow> rows = sleepers(100);
    ThreadRows before = ThreadRows.of(rows);
    ThreadRows.Successor successor = new ThreadRows.Successor(before);
    ThreadRow woken = row(40, Part.ON_CPU);
    ThreadRow last = row(99, Part.ON_CPU);
    successor.set(40, woken);
    successor.set(99, last);
    ThreadRows now = successor.rows();
    assertEquals(rows, before);
    assertEquals(List.of(woken, last), changed(now, before));
    assertEquals(woken, now.get(40));
    assertEquals(rows.get(41), now.get(41));
    assertEquals(List.of(), changed(now, now));
  }

  @Test
  void changesOverSeveralStepsAreToldAtOnce() {
    ThreadRows first = ThreadRows.of(sleepers(70));
    ThreadRows.Successor one = new ThreadRows.Successor(first);
    one.set(3, row(3, Part.DISK));
    ThreadRows second = one.rows();
    ThreadRows.Successor two = new ThreadRows.Successor(second);
    two.set(64, row(64, Part.DISK));
    assertEquals(2, changed(two.rows(), first).size());
  }

  @Test
  void otherThreadsAreAnotherOrder() {
    ThreadRows one = ThreadRows.of(sleepers(3));
    ThreadRows other = ThreadRows.of(sleepers(3));
    assertTrue(one.sameOrder(one));
    assertFalse(one.sameOrder(other));
    assertThrows(IllegalArgumentException.class, () -> changed(one, other));
    assertThrows(IndexOutOfBoundsException.class, () -> one.get(3));
  }
}
