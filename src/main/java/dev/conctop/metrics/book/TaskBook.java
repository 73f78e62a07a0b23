package dev.conctop.metrics.book;

import dev.conctop.metrics.Metric;
import dev.conctop.sample.SubjectEvent;
import dev.conctop.sample.TaskFrame;
import dev.conctop.sample.task.LatencyInterval;
import dev.conctop.sample.task.Phase;
import dev.conctop.sample.task.Series;
import dev.conctop.sample.task.TaskCounts;
import dev.conctop.sample.task.TaskWait;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/** The tasks of a run. As in its report, what was warmed up does not count. */
final class TaskBook {
  private static final double SECOND = 1e9;

  private final Map<Series, Spreads> latencies = new EnumMap<>(Series.class);
  private final Map<Series, Long> clipped = new EnumMap<>(Series.class);
  private Optional<TaskFrame> newest = Optional.empty();
  private Optional<TaskCounts> counts = Optional.empty();
  private long lostFrames;
  private boolean ended;

  void add(TaskFrame frame) {
    Phase before = newest.map(TaskFrame::phase).orElse(Phase.STARTING);
    long expected = newest.map(last -> last.sequence() + 1).orElse(frame.sequence());
    lostFrames += Math.max(0, frame.sequence() - expected);
    newest = Optional.of(frame);
    ended = false;
    if (frame.phase() == Phase.MEASURE) {
      if (before != Phase.MEASURE) {
        latencies.clear();
        clipped.clear();
      }
      counts = Optional.of(frame.tasks());
    }
    if (frame.phase() == Phase.MEASURE || frame.phase() == Phase.DRAIN) {
      frame.latencies().forEach(this::add);
    }
  }

  private void add(LatencyInterval interval) {
    latencies.computeIfAbsent(interval.series(), _ -> new Spreads()).add(interval.values());
    clipped.merge(interval.series(), interval.clipped(), Long::sum);
  }

  void add(SubjectEvent event) {
    switch (event) {
      case SubjectEvent.Finished finished -> {
        counts = Optional.of(finished.tasks());
        ended = true;
      }
      case SubjectEvent.Died _ -> ended = true;
      case SubjectEvent.Starting _,
          SubjectEvent.Hello _,
          SubjectEvent.ArmsBegin _,
          SubjectEvent.BlockBegins _,
          SubjectEvent.Rests _,
          SubjectEvent.ArmDied _,
          SubjectEvent.BlockEnded _ -> {}
    }
  }

  void tell(Points to) {
    counts.ifPresent(
        tasks -> {
          to.put(Metric.TASKS, tasks.completed(), "completed");
          to.put(Metric.TASKS, tasks.failed(), "failed");
          to.put(Metric.TASKS, tasks.cancelled(), "cancelled");
          for (int i = 0; i < TaskWait.count(); i++) {
            to.put(Metric.TASK_TIME, tasks.nanosIn()[i] / SECOND, TaskWait.at(i).key());
          }
        });
    newest.ifPresent(
        frame -> {
          for (int i = 0; i < TaskWait.count(); i++) {
            long now = ended ? 0 : frame.tasks().nowIn()[i];
            to.put(Metric.TASKS_IN_FLIGHT, now, TaskWait.at(i).key());
          }
          to.put(Metric.LOST_FRAMES, lostFrames);
        });
    latencies.forEach((series, spreads) -> to.put(Metric.TASK_LATENCY, spreads, series.key()));
    clipped.forEach((series, count) -> to.put(Metric.CLIPPED, count, series.key()));
  }
}
