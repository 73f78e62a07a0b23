package dev.conctop.probe.procfs.host;

import dev.conctop.probe.procfs.file.ProcFiles;
import dev.conctop.probe.procfs.file.TaskStat;
import java.util.ArrayList;
import java.util.List;

/** CPU time of the processes that are not other load, in the ticks in which cores are counted. */
final class OurLoad {
  private static final class Counted {
    final int pid;
    final ProcFiles.KeptFile stat;
    long startTicks = -1;
    long ticks;

    Counted(int pid, ProcFiles.KeptFile stat) {
      this.pid = pid;
      this.stat = stat;
    }
  }

  private final ProcFiles files;
  private final byte[] buffer = new byte[2048];
  private final TaskStat stat = new TaskStat();
  private final List<Counted> processes = new ArrayList<>();
  private long total;

  OurLoad(ProcFiles files) {
    this.files = files;
  }

  /** Ticks used by these processes since each was first named; never goes back. */
  long read(int[] pids) {
    for (int i = processes.size() - 1; i >= 0; i--) {
      if (!contains(pids, processes.get(i).pid)) {
        processes.remove(i).stat.close();
      }
    }
    for (int pid : pids) {
      if (!watches(pid)) {
        processes.add(new Counted(pid, files.open(pid + "/stat", true)));
      }
    }
    for (int i = processes.size() - 1; i >= 0; i--) {
      Counted process = processes.get(i);
      if (!add(process)) {
        process.stat.close();
        processes.remove(i);
      }
    }
    return total;
  }

  private boolean add(Counted process) {
    int length = process.stat.read(buffer);
    if (length <= 0 || !stat.parse(buffer, length)) {
      return false;
    }
    long ticks = stat.userTicks + stat.systemTicks;
    if (process.startTicks == stat.startTicks) {
      total += Math.max(0, ticks - process.ticks);
    }
    process.startTicks = stat.startTicks;
    process.ticks = ticks;
    return true;
  }

  private static boolean contains(int[] pids, int pid) {
    for (int other : pids) {
      if (other == pid) {
        return true;
      }
    }
    return false;
  }

  private boolean watches(int pid) {
    for (Counted process : processes) {
      if (process.pid == pid) {
        return true;
      }
    }
    return false;
  }

  void close() {
    for (Counted process : processes) {
      process.stat.close();
    }
    processes.clear();
  }
}
