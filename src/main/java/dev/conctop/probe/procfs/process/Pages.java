package dev.conctop.probe.procfs.process;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** The size of a page of memory, from {@code /proc/self/auxv} (proc_pid_auxv(5), getauxval(3)). */
final class Pages {
  private static final int USUAL = 4096;

  /** AT_PAGESZ of elf.h. */
  private static final long PAGE_SIZE = 6;

  private Pages() {}

  /** Bytes of a page; 4 KiB where it is not told. */
  static int bytes(byte[] auxv, int length) {
    // Pairs of words, as wide and in the order of this machine's.
    ByteBuffer words = ByteBuffer.wrap(auxv, 0, Math.max(0, length)).order(ByteOrder.nativeOrder());
    while (words.remaining() >= 2 * Long.BYTES) {
      long key = words.getLong();
      long value = words.getLong();
      if (key == PAGE_SIZE && value >= USUAL && value <= 1 << 20) {
        return (int) value;
      }
    }
    return USUAL;
  }
}
