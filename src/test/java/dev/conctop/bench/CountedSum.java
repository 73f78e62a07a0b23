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
import java.util.concurrent.Callable;

/**
 * A task of {@code run class} that adds squares and counts itself in a file that another process
 * maps: so the work that is done can be read from outside at any moment, without asking anybody.
 * {@code COUNTED_FILE} names the file of {@value #SLOTS} counters, 64 bytes apart; {@code
 * COUNTED_N} is how many squares a task adds.
 */
public final class CountedSum implements Callable<Long> {
  private static final int SLOTS = 64;
  private static final int STRIDE = 64;
  private static final long SQUARES = Long.parseLong(System.getenv("COUNTED_N"));
  private static final MemorySegment COUNTERS = map();
  private static final VarHandle COUNTER = JAVA_LONG.varHandle();

  private static MemorySegment map() {
    Path file = Path.of(System.getenv("COUNTED_FILE"));
    try (FileChannel channel =
        FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
      return channel.map(FileChannel.MapMode.READ_WRITE, 0, SLOTS * STRIDE, Arena.global());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public Long call() {
    long sum = 0;
    for (long i = 0; i < SQUARES; i++) {
      sum += i * i;
    }
    long slot = Thread.currentThread().threadId() % SLOTS;
    COUNTER.getAndAdd(COUNTERS, slot * STRIDE, 1L);
    return sum;
  }
}
