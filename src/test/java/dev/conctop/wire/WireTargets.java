package dev.conctop.wire;

import dev.conctop.fuzz.Target;
import dev.conctop.sample.task.Series;
import dev.conctop.wire.part.BadFrame;
import dev.conctop.wire.part.HistogramReader;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.zip.Deflater;
import org.HdrHistogram.Histogram;

/** What subjects and observers tell each other, and the histograms in it. */
public final class WireTargets {
  private WireTargets() {}

  public static List<Target> all() {
    return List.of(new Messages(), new Histograms());
  }

  private static final class Messages implements Target {
    @Override
    public String name() {
      return "wire";
    }

    @Override
    public String toString() {
      return name();
    }

    @Override
    public List<byte[]> seeds() {
      return List.of(
          WireRoundTripTest.written(new Message.Frame(WireRoundTripTest.frame())),
          text("{\"t\":\"hello\",\"v\":1,\"pid\":7,\"runtime\":\"CPython\",\"version\":\"3.12\"}"),
          text(
              "{\"o\":\"run\",\"workload\":\"sleep\",\"model\":\"sequential\",\"parameters\":"
                  + "{\"delay\":\"1ms\"},\"workers\":1,\"in_flight\":1,\"rate\":null,\"tasks\":5,"
                  + "\"duration_ns\":null,\"warm_up_ns\":0,\"directory\":\"/tmp\"}"));
    }

    private static byte[] text(String line) {
      return line.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public String read(byte[] input) {
      return message(input) + ", " + order(input);
    }

    private static String message(byte[] input) {
      try {
        return new MessageReader().read(input).getClass().getSimpleName();
      } catch (BadFrame e) {
        return words(e);
      }
    }

    private static String order(byte[] input) {
      try {
        return new OrderReader().read(input).getClass().getSimpleName();
      } catch (BadFrame e) {
        return words(e);
      }
    }
  }

  private static String words(BadFrame e) {
    String words = String.valueOf(e.getMessage()).replaceAll("[0-9]+", "#");
    return words.substring(0, Math.min(24, words.length()));
  }

  /** Below the compression, where only the decoder can notice. */
  private static final class Histograms implements Target {
    private final HistogramReader reader = new HistogramReader();

    @Override
    public String name() {
      return "histogram";
    }

    @Override
    public String toString() {
      return name();
    }

    @Override
    public List<byte[]> seeds() {
      Histogram histogram = new Histogram(1, Series.HIGHEST_NANOS, Series.DIGITS);
      WireRoundTripTest.frame().latencies().getFirst().values().addTo(histogram);
      ByteBuffer plain = ByteBuffer.allocate(histogram.getNeededByteBufferCapacity());
      histogram.encodeIntoByteBuffer(plain);
      return List.of(Arrays.copyOf(plain.array(), plain.position()));
    }

    @Override
    public String read(byte[] input) {
      try {
        return "values " + reader.read(compressed(input)).size();
      } catch (BadFrame e) {
        return words(e);
      }
    }

    private static String compressed(byte[] plain) {
      Deflater deflater = new Deflater();
      deflater.setInput(plain);
      deflater.finish();
      byte[] out = new byte[plain.length + plain.length / 1000 + 64];
      int length = deflater.deflate(out);
      deflater.end();
      ByteBuffer whole = ByteBuffer.allocate(8 + length).putInt(0x1c849314).putInt(length);
      return Base64.getEncoder().encodeToString(whole.put(out, 0, length).array());
    }
  }
}
