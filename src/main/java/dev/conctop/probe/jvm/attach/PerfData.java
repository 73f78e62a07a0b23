package dev.conctop.probe.jvm.attach;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A JVM's counters as it shares them in {@code hsperfdata_USER/PID}, format 2 (HotSpot's {@code
 * perfMemory.hpp}): a prologue, then entries with a name and a value.
 */
public final class PerfData {
  /** The largest file that is read; a JVM's is 32 KiB unless it was told otherwise. */
  static final int MOST_BYTES = 1 << 20;

  private static final int MAGIC = 0xCAFEC0C0;
  private static final int PROLOGUE = 32;
  private static final int ENTRY_HEAD = 20;
  private static final int MOST_ENTRIES = 10_000;
  private static final byte LONG = 'J';
  private static final byte BYTE = 'B';

  private final Map<String, Long> numbers = new HashMap<>();
  private final Map<String, String> texts = new HashMap<>();

  private PerfData() {}

  /** Takes a file apart; empty when it is not one, or is not complete yet. */
  static Optional<PerfData> parse(byte[] file, int length) {
    if (length < PROLOGUE) {
      return Optional.empty();
    }
    ByteBuffer in = ByteBuffer.wrap(file, 0, length).slice();
    if (in.getInt(0) != MAGIC) {
      return Optional.empty();
    }
    in.order(in.get(4) == 0 ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN);
    boolean accessible = in.get(7) != 0;
    if (in.get(5) != 2 || !accessible) {
      return Optional.empty();
    }
    PerfData data = new PerfData();
    int at = in.getInt(24);
    int entries = Math.min(in.getInt(28), MOST_ENTRIES);
    for (int i = 0; i < entries && at >= PROLOGUE && at <= length - ENTRY_HEAD; i++) {
      int size = in.getInt(at);
      if (size < ENTRY_HEAD || size > length - at) {
        break;
      }
      data.entry(in.slice(at, size).order(in.order()));
      at += size;
    }
    return Optional.of(data);
  }

  private void entry(ByteBuffer entry) {
    int nameAt = entry.getInt(4);
    int elements = entry.getInt(8);
    int valueAt = entry.getInt(16);
    if (nameAt < ENTRY_HEAD || nameAt >= entry.limit() || valueAt < ENTRY_HEAD) {
      return;
    }
    String name = text(entry, nameAt, entry.limit());
    byte type = entry.get(12);
    if (type == LONG && elements == 0 && valueAt <= entry.limit() - Long.BYTES) {
      numbers.put(name, entry.getLong(valueAt));
    } else if (type == BYTE && elements > 0 && valueAt < entry.limit()) {
      texts.put(name, text(entry, valueAt, Math.min(entry.limit(), valueAt + elements)));
    }
  }

  private static String text(ByteBuffer entry, int from, int limit) {
    int end = from;
    while (end < limit && entry.get(end) != 0) {
      end++;
    }
    byte[] bytes = new byte[end - from];
    entry.get(from, bytes);
    return new String(bytes, StandardCharsets.UTF_8);
  }

  OptionalLong number(String name) {
    Long value = numbers.get(name);
    return value == null ? OptionalLong.empty() : OptionalLong.of(value);
  }

  /** A text; empty when it is not there. */
  String text(String name) {
    return texts.getOrDefault(name, "");
  }

  /** The VM's version, such as 25.0.3+9-LTS; empty when it is not told. */
  public String version() {
    return text("java.property.java.vm.version");
  }

  /** Options that the VM was started with, from all sources but files of arguments. */
  String options() {
    return text("java.rt.vmArgs") + " " + text("java.rt.vmFlags");
  }

  /** Whether it may be attached to; HotSpot writes 1 as the first of its capabilities. */
  boolean attachable() {
    String capabilities = text("sun.rt.jvmCapabilities");
    return capabilities.isEmpty() || capabilities.charAt(0) == '1';
  }

  /** Whether the VM has finished starting. */
  boolean started() {
    return number("sun.rt.vmInitDoneTime").orElse(0) != 0
        || number("sun.rt.createVmEndTime").orElse(0) != 0;
  }
}
