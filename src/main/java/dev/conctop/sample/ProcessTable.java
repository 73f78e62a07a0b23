package dev.conctop.sample;

import java.util.List;

/**
 * All processes of the machine over the last interval.
 *
 * @param nanos monotonic time at the end of the look
 * @param intervalNanos time since the look before
 * @param rows one a process, in the order of their numbers
 * @param hidden processes whose waits may not be read
 */
public record ProcessTable(long nanos, long intervalNanos, List<ProcessRow> rows, int hidden)
    implements Fact {
  public ProcessTable {
    rows = List.copyOf(rows);
  }
}
