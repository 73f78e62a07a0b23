package dev.conctop.probe.python;

import dev.conctop.probe.python.memory.Memory;
import dev.conctop.probe.python.memory.NotReadException;
import dev.conctop.probe.python.memory.TornException;
import java.nio.ByteBuffer;
import java.util.List;

/** The interpreter lock (GIL) of the main interpreter. */
final class InterpreterLock {
  private InterpreterLock() {}

  /**
   * What kernel number the thread that holds it may have, inside of its name space; none when
   * nobody has it at this instant.
   */
  static List<Integer> holder(PythonProcess python) throws TornException, NotReadException {
    Layout.LockAt at = python.layout().lock();
    ThreadStates states = new ThreadStates(python.memory(), python.layout(), python.runtime());
    long lock = python.runtime() + at.at();
    if (!at.inRuntime()) {
      List<Long> interpreters = states.interpreters();
      if (interpreters.isEmpty()) {
        return List.of();
      }
      lock = python.memory().word(interpreters.getLast() + at.at());
      if (!Memory.pointer(lock)) {
        return List.of();
      }
    }
    // Both in one reading: the lock changes hands thousands of times a second.
    int size = Math.max(at.holder(), at.locked()) + Long.BYTES;
    ByteBuffer bytes = python.memory().bytes(lock, size);
    long holder = bytes.getLong(at.holder());
    return bytes.getInt(at.locked()) == 1 && Memory.pointer(holder)
        ? states.numbers(holder)
        : List.of();
  }
}
