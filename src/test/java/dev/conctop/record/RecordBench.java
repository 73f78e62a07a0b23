package dev.conctop.record;

import dev.conctop.record.chunk.ChunkMaker;
import dev.conctop.record.fact.Entry;
import dev.conctop.record.item.Redaction;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
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
import org.openjdk.jmh.annotations.Warmup;

/**
 * Ten seconds of a recording, ten looks each, a key among them: what comes to 1,000 ms costs 10 %
 * of a core. What it allocates is told by {@code -prof gc}.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 3, time = 1)
@Fork(
    value = 1,
    jvmArgsAppend = {"-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"})
public class RecordBench {
  private static final int LOOKS = 100;

  /** A process whose threads mostly sleep, or a run whose workers all work. */
  @Param({"2000 threads", "16 workers"})
  public String of;

  private final List<Entry> entries = new ArrayList<>();

  @Setup
  public void prepare() {
    Simulated facts = of.endsWith("threads") ? Simulated.process(2000, 20) : Simulated.run(16);
    facts.tell(LOOKS, entries::add);
  }

  @Benchmark
  public long tenSeconds() throws IOException {
    Ring ring = new Ring(16 << 20);
    ChunkMaker maker = new ChunkMaker(Redaction.none(), ring);
    int count = 0;
    for (Entry entry : entries) {
      maker.add(entry);
      if (++count % (entries.size() / 10) == 0) {
        maker.flush();
      }
    }
    maker.end();
    return ring.span().getLast();
  }
}
