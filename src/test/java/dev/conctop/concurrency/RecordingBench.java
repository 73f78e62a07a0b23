package dev.conctop.concurrency;

import dev.conctop.concurrency.task.TaskLedger;
import dev.conctop.sample.task.Series;
import dev.conctop.sample.task.TaskWait;
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
  private long value;

  /** One latency, of values that fall into different buckets. */
  @Benchmark
  public void oneLatency() {
    value = value * 6364136223846793005L + 1442695040888963407L;
    ledger.record(Series.SERVICE, value >>> 36);
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
