package dev.conctop.probe.procfs.host;

import dev.conctop.probe.procfs.file.Texts;
import java.util.Arrays;

/** The {@code cpuN} lines of {@code /proc/stat} (proc_stat(5)), in ticks; reused. */
public final class CoreTicks {
  public static final int USER = 0;
  public static final int SYSTEM = 1;
  public static final int IOWAIT = 2;
  public static final int STEAL = 3;
  public static final int IDLE = 4;
  static final int KINDS = 5;

  private static final byte[] CPU = Texts.key("cpu");

  private final long[] fields = new long[8];
  private int[] cores = new int[16];
  private long[] ticks = new long[16 * KINDS];
  private int size;
  private boolean hasSteal;

  /** Reads a text; false when no core was in it. */
  public boolean parse(byte[] text, int length) {
    size = 0;
    for (int line = 0; line < length; line = Texts.nextLine(text, line, length)) {
      if (!Texts.startsWith(text, line, length, CPU)) {
        break;
      }
      if (line + 3 < length && Texts.digit(text[line + 3])) {
        parseLine(text, line + 3, length);
      }
    }
    return size > 0;
  }

  private void parseLine(byte[] text, int from, int length) {
    Arrays.fill(fields, 0);
    int found = Texts.decimals(text, Texts.skipWord(text, from, length), length, fields);
    if (found < 4) {
      return;
    }
    hasSteal = found >= 8;
    grow();
    cores[size] = (int) Texts.decimal(text, from, length);
    int at = size * KINDS;
    // user nice system idle iowait irq softirq steal; guest time is within user and nice already.
    ticks[at + USER] = fields[0] + fields[1];
    ticks[at + SYSTEM] = fields[2] + fields[5] + fields[6];
    ticks[at + IOWAIT] = fields[4];
    ticks[at + STEAL] = fields[7];
    ticks[at + IDLE] = fields[3];
    size++;
  }

  private void grow() {
    if (size == cores.length) {
      cores = Arrays.copyOf(cores, size * 2);
      ticks = Arrays.copyOf(ticks, size * 2 * KINDS);
    }
  }

  public int size() {
    return size;
  }

  public int core(int index) {
    return cores[index];
  }

  public long ticks(int index, int kind) {
    return ticks[index * KINDS + kind];
  }

  /** Whether the kernel tells stolen time. */
  public boolean hasSteal() {
    return hasSteal;
  }

  void copyFrom(CoreTicks other) {
    size = other.size;
    hasSteal = other.hasSteal;
    if (cores.length < size) {
      cores = new int[other.cores.length];
      ticks = new long[other.ticks.length];
    }
    System.arraycopy(other.cores, 0, cores, 0, size);
    System.arraycopy(other.ticks, 0, ticks, 0, size * KINDS);
  }

  /** Whether the same cores are here as there, in the same order. */
  boolean sameCores(CoreTicks other) {
    return Arrays.equals(cores, 0, size, other.cores, 0, other.size);
  }
}
