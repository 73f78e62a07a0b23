package dev.conctop.probe.procfs.host;

import static java.lang.foreign.ValueLayout.JAVA_LONG;

import dev.conctop.probe.procfs.file.NativeReader;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;

/**
 * The CPU time of a whole process, of its ended threads too: clock_gettime(2) of the process's own
 * clock, whose number is made of its pid (clock_getcpuclockid(3)). One system call and no object,
 * and in ns, where {@code /proc/PID/stat} has ticks of 10 ms. One thread at a time.
 */
public final class ProcessClock {
  private static final MethodHandle CLOCK_GETTIME = NativeReader.bind("clock_gettime");

  /** The scheduler's count, in the lowest bits of a process's clock. */
  private static final int SCHEDULER = 2;

  private static final long SECOND = 1_000_000_000L;

  private final MemorySegment time = Arena.ofAuto().allocate(JAVA_LONG, 2);

  /** CPU time since the process began, ns; below 0 when there is no such process or clock. */
  public long nanos(int pid) {
    int clock = ~pid << 3 | SCHEDULER;
    if ((int) NativeReader.call(CLOCK_GETTIME, clock, time.address(), 0) != 0) {
      return -1;
    }
    return time.getAtIndex(JAVA_LONG, 0) * SECOND + time.getAtIndex(JAVA_LONG, 1);
  }
}
