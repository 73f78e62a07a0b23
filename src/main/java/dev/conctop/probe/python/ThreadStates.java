package dev.conctop.probe.python;

import dev.conctop.probe.python.memory.Memory;
import dev.conctop.probe.python.memory.NotReadException;
import dev.conctop.probe.python.memory.TornException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * What CPython knows of its threads. Since 3.11 it keeps the kernel's number of each; before, and
 * in a child after a fork, whose main thread may have kept the number of its parent's, the C
 * library says it: pthread_self() is the address of its book of the thread.
 */
final class ThreadStates {
  private static final int MOST_INTERPRETERS = 256;
  private static final int MOST_THREADS = 100_000;

  /** In glibc's and musl's struct pthread: its own address and the thread's number. */
  private static final int GLIBC_SELF = 16;

  private static final int GLIBC_TID = 720;
  private static final int MUSL_TID = 48;

  /**
   * A PyThreadState.
   *
   * @param nativeId what gettid() said when it was made; 0 when that is not known
   */
  record State(long address, long pthread, long nativeId) {}

  private final Memory memory;
  private final Layout layout;
  private final long runtime;

  ThreadStates(Memory memory, Layout layout, long runtime) {
    this.memory = memory;
    this.layout = layout;
    this.runtime = runtime;
  }

  /** The addresses of all interpreters, the main one last. */
  List<Long> interpreters() throws TornException, NotReadException {
    List<Long> found = new ArrayList<>();
    long at = memory.word(runtime + layout.interpreters());
    while (at != 0) {
      found.add(next(at, found.size() < MOST_INTERPRETERS));
      at = memory.word(at + layout.interpreter().next());
    }
    return found;
  }

  private static long next(long pointer, boolean room) throws TornException {
    if (!Memory.pointer(pointer) || !room) {
      throw new TornException(FrameWalker.STRANGE);
    }
    return pointer;
  }

  /**
   * The states of a thread, one in each interpreter that it ran in.
   *
   * @param tid its number inside of its own name space
   */
  List<State> of(int tid) throws TornException, NotReadException {
    List<State> found = new ArrayList<>();
    int seen = 0;
    for (long interpreter : interpreters()) {
      long at = memory.word(interpreter + layout.interpreter().threads());
      while (at != 0) {
        ByteBuffer bytes = memory.bytes(next(at, seen++ < MOST_THREADS), layout.thread().size());
        if (bytes.getLong(layout.thread().interpreter()) != interpreter) {
          throw new TornException(FrameWalker.STRANGE);
        }
        State state = state(at, bytes);
        if (state.nativeId == tid || byLibrary(state) == tid) {
          found.add(state);
        }
        at = bytes.getLong(layout.thread().next());
      }
    }
    return found;
  }

  private State state(long address, ByteBuffer bytes) {
    int nativeAt = layout.thread().nativeId();
    return new State(
        address,
        bytes.getLong(layout.thread().pthread()),
        nativeAt < 0 ? 0 : bytes.getLong(nativeAt));
  }

  /** What the C library has as the number of a state's thread; -1 when that cannot be told. */
  private int byLibrary(State state) throws NotReadException {
    long book = state.pthread;
    try {
      if (!Memory.pointer(book) || memory.word(book) != book) {
        return -1;
      }
      // There musl has the threads before and after it, itself if it is alone.
      boolean glibc =
          memory.word(book + GLIBC_SELF) == book && memory.word(book + GLIBC_SELF + 8) != book;
      return memory.number(book + (glibc ? GLIBC_TID : MUSL_TID));
    } catch (TornException e) {
      return -1;
    }
  }

  /**
   * The numbers that the thread of a state may have inside of its name space, the likeliest first;
   * of those that are not known, -1 or 0.
   */
  List<Integer> numbers(long address) throws TornException, NotReadException {
    State state = state(address, memory.bytes(address, layout.thread().size()));
    return List.of((int) state.nativeId, byLibrary(state));
  }
}
