package dev.conctop.probe.procfs.futex;

import dev.conctop.probe.procfs.file.ProcFiles;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Which object of CPython's a thread waits at. A {@code threading.Lock} and the lock inside a
 * {@code queue.SimpleQueue} are the same semaphore to the kernel; but the first is held by a thread
 * and the second is free as soon as a task comes. The functions that wait keep the object's address
 * in their frames:
 *
 * <ul>
 *   <li>3.6 to 3.12, and locks of 3.13: an object (PyObject: count, type) whose third word is the
 *       semaphore's address ({@code lockobject}, {@code rlockobject}, {@code simplequeueobject});
 *       its type's name is the fourth word of the type (PyTypeObject.tp_name)
 *   <li>3.13 and later, in the parking lot: the byte at the address is 3 for a mutex that is held
 *       and waited for (pycore_lock.h: _Py_LOCKED | _Py_HAS_PARKED), 1 for a queue's, 2 for an
 *       event
 * </ul>
 */
final class PythonLocks {
  private static final int FRAMES = 4096;
  private static final int OBJECT = 24;
  private static final int NAME = 32;
  private static final long LOWEST = 0x10000;
  private static final long HIGHEST = 1L << 47;

  /** A held and wanted mutex of the parking lot. */
  private static final int HELD = 3;

  private final ProcFiles files;
  private final String memory;
  private final byte[] frames = new byte[FRAMES];
  private final byte[] object = new byte[NAME];
  private final ByteBuffer words = ByteBuffer.wrap(object).order(ByteOrder.LITTLE_ENDIAN);

  PythonLocks(ProcFiles files, int pid) {
    this.files = files;
    this.memory = pid + "/mem";
  }

  /** What lies at an address at which a parking lot's waiters stand; null when it is unreadable. */
  Site.@Nullable Kind parked(long address) {
    if (files.readAt(memory, address, object, 1) != 1) {
      return null;
    }
    return object[0] == HELD ? Site.Kind.LOCK : Site.Kind.QUEUE;
  }

  /**
   * Of what object a semaphore is the lock; null when none is found.
   *
   * @param stack the stack pointer of a thread that waits at it
   */
  Site.@Nullable Kind semaphore(long address, long stack) {
    int length = stack == 0 ? 0 : files.readAt(memory, stack, frames, FRAMES);
    ByteBuffer found = ByteBuffer.wrap(frames).order(ByteOrder.LITTLE_ENDIAN);
    long last = 0;
    for (int at = 0; at + 8 <= length; at += 8) {
      long pointer = found.getLong(at);
      if (isObject(pointer) && pointer != last && !isNear(pointer, stack)) {
        last = pointer;
        if (read(pointer, OBJECT) && words.getLong(16) == address) {
          Site.Kind kind = named(words.getLong(8));
          if (kind != null) {
            return kind;
          }
        }
      }
    }
    return null;
  }

  private static boolean isObject(long pointer) {
    return pointer >= LOWEST && pointer < HIGHEST && (pointer & 7) == 0;
  }

  private static boolean isNear(long pointer, long stack) {
    return pointer - stack >= 0 && pointer - stack < 16 * FRAMES;
  }

  private Site.@Nullable Kind named(long type) {
    if (!isObject(type) || !read(type + 24, 8)) {
      return null;
    }
    long text = words.getLong(0);
    if (text < LOWEST || text >= HIGHEST || !read(text, NAME)) {
      return null;
    }
    String name = new String(object, 0, NAME, StandardCharsets.ISO_8859_1).split("\0", 2)[0];
    return switch (name) {
      case "_thread.lock", "_thread.RLock" -> Site.Kind.LOCK;
      case "_queue.SimpleQueue" -> Site.Kind.QUEUE;
      default -> null;
    };
  }

  private boolean read(long address, int length) {
    return files.readAt(memory, address, object, length) == length;
  }
}
