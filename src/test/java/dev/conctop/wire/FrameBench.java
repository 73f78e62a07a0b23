package dev.conctop.wire;

import dev.conctop.sample.TaskFrame;
import dev.conctop.wire.part.BadFrame;
import java.io.IOException;
import java.io.OutputStream;
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

/** A frame from the subject to the observer. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 3, time = 1)
@Fork(
    value = 1,
    jvmArgsAppend = {"-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"})
public class FrameBench {
  private final TaskFrame frame = WireRoundTripTest.frame();
  private final Message message = new Message.Frame(frame);
  private final MessageReader reader = new MessageReader();
  private final MessageWriter writer = new MessageWriter(OutputStream.nullOutputStream());
  private final byte[] line = WireRoundTripTest.written(message);

  @Benchmark
  public void encode() throws IOException {
    writer.write(message);
  }

  @Benchmark
  public Message decode() throws BadFrame {
    return reader.read(line);
  }
}
