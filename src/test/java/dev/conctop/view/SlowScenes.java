package dev.conctop.view;

import dev.conctop.sample.task.Phase;
import dev.conctop.sample.task.Series;
import dev.conctop.sample.task.SlowTask;
import dev.conctop.sample.task.SlowTasks;
import dev.conctop.sample.task.TaskWait;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** A run of which one task in a hundred waits for a lock that another thread keeps. */
final class SlowScenes {
  private static final long MILLI = 1_000_000L;

  private SlowScenes() {}

  static Scenes held() {
    Scenes scenes = new Scenes(Optional.of(Scenes.run("held-lock", "thread-pool", 4, 4)), 2);
    scenes.hello(false).latency(Series.RESPONSE, 1.1e6).latency(Series.SERVICE, 1.05e6);
    scenes.latency(Series.QUEUE, 20e3);
    Map<TaskWait, Long> in = Map.of(TaskWait.RUNNING, 2L, TaskWait.LOCK, 2L);
    for (int i = 1; i <= 60; i++) {
      scenes.pass(Scenes.TICK).host(2, 0.6, 0);
      scenes.slow(i == 30 ? interval() : SlowTasks.NONE);
      scenes.frame(Phase.MEASURE, i * Scenes.TICK, 40L * i, in, Map.of(), Map.of());
    }
    return scenes.cost();
  }

  private static SlowTasks interval() {
    List<SlowTask> slowest = new ArrayList<>();
    for (int i = 0; i < SlowTasks.KEPT; i++) {
      long lock = (97 - 7 * i) * MILLI;
      boolean queued = i == 5;
      slowest.add(task(queued ? MILLI : lock, queued ? lock : 20_000, 1 + i % 4, queued));
    }
    slowest.sort((a, b) -> Long.compare(b.responseNanos(), a.responseNanos()));
    return new SlowTasks(slowest, Optional.of(task(0, 20_000, 2, true)));
  }

  private static SlowTask task(long lock, long queue, int thread, boolean free) {
    long[] nanos = new long[TaskWait.count()];
    nanos[TaskWait.READY.ordinal()] = queue;
    nanos[TaskWait.RUNNING.ordinal()] = MILLI;
    nanos[TaskWait.LOCK.ordinal()] = lock;
    return new SlowTask(
        queue + MILLI + lock,
        queue,
        (2_900 + lock / MILLI) * MILLI,
        nanos,
        OptionalLong.empty(),
        "pool-" + thread,
        free ? "" : "held-lock",
        free ? "" : "keeper");
  }
}
