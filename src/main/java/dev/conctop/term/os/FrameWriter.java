package dev.conctop.term.os;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/**
 * Bytes on their way to the terminal: one frame at most. A terminal that does not read keeps the
 * rest of that frame here, and no further frame is accepted until it is gone: frames are dropped,
 * never queued, and no sequence is ever cut in two. Confined to the session's lock.
 */
public final class FrameWriter {
  private static final byte CANCEL = 0x18;

  private final Tty tty;
  private final MemorySegment pollRecord = Arena.global().allocate(8, 8);
  private Arena arena = Arena.ofShared();
  private MemorySegment memory = arena.allocate(1 << 16);
  private long begin;
  private long end;

  public FrameWriter(Tty tty) {
    this.tty = tty;
  }

  public boolean idle() {
    return begin == end;
  }

  /** Takes a frame. Only when {@link #idle}. */
  public void submit(byte[] bytes, int length) {
    if (length > memory.byteSize()) {
      arena.close();
      arena = Arena.ofShared();
      memory = arena.allocate(Long.highestOneBit(length) * 2);
    }
    MemorySegment.copy(bytes, 0, memory, JAVA_BYTE, 0, length);
    begin = 0;
    end = length;
    flush();
  }

  /** Writes as much as the terminal takes now. */
  public void flush() {
    while (begin < end) {
      long written = tty.write(memory, begin, end - begin);
      if (written == Tty.HUNG_UP) {
        begin = end;
      } else if (written == 0) {
        return;
      } else {
        begin += written;
      }
    }
  }

  /**
   * Writes a last sequence and waits for it a little. What is left of a frame is given up: a cancel
   * ends the sequence that it may have been cut in. Allocates nothing.
   */
  public void finish(MemorySegment sequence, int timeoutMillis) {
    long deadline = System.nanoTime() + timeoutMillis * 1_000_000L;
    boolean cut = !idle();
    if (cut) {
      begin = 0;
      end = 1;
      memory.set(JAVA_BYTE, 0, CANCEL);
      drain(deadline);
    }
    begin = 0;
    end = sequence.byteSize();
    MemorySegment.copy(sequence, 0, memory, 0, end);
    drain(deadline);
    begin = end;
  }

  private void drain(long deadline) {
    flush();
    while (!idle()) {
      long left = (deadline - System.nanoTime()) / 1_000_000;
      if (left <= 0 || !tty.awaitRoom((int) left, pollRecord)) {
        return;
      }
      flush();
    }
  }
}
