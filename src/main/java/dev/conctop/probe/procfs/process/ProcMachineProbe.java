package dev.conctop.probe.procfs.process;

import dev.conctop.probe.MachineProbe;
import dev.conctop.probe.Origin;
import dev.conctop.probe.procfs.file.Hidepid;
import dev.conctop.probe.procfs.file.IntList;
import dev.conctop.probe.procfs.file.ProcFiles;
import dev.conctop.probe.procfs.host.Devices;
import dev.conctop.probe.procfs.host.LoadText;
import dev.conctop.probe.procfs.thread.Looking;
import dev.conctop.sample.DevicesSample;
import dev.conctop.sample.ProcessTable;
import dev.conctop.sample.thread.ProcessRow;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** All processes and devices by procfs. */
public final class ProcMachineProbe implements MachineProbe {
  /** Processes of several threads whose threads are all looked at. */
  private static final int BUSIEST = 24;

  /** Threads whose counters are read in one look, at most. */
  private static final int MOST_THREADS = ProcessLine.MOST_THREADS;

  /** Threads of processes of several whose waits are looked at in one look, at most. */
  private static final int MOST_LOOKS = 600;

  private final ProcFiles files;
  private final Looking looking;
  private final IntList pids = new IntList();
  private final IntList tids = new IntList();
  private final Devices devices;
  private final Rings rings = new Rings();
  private final LoadText load = new LoadText();
  private final byte[] text = new byte[64 * 1024];
  private final Users users = new Users(this::passwd);
  private int pageBytes;

  /** Which process's threads are looked at first. */
  private int nextSeen;

  private @Nullable Boolean hides;
  private List<ProcessLine> lines = new ArrayList<>();
  private long previousNanos = Long.MIN_VALUE;

  public ProcMachineProbe(ProcFiles files, LongSupplier clock, String architecture) {
    this.files = files;
    this.looking = new Looking(files, clock, architecture);
    this.devices = new Devices(files);
    looking.origin = Origin.FOREIGN;
  }

  @Override
  public ProcessTable processes(long nanos) {
    looking.nanos = nanos;
    list();
    int hidden = 0;
    int threads = 0;
    List<ProcessLine> alive = new ArrayList<>(lines.size());
    for (ProcessLine line : lines) {
      if (line.readStat(looking, pageBytes())) {
        threads += line.threads();
        alive.add(line);
      } else {
        hidden += line.unreadable() ? 1 : 0;
        line.close();
      }
    }
    lines = alive;
    sum();
    rings.look(lines, looking, tids);
    List<ProcessLine> shown = new ArrayList<>(lines.size());
    for (ProcessLine line : lines) {
      if (line.ofKernel() && line.busy() <= 0) {
        continue;
      }
      line.see(looking, users);
      shown.add(line);
    }
    seeThreads(shown);
    for (ProcessLine line : shown) {
      hidden += line.denied() ? 1 : 0;
    }
    named(shown);
    List<ProcessRow> rows = shown.stream().map(ProcessLine::row).toList();
    long interval = previousNanos == Long.MIN_VALUE ? 0 : nanos - previousNanos;
    previousNanos = nanos;
    return new ProcessTable(nanos, interval, rows, hidden, unlisted(threads));
  }

  /** Looks at threads of those with several, in turns where they are many. */
  private void seeThreads(List<ProcessLine> shown) {
    int left = MOST_LOOKS;
    int from = nextSeen;
    for (int i = 0; i < shown.size() && left > 0; i++) {
      nextSeen = (from + i + 1) % shown.size();
      left -= shown.get((from + i) % shown.size()).seeThreads(looking, tids, left);
    }
  }

  /** Those that a verdict may name: the busiest, the longest queued, one that waits for disk. */
  private static void named(List<ProcessLine> shown) {
    if (shown.isEmpty()) {
      return;
    }
    ProcessLine busiest = shown.getFirst();
    ProcessLine queued = busiest;
    ProcessLine disk = busiest;
    for (ProcessLine line : shown) {
      busiest = line.busy() > busiest.busy() ? line : busiest;
      queued = line.queued() > queued.queued() ? line : queued;
      disk = disk.waitsForDisk() || !line.waitsForDisk() ? disk : line;
    }
    busiest.nameAnew();
    queued.nameAnew();
    disk.nameAnew();
  }

  private int pageBytes() {
    if (pageBytes == 0) {
      int length = files.read("self/auxv", text);
      pageBytes = Pages.bytes(text, length);
    }
    return pageBytes;
  }

  /** Through /proc as everything else here, so that it is the file of this mount namespace. */
  private String passwd() {
    int length = Math.max(0, files.read("self/root/etc/passwd", text));
    return new String(text, 0, length, StandardCharsets.UTF_8);
  }

  /** Where even process 1 is not listed, what the kernel counts beyond the threads that are. */
  private int unlisted(int seen) {
    if (hides == null) {
      int length = Math.max(0, files.read("self/mounts", text));
      hides = !Hidepid.inForce(new String(text, 0, length, StandardCharsets.UTF_8)).isEmpty();
    }
    if (!hides || (!lines.isEmpty() && lines.getFirst().pid == 1)) {
      return 0;
    }
    int length = files.read("loadavg", looking.buffer);
    boolean told = load.parse(looking.buffer, length) && load.threads >= 0;
    return told ? (int) Math.max(0, load.threads - seen) : 0;
  }

  /** Joins the processes there are with those known; both in the order of their numbers. */
  private void list() {
    pids.clear();
    files.list("", pids);
    pids.sort();
    List<ProcessLine> joined = new ArrayList<>(pids.size());
    int next = 0;
    for (int i = 0; i < pids.size(); i++) {
      int pid = pids.get(i);
      while (next < lines.size() && lines.get(next).pid < pid) {
        lines.get(next++).close();
      }
      boolean known = next < lines.size() && lines.get(next).pid == pid;
      joined.add(known ? lines.get(next++) : new ProcessLine(files, pid));
    }
    while (next < lines.size()) {
      lines.get(next++).close();
    }
    lines = joined;
  }

  /** Sums the threads of those with one thread, and of the busiest others. */
  private void sum() {
    int left = MOST_THREADS;
    List<ProcessLine> many = new ArrayList<>();
    for (ProcessLine line : lines) {
      if (line.threads() != 1) {
        many.add(line);
      } else if ((!line.ofKernel() || line.busy() > 0) && left > 0) {
        line.sum(looking, tids);
        left--;
      } else {
        line.notSummed();
      }
    }
    many.sort(Comparator.comparingDouble((ProcessLine line) -> -line.busy()));
    for (int i = 0; i < many.size(); i++) {
      ProcessLine line = many.get(i);
      if (i < BUSIEST && line.threads() <= left) {
        line.sum(looking, tids);
        left -= line.threads();
      } else {
        line.notSummed();
      }
    }
  }

  @Override
  public DevicesSample devices(long nanos) {
    return devices.look(nanos);
  }

  @Override
  public String notice() {
    return files.scarce() ? Looking.SCARCE : "";
  }

  @Override
  public void close() {
    lines.forEach(ProcessLine::close);
    lines = new ArrayList<>();
  }
}
