package dev.conctop.subject;

import dev.conctop.sample.TaskFrame;
import dev.conctop.sample.figure.Part;
import dev.conctop.sample.figure.Role;
import dev.conctop.sample.task.LatencyInterval;
import dev.conctop.sample.task.Phase;
import dev.conctop.sample.task.Series;
import dev.conctop.sample.task.SlowTask;
import dev.conctop.sample.task.SlowTasks;
import dev.conctop.sample.task.TaskCounts;
import dev.conctop.sample.task.TaskWait;
import dev.conctop.sample.task.ValueCounts;
import dev.conctop.sample.thread.ThreadReport;
import dev.conctop.wire.Message;
import dev.conctop.wire.MessageWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.HdrHistogram.Histogram;

/**
 * Frames that nobody reads, written while the run is prepared. Ten frames a second are too few to
 * be compiled before a run is over, and interpreted each takes one or two milliseconds of a core
 * that tasks may want.
 */
final class Rehearsal {
  private static final int FRAMES = 400;
  private static final int VALUES = 40;

  private Rehearsal() {}

  /** Begins, on a thread of its own that ends by itself. */
  static void start() {
    Thread.ofPlatform().daemon().name("rehearsal").start(Rehearsal::play);
  }

  private static void play() {
    MessageWriter nobody = new MessageWriter(OutputStream.nullOutputStream());
    Histogram histogram = new Histogram(1, Series.HIGHEST_NANOS, Series.DIGITS);
    for (int i = 0; i < VALUES; i++) {
      histogram.recordValue(100_000L << (i % 6) | i);
    }
    try {
      for (int i = 0; i < FRAMES; i++) {
        nobody.write(new Message.Frame(frame(i, ValueCounts.of(histogram))));
      }
    } catch (IOException e) {
      throw new AssertionError("nowhere cannot be full", e);
    }
  }

  private static TaskFrame frame(long sequence, ValueCounts values) {
    long[] some = new long[TaskWait.count()];
    some[TaskWait.READY.ordinal()] = 3;
    some[TaskWait.NETWORK.ordinal()] = 1_000_000;
    long[] declared = new long[Part.count()];
    declared[Part.NETWORK.ordinal()] = 1_000_000;
    ThreadReport thread = new ThreadReport(1, 2, "pool-1", Role.WORKER, Part.IDLE, declared, false);
    SlowTask task =
        new SlowTask(
            1_000_003, 3, sequence, some, OptionalLong.empty(), "pool-1", "lock", "pool-2");
    return new TaskFrame(
        sequence,
        sequence,
        Phase.STARTING,
        sequence,
        new TaskCounts(4, 1, 0, 0, some, some),
        List.of(
            new LatencyInterval(Series.RESPONSE, values, 0),
            new LatencyInterval(Series.QUEUE, values, 0),
            new LatencyInterval(Series.SERVICE, values, 0)),
        Map.of(),
        Map.of("in_flight", 4.0, "workers", 2.0, "queue_depth", 1.5),
        List.of(thread, thread),
        Optional.of(new SlowTasks(Collections.nCopies(SlowTasks.KEPT, task), Optional.of(task))));
  }
}
