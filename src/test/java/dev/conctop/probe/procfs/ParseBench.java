package dev.conctop.probe.procfs;

import dev.conctop.probe.procfs.file.TaskStat;
import dev.conctop.probe.procfs.file.Texts;
import java.nio.charset.StandardCharsets;
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

/** The texts that are parsed for each thread. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 3, time = 1)
@Fork(
    value = 1,
    jvmArgsAppend = {"-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"})
public class ParseBench {
  private final byte[] schedstat =
      "123456789012 9876543210 456789\n".getBytes(StandardCharsets.US_ASCII);
  private final byte[] stat =
      ("4242 (pool-1 (worker)) S 4200 4242 4200 34816 4242 4194304 1234 0 0 0 567 89 0 0 20 0 24 0"
              + " 123456 4294967296 12345 18446744073709551615 1 1 0 0 0 0 0 4096 16800975 0 0 0 -1"
              + " 1 0 0 0 0 0 0 0 0 0 0 0 0 0\n")
          .getBytes(StandardCharsets.US_ASCII);
  private final long[] numbers = new long[3];
  private final TaskStat parsed = new TaskStat();

  @Benchmark
  public int schedstat() {
    return Texts.decimals(schedstat, 0, schedstat.length, numbers);
  }

  @Benchmark
  public boolean stat() {
    return parsed.parse(stat, stat.length);
  }
}
