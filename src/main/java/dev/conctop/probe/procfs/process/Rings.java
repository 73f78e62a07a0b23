package dev.conctop.probe.procfs.process;

import dev.conctop.probe.procfs.file.IntList;
import dev.conctop.probe.procfs.file.Texts;
import dev.conctop.probe.procfs.file.Ticks;
import dev.conctop.probe.procfs.thread.Looking;
import java.util.List;

/**
 * Looks for threads that wait at a ring of io_uring, which the kernel counts as iowait even where
 * nothing was submitted. Only while there is much of it, and once in two seconds at most.
 */
final class Rings {
  /** Cores' worth of iowait from which on somebody may wonder. */
  private static final double MUCH = 0.2;

  private static final long EVERY_NANOS = 2 * Ticks.SECOND_NANOS;

  /** Threads of one process up to which all are looked at, and threads in one scan. */
  private static final int FEW_THREADS = 64;

  private static final int MOST_THREADS = 1500;
  private static final int IOWAIT = 4;

  private final long[] fields = new long[8];
  private long iowaitTicks = -1;
  private long atNanos;
  private long nextScanNanos = Long.MIN_VALUE;

  /**
   * @param tids reused
   */
  void look(List<ProcessLine> lines, Looking looking, IntList tids) {
    boolean much = muchIowait(looking);
    if (looking.nanos < nextScanNanos) {
      // What was found holds for as long: other load may hide iowait for a while.
      return;
    }
    if (!much) {
      lines.forEach(ProcessLine::noRing);
      return;
    }
    nextScanNanos = looking.nanos + EVERY_NANOS;
    int left = MOST_THREADS;
    for (ProcessLine line : lines) {
      if (!line.ofKernel() && line.threads() <= Math.min(FEW_THREADS, left)) {
        line.seeRing(looking, tids);
        left -= line.threads();
      }
    }
  }

  /** By the first line of {@code /proc/stat}, which sums all cores. */
  private boolean muchIowait(Looking looking) {
    int length = looking.files.read("stat", looking.buffer);
    int from = length <= 0 ? 0 : Texts.skipWord(looking.buffer, 0, length);
    if (length <= 0 || Texts.decimals(looking.buffer, from, length, fields) <= IOWAIT) {
      return false;
    }
    long before = iowaitTicks;
    long interval = looking.nanos - atNanos;
    iowaitTicks = fields[IOWAIT];
    atNanos = looking.nanos;
    return before >= 0
        && interval > 0
        && (iowaitTicks - before) * (double) Ticks.NANOS / interval >= MUCH;
  }
}
