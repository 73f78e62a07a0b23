package dev.conctop.probe.procfs.host;

import dev.conctop.probe.procfs.file.Texts;
import java.util.Arrays;

/**
 * {@code /proc/schedstat}, versions 15 to 17: of each {@code cpuN} line the time that tasks ran on
 * the core, ns. Reused.
 */
public final class SystemSchedstat {
  private static final byte[] VERSION = Texts.key("version");
  private static final byte[] CPU = Texts.key("cpu");
  private static final int OLDEST = 15;
  private static final int NEWEST = 17;
  private static final int RUN_FIELD = 6;

  private final long[] fields = new long[9];
  private int[] cores = new int[16];
  private long[] runNanos = new long[16];
  private int size;

  /** Reads a text; false when its version is not known or no core was in it. */
  public boolean parse(byte[] text, int length) {
    size = 0;
    long version = Texts.valueOf(text, length, VERSION);
    if (version < OLDEST || version > NEWEST) {
      return false;
    }
    for (int line = 0; line < length; line = Texts.nextLine(text, line, length)) {
      int number = line + CPU.length;
      if (Texts.startsWith(text, line, length, CPU)
          && Texts.decimals(text, Texts.skipWord(text, number, length), length, fields) == 9) {
        add((int) Texts.decimal(text, number, length), fields[RUN_FIELD]);
      }
    }
    return size > 0;
  }

  private void add(int core, long nanos) {
    if (size == cores.length) {
      cores = Arrays.copyOf(cores, size * 2);
      runNanos = Arrays.copyOf(runNanos, size * 2);
    }
    cores[size] = core;
    runNanos[size++] = nanos;
  }

  int size() {
    return size;
  }

  /** Time that tasks ran on a core, ns since boot; -1 when the core is not listed. */
  public long runNanos(int core) {
    for (int i = 0; i < size; i++) {
      if (cores[i] == core) {
        return runNanos[i];
      }
    }
    return -1;
  }
}
