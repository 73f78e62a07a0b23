package dev.conctop.source;

import dev.conctop.sample.Figure;
import dev.conctop.sample.Pid;
import java.time.Duration;
import java.util.Optional;

/**
 * CPU time of a whole process since a mark, for the server and the observer. The system counts it
 * in ticks of 10 ms, so it is good over seconds.
 */
final class CpuClock {
  private final Optional<ProcessHandle> process;
  private long markNanos;
  private long lastNanos;

  CpuClock(Optional<Pid> pid) {
    process = pid.flatMap(p -> ProcessHandle.of(p.value()));
    mark();
  }

  static CpuClock ofThisProcess() {
    return new CpuClock(Optional.of(new Pid((int) ProcessHandle.current().pid())));
  }

  void mark() {
    markNanos = total();
  }

  /** CPU time since the mark, ns; of a process that has ended, up to the last reading. */
  Figure sinceMark() {
    return process.isEmpty()
        ? Figure.na("the process was not found")
        : Figure.estimated(Math.max(0, total() - markNanos));
  }

  private long total() {
    lastNanos =
        process.flatMap(p -> p.info().totalCpuDuration()).map(Duration::toNanos).orElse(lastNanos);
    return lastNanos;
  }
}
