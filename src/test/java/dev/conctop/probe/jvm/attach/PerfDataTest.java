package dev.conctop.probe.jvm.attach;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.conctop.sample.jvm.JvmCounters;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PerfDataTest {
  /** A file of shared counters under construction, in the byte order of x86-64. */
  private static final class Build {
    final ByteBuffer bytes = ByteBuffer.allocate(4096).order(ByteOrder.LITTLE_ENDIAN);
    int entries;

    Build() {
      bytes.position(32);
    }

    Build number(String name, long value) {
      int at = head(name, 0, 'J');
      bytes.putInt(at + 16, bytes.position() - at);
      bytes.putLong(value);
      return ended(at);
    }

    Build text(String name, String value) {
      int at = head(name, value.length() + 1, 'B');
      bytes.putInt(at + 16, bytes.position() - at);
      bytes.put(value.getBytes(StandardCharsets.US_ASCII)).put((byte) 0);
      return ended(at);
    }

    private int head(String name, int elements, char type) {
      int at = bytes.position();
      bytes.putInt(0).putInt(20).putInt(elements).put((byte) type).put(new byte[3]).putInt(0);
      bytes.put(name.getBytes(StandardCharsets.US_ASCII)).put((byte) 0);
      return at;
    }

    private Build ended(int at) {
      entries++;
      bytes.putInt(at, bytes.position() - at);
      return this;
    }

    byte[] file() {
      int length = bytes.position();
      bytes.order(ByteOrder.BIG_ENDIAN).putInt(0, 0xCAFEC0C0).order(ByteOrder.LITTLE_ENDIAN);
      bytes.put(4, (byte) 1).put(5, (byte) 2).put(7, (byte) 1);
      bytes.putInt(24, 32).putInt(28, entries);
      byte[] file = new byte[length];
      bytes.get(0, file);
      return file;
    }

    PerfData data() {
      byte[] file = file();
      return PerfData.parse(file, file.length).orElseThrow();
    }
  }

  private static Build counters(long young, long nanos, long safepoints) {
    return new Build()
        .text("java.property.java.vm.version", "25.0.3+9-LTS")
        .number("sun.os.hrt.frequency", 1_000_000)
        .number("sun.gc.collector.0.invocations", young)
        .number("sun.gc.collector.0.time", nanos / 1000)
        .number("sun.gc.collector.1.invocations", 1)
        .number("sun.rt.safepoints", safepoints);
  }

  @Test
  void pausesSinceTheFirstLook() {
    PerfCounters counters = new PerfCounters();
    JvmCounters first = counters.since(counters(5, 7_000_000, 9).data(), 1_000);
    assertEquals(0, first.collections().value());
    JvmCounters later = counters.since(counters(8, 19_000_000, 11).data(), 24_001_000);
    assertEquals(3, later.collections().value());
    assertEquals(12_000_000, later.collectionNanos().value(), 1);
    assertEquals(0.5, later.collectionShare().value(), 0.01);
    assertFalse(first.collectionShare().known(), "no time yet");
    assertEquals(2, later.safepoints().value());
    assertFalse(later.safepointNanos().known(), "this one is not counted");
    // A counter that goes back is none.
    assertFalse(counters.since(counters(8, 19_000_000, 3).data(), 25_000_000).safepoints().known());
  }

  @Test
  void whatItWasStartedWith() {
    PerfData data =
        counters(0, 0, 0)
            .text("java.rt.vmArgs", "-Xmx1g -Xrs")
            .text("sun.rt.jvmCapabilities", "0100")
            .number("sun.rt.vmInitDoneTime", 1)
            .data();
    assertEquals("25.0.3+9-LTS", data.version());
    assertTrue(data.options().contains("-Xrs"));
    assertFalse(data.attachable());
    assertTrue(data.started());
    assertTrue(counters(0, 0, 0).data().attachable(), "not told");
  }

  @Test
  void aDamagedFileIsNoneOrLess() {
    byte[] file = counters(1, 2, 3).file();
    Random dice = new Random(11);
    for (int i = 0; i < 20_000; i++) {
      byte[] damaged = file.clone();
      for (int k = 0; k < 4; k++) {
        damaged[dice.nextInt(damaged.length)] = (byte) dice.nextInt();
      }
      int length = dice.nextInt(damaged.length + 1);
      PerfData.parse(damaged, length).ifPresent(data -> new PerfCounters().since(data, 0));
    }
  }
}
