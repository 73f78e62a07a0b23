package dev.conctop.probe.procfs.program;

import dev.conctop.probe.procfs.file.IntList;
import dev.conctop.probe.procfs.file.ProcFiles;
import dev.conctop.probe.procfs.file.TaskStat;
import java.util.Arrays;

/**
 * Finds descendants by the parent of every process on the machine. Parents of known processes are
 * remembered, so that a scan reads only the new ones; now and then all are read again, because
 * numbers are used again.
 */
public final class ProcessTree {
  private static final int SCANS_REMEMBERED = 16;

  private final ProcFiles files;
  private final byte[] buffer = new byte[4096];
  private final TaskStat stat = new TaskStat();
  private IntList pids = new IntList();
  private IntList before = new IntList();
  private int[] parents = new int[64];
  private int[] parentsBefore = new int[64];
  private int scans;

  public ProcessTree(ProcFiles files) {
    this.files = files;
  }

  /** Adds to the members all descendants of any of them that are not members yet. */
  public void scan(IntList members) {
    readParents();
    members.sort();
    boolean found = true;
    while (found) {
      found = false;
      for (int i = 0; i < pids.size(); i++) {
        if (parents[i] > 0 && members.has(parents[i]) && !members.has(pids.get(i))) {
          members.add(pids.get(i));
          members.sort();
          found = true;
        }
      }
    }
  }

  private void readParents() {
    IntList swap = before;
    before = pids;
    pids = swap;
    int[] swapParents = parentsBefore;
    parentsBefore = parents;
    parents = swapParents;
    if (scans++ % SCANS_REMEMBERED == 0) {
      before.clear();
    }
    pids.clear();
    files.list("", pids);
    pids.sort();
    if (parents.length < pids.size()) {
      parents = Arrays.copyOf(parents, pids.size() * 2);
    }
    int old = 0;
    for (int i = 0; i < pids.size(); i++) {
      int pid = pids.get(i);
      while (old < before.size() && before.get(old) < pid) {
        old++;
      }
      boolean known = old < before.size() && before.get(old) == pid;
      parents[i] = known ? parentsBefore[old] : readParent(pid);
    }
  }

  private int readParent(int pid) {
    int length = files.read(pid + "/stat", buffer);
    return length > 0 && stat.parse(buffer, length) ? stat.ppid : 0;
  }
}
