package dev.conctop.probe.procfs.thread;

import dev.conctop.probe.procfs.file.TaskText;

/** Context switches of one thread by kind, read now and then; slices are counted at every look. */
final class SwitchCounter {
  private final Looking looking;
  private final ProcessWatch process;
  private final TaskFiles files;
  private long statusSlices;
  private long voluntary = -1;
  private long involuntary = -1;

  SwitchCounter(Looking looking, ProcessWatch process, TaskFiles files) {
    this.looking = looking;
    this.process = process;
    this.files = files;
  }

  /** The thread was born while it was watched: it has none that were not seen. */
  void born() {
    voluntary = 0;
    involuntary = 0;
  }

  /** What the thread did before it was watched does not count. */
  void from(long slices) {
    statusSlices = slices;
  }

  /**
   * Counts the switches by kind. Meanwhile the slices that are counted at every look are split in
   * the thread's own proportion.
   */
  void count(long slices) {
    if (slices == statusSlices && !process.coarse) {
      return;
    }
    int length = files.readStatus();
    if (length <= 0) {
      return;
    }
    TaskText task = looking.task;
    task.parseSwitches(looking.buffer, length);
    if (task.voluntary < 0 || task.involuntary < 0) {
      return;
    }
    if (voluntary >= 0) {
      looking.switches.counted(task.voluntary - voluntary, task.involuntary - involuntary);
    } else {
      double all = Math.max(1, task.voluntary + task.involuntary);
      long since = Math.max(0, slices - statusSlices);
      looking.switches.counted(since * task.voluntary / all, since * task.involuntary / all);
    }
    voluntary = task.voluntary;
    involuntary = task.involuntary;
    statusSlices = slices;
  }

  /** Slices whose kind has not been read yet are told of as the others were. */
  void pending(long slices) {
    if (slices > statusSlices) {
      looking.switches.pending(slices - statusSlices, voluntaryShare());
    }
  }

  private double voluntaryShare() {
    return voluntary + involuntary <= 0 ? 1 : (double) voluntary / (voluntary + involuntary);
  }

  /** The thread has ended: what is left goes to the sums. */
  void close(long slices) {
    long since = Math.max(0, slices - statusSlices);
    double share = voluntaryShare();
    looking.switches.counted(since * share, since * (1 - share));
  }
}
