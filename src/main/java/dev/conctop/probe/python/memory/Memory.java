package dev.conctop.probe.python.memory;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** The memory of a process that goes on while it is read: 64-bit addresses, little endian. */
public interface Memory {
  /** Below it nothing is ever mapped, above it the kernel begins. */
  long LOWEST = 0x1000;

  long HIGHEST = (1L << 47) - 1;

  /** The most that is read at once. */
  int MOST = 1 << 20;

  /**
   * Fills the buffer from an address on.
   *
   * @throws TornException if not all of it is mapped
   * @throws NotReadException if the process has ended, or may not be read
   */
  void fill(long address, ByteBuffer into) throws TornException, NotReadException;

  /** A copy of some bytes. */
  default ByteBuffer bytes(long address, int count) throws TornException, NotReadException {
    if (address < LOWEST || address > HIGHEST - count || count < 0 || count > MOST) {
      throw new TornException(TornException.MOVED);
    }
    ByteBuffer into = ByteBuffer.allocate(count).order(ByteOrder.LITTLE_ENDIAN);
    fill(address, into);
    return into.flip();
  }

  default long word(long address) throws TornException, NotReadException {
    return bytes(address, Long.BYTES).getLong(0);
  }

  default int number(long address) throws TornException, NotReadException {
    return bytes(address, Integer.BYTES).getInt(0);
  }

  /** Whether a value may be the address of one of CPython's structures, which are all aligned. */
  static boolean pointer(long value) {
    return value >= LOWEST && value <= HIGHEST && (value & 7) == 0;
  }
}
