package dev.conctop.concurrency;

import dev.conctop.concurrency.task.TaskLedger;
import dev.conctop.sample.task.Series;
import dev.conctop.sample.task.SlowTask;
import dev.conctop.sample.task.SlowTasks;
import dev.conctop.sample.task.TaskWait;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** What accounting costs the subject: its own JIT and collector. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 3, time = 1)
@Fork(1)
public class RecordingBench {
  private final TaskLedger ledger = new TaskLedger();
  private final TaskLedger slow = slowLedger();
  private long value;

  /** A ledger that keeps as many as it does, all slower than what the benchmark asks of. */
  private static TaskLedger slowLedger() {
    TaskLedger ledger = new TaskLedger();
    for (int i = 0; i < SlowTasks.KEPT; i++) {
      long[] nanos = new long[TaskWait.count()];
      ledger.keep(
          new SlowTask(Long.MAX_VALUE / 2, 0, 0, nanos, OptionalLong.empty(), "slow", "", ""));
    }
    return ledger;
  }

  /** One latency, of values that fall into different buckets. */
  @Benchmark
  public void oneLatency() {
    value = value * 6364136223846793005L + 1442695040888963407L;
    ledger.record(Series.SERVICE, value >>> 36);
  }

  /** Whether a completed task is among the slowest, of one that is not: what most tasks pay. */
  @Benchmark
  public boolean notAmongTheSlowest() {
    value = value * 6364136223846793005L + 1442695040888963407L;
    return slow.wants(value >>> 36);
  }

  /** A task from its intended start to its end, with one wait and three latencies. */
  @Benchmark
  public void oneTask() {
    long now = System.nanoTime();
    ledger.created(now);
    ledger.moved(TaskWait.READY, TaskWait.RUNNING, now);
    ledger.moved(TaskWait.RUNNING, TaskWait.NETWORK, now);
    ledger.moved(TaskWait.NETWORK, TaskWait.RUNNING, now);
    ledger.ended(TaskWait.RUNNING, TaskLedger.Ending.COMPLETED, now);
    ledger.record(Series.QUEUE, 1_000);
    ledger.record(Series.SERVICE, 50_000_000);
    ledger.record(Series.RESPONSE, 50_001_000);
  }
}
