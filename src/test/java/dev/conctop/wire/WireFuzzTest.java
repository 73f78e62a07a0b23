package dev.conctop.wire;

import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.conctop.sample.task.Series;
import dev.conctop.wire.part.BadFrame;
import dev.conctop.wire.part.HistogramReader;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Base64;
import java.util.Random;
import java.util.zip.Deflater;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;

/** Whatever a subject writes is a message or a BadFrame; nothing else leaves the readers. */
class WireFuzzTest {
  private static final byte[] ALPHABET =
      "{}[]\":,0123456789-.eE\\u truefalsn\u0000\u001B".getBytes();

  @Test
  void mutatedMessages() {
    byte[] frame = WireRoundTripTest.written(new Message.Frame(WireRoundTripTest.frame()));
    Random random = new Random(20_251);
    int bad = 0;
    for (int round = 0; round < 20_000; round++) {
      byte[] line = mutate(frame, random);
      try {
        assertNotNull(new MessageReader().read(line));
      } catch (BadFrame e) {
        bad++;
        assertNotNull(e.getMessage());
      }
    }
    assertTrue(bad > 1_000, "the mutations do break lines: " + bad);
  }

  @Test
  void mutatedOrders() {
    byte[] order =
        ("{\"o\":\"run\",\"workload\":\"sleep\",\"model\":\"sequential\",\"parameters\":{\"delay\":"
                + "\"1ms\"},\"workers\":1,\"in_flight\":1,\"rate\":null,\"tasks\":5,"
                + "\"duration_ns\":null,\"warm_up_ns\":0,\"directory\":\"/tmp\"}")
            .getBytes();
    Random random = new Random(11);
    for (int round = 0; round < 20_000; round++) {
      try {
        assertNotNull(new OrderReader().read(mutate(order, random)));
      } catch (BadFrame e) {
        assertNotNull(e.getMessage());
      }
    }
  }

  /** Mutates below the compression, where only the histogram decoder can notice. */
  @Test
  void mutatedHistograms() {
    Histogram histogram = new Histogram(1, Series.HIGHEST_NANOS, Series.DIGITS);
    WireRoundTripTest.frame().latencies().getFirst().values().addTo(histogram);
    ByteBuffer plain = ByteBuffer.allocate(histogram.getNeededByteBufferCapacity());
    histogram.encodeIntoByteBuffer(plain);
    byte[] bytes = Arrays.copyOf(plain.array(), plain.position());
    Random random = new Random(3);
    HistogramReader reader = new HistogramReader();
    int bad = 0;
    for (int round = 0; round < 20_000; round++) {
      try {
        assertNotNull(reader.read(compressed(mutate(bytes, random))));
      } catch (BadFrame e) {
        bad++;
      }
    }
    assertTrue(bad > 1_000, "the mutations do break histograms: " + bad);
  }

  private static String compressed(byte[] plain) {
    Deflater deflater = new Deflater();
    deflater.setInput(plain);
    deflater.finish();
    byte[] out = new byte[plain.length + 64];
    int length = deflater.deflate(out);
    deflater.end();
    ByteBuffer whole = ByteBuffer.allocate(8 + length).putInt(0x1c849314).putInt(length);
    return Base64.getEncoder().encodeToString(whole.put(out, 0, length).array());
  }

  private static byte[] mutate(byte[] valid, Random random) {
    byte[] line = valid.clone();
    for (int n = 1 + random.nextInt(4); n > 0; n--) {
      int at = random.nextInt(line.length);
      switch (random.nextInt(4)) {
        case 0 -> line[at] = (byte) random.nextInt(256);
        case 1 -> line[at] = ALPHABET[random.nextInt(ALPHABET.length)];
        case 2 -> line = Arrays.copyOf(line, Math.max(1, at));
        default -> {
          int from = random.nextInt(line.length);
          int length = Math.min(random.nextInt(12), line.length - Math.max(at, from));
          System.arraycopy(line.clone(), from, line, at, length);
        }
      }
    }
    return line;
  }
}
