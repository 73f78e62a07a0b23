package dev.conctop.state.past.total;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.conctop.sample.task.SlowTask;
import dev.conctop.sample.task.SlowTasks;
import dev.conctop.sample.task.TaskWait;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class SlowBookTest {
  private final SlowBook book = new SlowBook();

  private static SlowTask task(long response) {
    return new SlowTask(
        response, 0, 0, new long[TaskWait.count()], OptionalLong.empty(), "t", "", "");
  }

  @Test
  void theSlowestOfAllIntervalsComeFirst() {
    assertFalse(book.known());
    for (int interval = 0; interval < 100; interval++) {
      long least = interval * 7L % 100;
      book.add(
          new SlowTasks(
              List.of(task(1_000 + least), task(500 + least), task(least)), Optional.empty()));
    }
    assertTrue(book.known());
    assertEquals(SlowBook.MOST, book.slowest().size());
    assertEquals(
        List.of(1_099L, 1_098L, 1_097L, 1_096L, 1_095L, 1_094L, 1_093L, 1_092L),
        book.exact().stream().map(SlowTask::responseNanos).toList());
    for (int i = 1; i < book.slowest().size(); i++) {
      assertTrue(
          book.slowest().get(i - 1).responseNanos() >= book.slowest().get(i).responseNanos());
    }
  }

  @Test
  void theNearestToTheMedianIsTheMedianTask() {
    assertEquals(Optional.empty(), book.nearest(100));
    for (int i = 0; i < 2 * SlowBook.MOST_TYPICAL; i++) {
      book.add(new SlowTasks(List.of(), Optional.of(task(10L * i))));
    }
    assertEquals(2_000, book.nearest(2_003).orElseThrow().responseNanos());
    assertEquals(
        10L * SlowBook.MOST_TYPICAL, book.nearest(0).orElseThrow().responseNanos(), "old ones go");
    SlowBook copy = new SlowBook();
    copy.copyFrom(book);
    book.add(new SlowTasks(List.of(task(9)), Optional.empty()));
    assertEquals(List.of(), copy.slowest());
    assertTrue(copy.known());
  }
}
