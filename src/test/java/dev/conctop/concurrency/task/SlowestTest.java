package dev.conctop.concurrency.task;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.conctop.sample.task.SlowTask;
import dev.conctop.sample.task.SlowTasks;
import dev.conctop.sample.task.TaskWait;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SlowestTest {
  private final Slowest slowest = new Slowest();

  private static SlowTask task(long response) {
    return new SlowTask(
        response, 0, 0, new long[TaskWait.count()], OptionalLong.empty(), "t", "", "");
  }

  private void see(long response) {
    if (slowest.wants(response)) {
      slowest.offer(task(response));
    }
  }

  private static List<Long> responses(SlowTasks tasks) {
    return tasks.slowest().stream().map(SlowTask::responseNanos).toList();
  }

  @Test
  void fewerThanAreKeptAreAllThere() {
    see(5);
    see(0);
    see(7);
    assertEquals(List.of(7L, 5L, 0L), responses(slowest.take(0)));
    assertEquals(List.of(), responses(slowest.take(0)), "the next interval begins with nothing");
  }

  @ParameterizedTest
  @ValueSource(strings = {"ascending", "descending", "any"})
  void exactlyTheSlowestAreKept(String order) {
    List<Long> all = new ArrayList<>(LongStream.rangeClosed(1, 10_000).boxed().toList());
    switch (order) {
      case "descending" -> Collections.reverse(all);
      case "any" -> Collections.shuffle(all, new Random(7));
      default -> {}
    }
    all.forEach(this::see);
    assertEquals(
        List.of(10_000L, 9_999L, 9_998L, 9_997L, 9_996L, 9_995L, 9_994L, 9_993L),
        responses(slowest.take(0)));
  }

  @Test
  void exactlyTheSlowestAreKeptOfManyThreads() throws InterruptedException {
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      int first = i;
      threads.add(
          Thread.ofPlatform()
              .start(
                  () -> {
                    for (long response = first; response < 80_000; response += 8) {
                      see(response);
                    }
                  }));
    }
    for (Thread thread : threads) {
      thread.join();
    }
    assertEquals(
        LongStream.iterate(79_999, each -> each - 1).limit(8).boxed().toList(),
        responses(slowest.take(0)));
  }

  @Test
  void nothingIsLostWhenIntervalsAreTakenMeanwhile() throws InterruptedException {
    Thread writer =
        Thread.ofPlatform().start(() -> LongStream.rangeClosed(1, 200_000).forEach(this::see));
    List<Long> taken = new ArrayList<>();
    while (writer.isAlive()) {
      taken.addAll(responses(slowest.take(0)));
    }
    taken.addAll(responses(slowest.take(0)));
    Collections.sort(taken, Collections.reverseOrder());
    assertEquals(
        LongStream.iterate(200_000, each -> each - 1).limit(8).boxed().toList(),
        taken.subList(0, 8),
        "the slowest of all are the slowest of their intervals");
    assertEquals(taken.size(), taken.stream().distinct().count());
  }

  @Test
  void whatIsNoSlowerIsNotAskedFor() {
    for (long response = 1; response <= 20; response++) {
      see(response * 10);
    }
    assertFalse(slowest.wants(130));
    assertTrue(slowest.wants(131));
  }

  @Test
  void theTypicalTaskIsNearestTheMedianOfTheIntervalBefore() {
    see(500);
    see(9);
    assertEquals(Optional.of(500L), typical(slowest.take(1_000)), "of the first the first");
    for (long response : new long[] {5_000, 700, 1_200, 1_100, 2_000}) {
      see(response);
    }
    assertEquals(Optional.of(1_100L), typical(slowest.take(0)));
    see(300);
    assertEquals(Optional.of(300L), typical(slowest.take(0)), "nothing came: the same median");
    assertEquals(Optional.empty(), typical(slowest.take(0)));
  }

  private static Optional<Long> typical(SlowTasks tasks) {
    return tasks.typical().map(SlowTask::responseNanos);
  }
}
