package dev.conctop.probe.procfs.futex;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import dev.conctop.probe.procfs.MapFiles;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * A made-up memory: a stack that holds an object's address, an object, its type, the type's name.
 */
class PythonLocksTest {
  private static final long STACK = 0x7ffd_0000_1000L;
  private static final long OBJECT = 0x5555_0100_0000L;
  private static final long TYPE = 0x5555_0200_0000L;
  private static final long NAME = 0x5555_0300_0000L;
  private static final long SEMAPHORE = 0x5555_0400_0000L;
  private final MapFiles files = new MapFiles();
  private final PythonLocks locks = new PythonLocks(files, 7);

  private void object(String type) {
    for (int at = 0; at < 4096; at += 8) {
      files.memory.put(STACK + at, at == 512 ? OBJECT : at);
    }
    files.memory.put(OBJECT, 3L);
    files.memory.put(OBJECT + 8, TYPE);
    files.memory.put(OBJECT + 16, SEMAPHORE);
    files.memory.put(TYPE + 24, NAME);
    byte[] text = (type + "\0".repeat(40)).getBytes(StandardCharsets.ISO_8859_1);
    for (int at = 0; at < 40; at += 8) {
      long word = 0;
      for (int i = 7; i >= 0; i--) {
        word = word << 8 | text[at + i];
      }
      files.memory.put(NAME + at, word);
    }
  }

  @ParameterizedTest
  @CsvSource({"_thread.lock, LOCK", "_thread.RLock, LOCK", "_queue.SimpleQueue, QUEUE"})
  void theObjectsTypeSaysWhatTheSemaphoreIs(String type, Site.Kind expected) {
    object(type);
    assertEquals(expected, locks.semaphore(SEMAPHORE, STACK));
  }

  @Test
  void anObjectOfAnotherKindSaysNothing() {
    object("_multiprocessing.SemLock");
    assertNull(locks.semaphore(SEMAPHORE, STACK));
  }

  @Test
  void anotherSemaphoresObjectSaysNothing() {
    object("_thread.lock");
    assertNull(locks.semaphore(SEMAPHORE + 32, STACK));
    assertNull(locks.semaphore(SEMAPHORE, 0));
  }

  @Test
  void inTheParkingLotTheByteSaysIt() {
    files.memory.put(0x5555_0500_0000L, 3L);
    files.memory.put(0x5555_0600_0000L, 1L);
    assertEquals(Site.Kind.LOCK, locks.parked(0x5555_0500_0000L));
    assertEquals(Site.Kind.QUEUE, locks.parked(0x5555_0600_0000L));
    assertNull(locks.parked(0x5555_0700_0000L));
  }
}
