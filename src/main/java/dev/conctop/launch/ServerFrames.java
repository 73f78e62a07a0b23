package dev.conctop.launch;

import dev.conctop.sample.TaskFrame;
import dev.conctop.sample.task.LatencyInterval;
import dev.conctop.sample.task.Series;
import dev.conctop.sample.thread.ThreadReport;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Joins what a server says of its threads and its loop with what the generator of its load says of
 * the tasks: to all that comes after, they are one subject. Safe for several threads.
 */
final class ServerFrames {
  /** Gauges of the generator that are the load's; the others are of its own threads and loop. */
  private static final Set<String> OF_THE_LOAD =
      Set.of("in_flight", "rate", "workers", "generator_late");

  /** Series that are the tasks'; the others are of the generator's own loop and lock. */
  private static final Set<Series> OF_TASKS = Set.of(Series.RESPONSE, Series.QUEUE, Series.SERVICE);

  /** More than this is never waited for: a frame of the generator comes as often as one of it. */
  private static final int MOST_FRAMES = 100;

  /**
   * A frame of the server.
   *
   * @param began monotonic time at which what it tells of began
   */
  private record Said(long began, TaskFrame frame) {}

  private final List<Said> untold = new ArrayList<>();
  private Map<String, Double> gauges = Map.of();
  private long before = Long.MIN_VALUE;

  /** The server has said something; its first frame begins when it was made. */
  synchronized void take(TaskFrame frame) {
    if (untold.size() == MOST_FRAMES) {
      untold.removeFirst();
    }
    untold.add(new Said(before == Long.MIN_VALUE ? frame.nanos() : before, frame));
    before = frame.nanos();
    gauges = frame.gauges();
  }

  /** What is said from now on is about something new. */
  synchronized void restart() {
    untold.clear();
    before = Long.MIN_VALUE;
  }

  /**
   * A frame of the generator with the server's threads, loop and gauges. Intervals of the server
   * that began before the phase did are not of it, and left out.
   */
  synchronized TaskFrame with(TaskFrame generator) {
    long phaseBegan = generator.nanos() - generator.phaseNanos();
    List<ThreadReport> threads = new ArrayList<>();
    List<LatencyInterval> latencies = new ArrayList<>();
    for (LatencyInterval interval : generator.latencies()) {
      if (OF_TASKS.contains(interval.series())) {
        latencies.add(interval);
      }
    }
    for (Said said : untold) {
      threads.addAll(said.frame().threads());
      if (said.began() >= phaseBegan) {
        latencies.addAll(said.frame().latencies());
      }
    }
    untold.clear();
    Map<String, Double> all = new HashMap<>(gauges);
    generator.gauges().forEach((name, value) -> keep(all, name, value));
    return new TaskFrame(
        generator.sequence(),
        generator.nanos(),
        generator.phase(),
        generator.phaseNanos(),
        generator.tasks(),
        latencies,
        generator.errors(),
        all,
        threads,
        generator.slow(),
        generator.samples());
  }

  private static void keep(Map<String, Double> all, String name, double value) {
    if (OF_THE_LOAD.contains(name)) {
      all.put(name, value);
    }
  }
}
