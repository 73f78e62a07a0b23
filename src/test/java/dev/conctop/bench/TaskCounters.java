package dev.conctop.bench;

import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.VarHandle;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Counters in a file that another process maps, too: so the work that is done can be read from
 * outside at any moment, without asking anybody. The file is named by {@code COUNTED_FILE} and has
 * 64 counters, 64 bytes apart.
 */
final class TaskCounters {
  private static final int SLOTS = 64;
  private static final int STRIDE = 64;
  private static final MemorySegment COUNTERS = map();
  private static final VarHandle COUNTER = JAVA_LONG.varHandle();

  private TaskCounters() {}

  private static MemorySegment map() {
    Path file = Path.of(System.getenv("COUNTED_FILE"));
    try (FileChannel channel =
        FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
      return channel.map(FileChannel.MapMode.READ_WRITE, 0, SLOTS * STRIDE, Arena.global());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** One task more is done. */
  static void count() {
    long slot = Thread.currentThread().threadId() % SLOTS;
    COUNTER.getAndAdd(COUNTERS, slot * STRIDE, 1L);
  }
}
