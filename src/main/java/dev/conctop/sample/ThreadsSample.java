package dev.conctop.sample;

import dev.conctop.sample.figure.Budget;
import dev.conctop.sample.thread.ProcessUse;
import dev.conctop.sample.thread.SubjectTraits;
import dev.conctop.sample.thread.ThreadRow;
import dev.conctop.sample.thread.ThreadRows;
import java.util.List;

/**
 * All threads of the subject's processes over the last interval.
 *
 * @param nanos monotonic time at the end of the look
 * @param intervalNanos time since the look before
 * @param workers budget of the worker threads over the interval, summed; do not change it
 * @param runtime budget of the runtime's own threads over the interval; do not change it
 * @param threads one row a thread that lives, workers first; a thread in the same wait as before
 *     keeps its row, and {@link ThreadRows} that have the same order tell which are new
 * @param hidden threads that exist and may not be read
 * @param traits of their processes
 */
public record ThreadsSample(
    long nanos,
    long intervalNanos,
    Budget workers,
    Budget runtime,
    List<ThreadRow> threads,
    ProcessUse use,
    int hidden,
    SubjectTraits traits)
    implements Fact {
  /** Of processes of which nothing else is known. */
  public ThreadsSample(
      long nanos,
      long intervalNanos,
      Budget workers,
      Budget runtime,
      List<ThreadRow> threads,
      ProcessUse use,
      int hidden) {
    this(nanos, intervalNanos, workers, runtime, threads, use, hidden, SubjectTraits.none());
  }
}
