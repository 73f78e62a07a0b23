package dev.conctop.sample;

import dev.conctop.sample.thread.ProcessRow;
import java.util.List;

/**
 * All processes of the machine over the last interval.
 *
 * @param nanos monotonic time at the end of the look
 * @param intervalNanos time since the look before
 * @param rows one a process, in the order of their numbers
 * @param hidden processes whose waits may not be read, and those of which nothing may be
 * @param unlistedThreads threads of processes that are not even listed ({@code hidepid}), estimated
 *     as what the kernel counts beyond those seen; 0 where all are listed
 */
public record ProcessTable(
    long nanos, long intervalNanos, List<ProcessRow> rows, int hidden, int unlistedThreads)
    implements Fact {
  /** Where all processes are listed. */
  public ProcessTable(long nanos, long intervalNanos, List<ProcessRow> rows, int hidden) {
    this(nanos, intervalNanos, rows, hidden, 0);
  }

  public ProcessTable {
    rows = List.copyOf(rows);
  }

  /** The same with other rows. */
  public ProcessTable with(List<ProcessRow> newRows) {
    return new ProcessTable(nanos, intervalNanos, newRows, hidden, unlistedThreads);
  }
}
