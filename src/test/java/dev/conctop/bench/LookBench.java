package dev.conctop.bench;

import dev.conctop.probe.Origin;
import dev.conctop.probe.ThreadProbe;
import dev.conctop.probe.procfs.ProcfsProbes;
import dev.conctop.sample.ThreadsSample;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** A look at all threads of a process, one in a hundred of which is awake now and then. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 3, time = 1)
@Fork(
    value = 1,
    jvmArgsAppend = {"-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"})
public class LookBench {
  @Param({"100", "2000"})
  public int threads;

  private Process child;
  private ThreadProbe probe;

  @Setup
  public void start() throws IOException {
    child = ProbeBench.start(threads, threads / 100);
    child.getInputStream().read();
    probe = new ProcfsProbes().threads();
    probe.setRoots(new int[] {(int) child.pid()}, Origin.FOREIGN);
  }

  @Benchmark
  public ThreadsSample look() {
    return probe.look(System.nanoTime());
  }

  @TearDown
  public void end() {
    probe.close();
    child.destroyForcibly();
  }
}
