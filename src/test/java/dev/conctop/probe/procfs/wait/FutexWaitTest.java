package dev.conctop.probe.procfs.wait;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.conctop.probe.procfs.wait.FutexWait.Library;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What was seen in /proc/PID/task/TID/syscall of real programs, and what it means. */
class FutexWaitTest {
  private static final long STACK = 0x7ffd_0000L;

  @ParameterizedTest
  @CsvSource({
    // operation, value, timed, library, expected
    "0x109, 4711, false, OTHER, JOIN", // glibc pthread_join; 4711 lives
    "0x0, 4711, false, OTHER, JOIN", // glibc 2.31
    "0x109, 999, false, OTHER, LIKELY_JOIN", // numbers of another pid name space
    "0x80, 2, false, OTHER, MUTEX", // glibc pthread_mutex_lock
    "0x0, 2, false, OTHER, SHARED_MUTEX", // the same, shared between processes
    "0x109, 0, false, OTHER, SHARED", // sem_open: multiprocessing.Lock, and PostgreSQL's
    "0x109, 0, true, OTHER, SHARED_TIMED",
    "0x189, 2, true, OTHER, MUTEX", // glibc pthread_mutex_timedlock
    "0x89, 2, true, OTHER, MUTEX", // pthread_mutex_clocklock, monotonic
    "0x189, 2, false, OTHER, RWLOCK", // glibc rwlock, a writer
    "0x189, 3, false, OTHER, RWLOCK", // glibc rwlock, readers
    "0x189, 3, true, OTHER, RWLOCK",
    "0x89, 2, false, OTHER, LIKELY_LOCK", // Rust std Mutex
    "0x89, 0x7fffffff, false, OTHER, LIKELY_LOCK", // Rust std RwLock
    "0x89, 0xffffffff, false, OTHER, PARKED", // Rust thread::park
    "0x89, 1, false, OTHER, PARKED", // Rust Condvar
    "0x189, 0, false, OTHER, PARKED", // glibc condition, semaphore; HotSpot; libuv
    "0x89, 0, true, OTHER, PARKED_TIMED",
    "0x189, 0, true, OTHER, PARKED_TIMED",
    "0x80, 0, false, OTHER, PARKED", // Go's note
    "0x80, 0, true, OTHER, PARKED_TIMED",
    "0x86, 0, false, OTHER, OWNED", // priority inheritance
    "0x8d, 0, true, OTHER, OWNED",
    "0x80, 0x80001267, false, OTHER, MUTEX", // glibc robust: 0x1267 is 4711, waiters
    "0x80, 0x80000010, false, MUSL, MUTEX", // musl: EBUSY, waiters
    "0x80, 0x80001267, false, MUSL, MUTEX", // musl recursive
    "0x80, 0x80000000, false, MUSL, PARKED", // musl semaphore
    "0x80, 0, false, MUSL, PARKED"
  })
  void theOperationAndTheValueSayIt(
      String operation, String value, boolean timed, Library library, FutexWait expected) {
    assertEquals(
        expected,
        FutexWait.of(
            Long.decode(operation).intValue(),
            Long.decode(value).intValue(),
            timed,
            0x5555_0000L,
            STACK,
            library,
            tid -> tid == 4711));
  }

  @ParameterizedTest
  @CsvSource({
    // A condition's node lies on the waiter's own stack, a thread's state does not.
    "0x7ffd0080, PARKED",
    "0x7f550080, JOIN"
  })
  void muslsConditionsAndJoinsAreToldByWhereTheyLie(String address, FutexWait expected) {
    assertEquals(
        expected,
        FutexWait.of(0x80, 2, false, Long.decode(address), STACK, Library.MUSL, _ -> false));
  }
}
