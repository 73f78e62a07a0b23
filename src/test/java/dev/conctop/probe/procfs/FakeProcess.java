package dev.conctop.probe.procfs;

import dev.conctop.probe.procfs.file.IntList;

/** Writes the files of one made-up process. */
public final class FakeProcess {
  private static final long MS = 1_000_000;
  final MapFiles files;
  final int pid;
  final int ppid;
  final long startTicks;

  public FakeProcess(MapFiles files, int pid, int ppid, long startTicks) {
    this.files = files;
    this.pid = pid;
    this.ppid = ppid;
    this.startTicks = startTicks;
    process(0, 1);
  }

  private String stat(int id, String name, char state, long ticks, int threads, long start) {
    return id
        + " ("
        + name
        + ") "
        + state
        + " "
        + ppid
        + " 1 1 0 -1 0 0 0 0 0 "
        + ticks
        + " 0 0 0 20 0 "
        + threads
        + " 0 "
        + start
        + " 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 1 0 0\n";
  }

  public FakeProcess process(long ticks, int threads) {
    files.put(pid + "/stat", stat(pid, "fake", 'S', ticks, threads, startTicks));
    files.put(pid + "/status", "VmRSS:\t100 kB\nvoluntary_ctxt_switches:\t0\n");
    return this;
  }

  /** A thread with a state letter and the text of its system call. */
  public FakeProcess thread(
      int tid, String name, char state, String call, long runMs, long queueMs, long slices) {
    return thread(tid, name, state, call, runMs, queueMs, slices, startTicks);
  }

  public FakeProcess thread(
      int tid,
      String name,
      char state,
      String call,
      long runMs,
      long queueMs,
      long slices,
      long start) {
    String folder = pid + "/task/" + tid + "/";
    files.put(folder + "stat", stat(tid, name, state, runMs / 10, count(tid), start));
    files.put(folder + "schedstat", runMs * MS + " " + queueMs * MS + " " + slices + "\n");
    if (!call.isEmpty()) {
      files.put(folder + "syscall", call + "\n");
    }
    files.put(
        folder + "status",
        "voluntary_ctxt_switches:\t" + slices + "\nnonvoluntary_ctxt_switches:\t0\n");
    recount();
    return this;
  }

  private int count(int including) {
    IntList tids = new IntList();
    files.list(pid + "/task", tids);
    tids.sort();
    return tids.has(including) ? tids.size() : tids.size() + 1;
  }

  /** The number of threads is in every thread's stat. */
  void recount() {
    IntList tids = new IntList();
    files.list(pid + "/task", tids);
    String main = pid + "/task/" + pid + "/stat";
    String text = files.texts.get(main);
    if (text != null) {
      files.put(main, text.replaceFirst(" 20 0 \\d+ 0 ", " 20 0 " + tids.size() + " 0 "));
    }
  }

  public void end(int tid) {
    files.remove(pid + "/task/" + tid + "/");
    recount();
  }
}
