package dev.conctop.probe.procfs.host;

import dev.conctop.probe.CoreCounters;
import dev.conctop.probe.HostProbe;
import dev.conctop.probe.procfs.file.ProcFiles;
import dev.conctop.probe.procfs.file.Ticks;
import dev.conctop.sample.HostSample;
import dev.conctop.sample.figure.Fidelity;
import dev.conctop.sample.figure.Figure;
import dev.conctop.sample.host.CoreUse;
import dev.conctop.sample.host.Pressure;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The machine by procfs. Shares are over a sliding second, because {@code /proc/stat} counts in
 * ticks of 10 ms; where {@code /proc/schedstat} counts the time of tasks in ns, busy time is its,
 * split into user and system as the ticks are.
 */
public final class ProcHostProbe implements HostProbe {
  private static final double TEN_THOUSAND = 10_000;
  private static final double TICK_NANOS = Ticks.NANOS;
  private static final Figure NO_SUBJECT = Figure.na("no subject");

  private final ProcFiles.KeptFile statFile;
  private final ProcFiles.KeptFile schedstatFile;
  private final ProcFiles.KeptFile loadFile;
  private final ProcFiles.KeptFile cpuFile;
  private final ProcFiles.KeptFile ioFile;
  private final ProcFiles.KeptFile memoryFile;
  private final HostWindow window = new HostWindow();
  private final OurLoad ours;
  private final SystemSchedstat schedstat = new SystemSchedstat();
  private final PressureText pressure = new PressureText();
  private final LoadText load = new LoadText();
  private byte[] buffer = new byte[16 * 1024];
  private boolean hasSchedstat = true;

  public ProcHostProbe(ProcFiles files) {
    statFile = files.open("stat", true);
    schedstatFile = files.open("schedstat", true);
    loadFile = files.open("loadavg", true);
    cpuFile = files.open("pressure/cpu", true);
    ioFile = files.open("pressure/io", true);
    memoryFile = files.open("pressure/memory", true);
    ours = new OurLoad(files);
  }

  @Override
  public HostSample look(long nanos, int[] pids) {
    HostWindow.Look look = window.next();
    look.nanos = nanos;
    boolean readable = readCores(look);
    readSchedstat(look);
    readPressure(look);
    look.ourTicks = ours.read(pids);
    boolean changed =
        !window.isEmpty()
            && (!look.cores.sameCores(window.newest().cores) || wentBack(window.newest(), look));
    window.push();
    if (changed || !readable) {
      window.restart();
    }
    return sample(readable, pids.length > 0);
  }

  private boolean readCores(HostWindow.Look look) {
    int length = statFile.read(buffer);
    if (length == buffer.length && buffer.length < 1 << 20) {
      // Many cores: the lines of all of them must be there.
      buffer = new byte[buffer.length * 4];
      return readCores(look);
    }
    return look.cores.parse(buffer, Math.max(0, length));
  }

  /**
   * A core that came back counts from 0; small steps back of idle and iowait are the kernel's way.
   */
  private static boolean wentBack(HostWindow.Look then, HostWindow.Look now) {
    for (int i = 0; i < now.cores.size(); i++) {
      if (now.cores.ticks(i, CoreTicks.USER) < then.cores.ticks(i, CoreTicks.USER)
          || now.cores.ticks(i, CoreTicks.SYSTEM) < then.cores.ticks(i, CoreTicks.SYSTEM)) {
        return true;
      }
    }
    return false;
  }

  private void readSchedstat(HostWindow.Look look) {
    int cores = look.cores.size();
    if (look.runNanos.length < cores) {
      look.runNanos = new long[cores];
    }
    Arrays.fill(look.runNanos, -1);
    if (!hasSchedstat) {
      return;
    }
    int length = schedstatFile.read(buffer);
    hasSchedstat = length > 0 && schedstat.parse(buffer, length);
    for (int i = 0; hasSchedstat && i < cores; i++) {
      look.runNanos[i] = schedstat.runNanos(look.cores.core(i));
    }
  }

  private void readPressure(HostWindow.Look look) {
    readPressure(cpuFile);
    look.cpuSome = pressure.someMicros;
    readPressure(ioFile);
    look.ioSome = pressure.someMicros;
    look.ioFull = pressure.fullMicros;
    readPressure(memoryFile);
    look.memorySome = pressure.someMicros;
  }

  private void readPressure(ProcFiles.KeptFile file) {
    pressure.parse(buffer, Math.max(0, file.read(buffer)));
  }

  private HostSample sample(boolean readable, boolean hasSubject) {
    HostWindow.Look now = window.newest();
    HostWindow.Look then = window.start();
    long interval = now.nanos - then.nanos;
    List<CoreUse> uses = readable && interval > 0 ? uses(then, now, interval) : List.of();
    int loadLength = loadFile.read(buffer);
    boolean hasLoad = load.parse(buffer, loadLength);
    Figure noLoad = Figure.na("/proc/loadavg cannot be read");
    return new HostSample(
        now.nanos,
        interval,
        uses,
        readable ? fidelity(now) : Fidelity.NA,
        pressure(then, now, interval),
        hasLoad && load.runnable >= 0 ? Figure.exact((double) load.runnable) : noLoad,
        hasLoad ? Figure.exact(load.oneMinute) : noLoad,
        otherLoad(uses, then, now, interval, hasSubject));
  }

  private static Fidelity fidelity(HostWindow.Look now) {
    return now.cores.size() > 0 && now.runNanos[0] >= 0 ? Fidelity.EXACT : Fidelity.SAMPLED;
  }

  private static List<CoreUse> uses(HostWindow.Look then, HostWindow.Look now, long interval) {
    List<CoreUse> uses = new ArrayList<>(now.cores.size());
    for (int i = 0; i < now.cores.size(); i++) {
      CoreUse use = total(now.cores, i).since(total(then.cores, i));
      long ran = now.runNanos[i] - then.runNanos[i];
      boolean told = now.runNanos[i] >= 0 && then.runNanos[i] >= 0 && ran >= 0;
      uses.add(coarse(told ? sharpened(use, Math.min(1, (double) ran / interval)) : use));
    }
    return uses;
  }

  /** In hundredths of a percent: of one second nothing is known better than that. */
  private static CoreUse coarse(CoreUse use) {
    return new CoreUse(
        use.core(),
        coarse(use.user()),
        coarse(use.system()),
        coarse(use.iowait()),
        coarse(use.steal()),
        coarse(use.idle()));
  }

  private static double coarse(double share) {
    return Math.rint(share * TEN_THOUSAND) / TEN_THOUSAND;
  }

  /**
   * Puts an exact busy share in the place of the ticks', which keep the split of it and of the
   * rest.
   */
  static CoreUse sharpened(CoreUse use, double busy) {
    double user = use.busy() > 0 ? busy * use.user() / use.busy() : busy;
    double system = busy - user;
    double rest = 1 - use.busy();
    double scale = rest > 0 ? (1 - busy) / rest : 0;
    double iowait = use.iowait() * scale;
    double steal = use.steal() * scale;
    return new CoreUse(
        use.core(), user, system, iowait, steal, Math.max(0, 1 - busy - iowait - steal));
  }

  private static CoreCounters.CoreTotal total(CoreTicks cores, int i) {
    return new CoreCounters.CoreTotal(
        cores.core(i),
        cores.ticks(i, CoreTicks.USER),
        cores.ticks(i, CoreTicks.SYSTEM),
        cores.ticks(i, CoreTicks.IOWAIT),
        cores.ticks(i, CoreTicks.STEAL),
        cores.ticks(i, CoreTicks.IDLE));
  }

  private static Pressure pressure(HostWindow.Look then, HostWindow.Look now, long interval) {
    if (now.cpuSome < 0 && now.ioSome < 0 && now.memorySome < 0) {
      return Pressure.na("no /proc/pressure: kernel without PSI, or started with psi=0");
    }
    return new Pressure(
        stalled(then.cpuSome, now.cpuSome, interval),
        stalled(then.ioSome, now.ioSome, interval),
        stalled(then.ioFull, now.ioFull, interval),
        stalled(then.memorySome, now.memorySome, interval));
  }

  private static Figure stalled(long thenMicros, long nowMicros, long interval) {
    if (nowMicros < 0 || thenMicros < 0) {
      return Figure.na("not in /proc/pressure");
    }
    if (interval <= 0) {
      return Figure.na("only one look so far");
    }
    double share = (nowMicros - thenMicros) * 1000.0 / interval;
    return Figure.exact(Math.min(1, Math.max(0, share)));
  }

  private static Figure otherLoad(
      List<CoreUse> uses,
      HostWindow.Look then,
      HostWindow.Look now,
      long interval,
      boolean subject) {
    if (!subject) {
      return NO_SUBJECT;
    }
    if (uses.isEmpty()) {
      return Figure.na("only one look so far");
    }
    double busy = 0;
    for (CoreUse use : uses) {
      busy += use.busy();
    }
    double own = (now.ourTicks - then.ourTicks) * TICK_NANOS / interval;
    return Figure.estimated(Math.max(0, busy - own));
  }

  @Override
  public CoreCounters totals() {
    if (window.isEmpty()) {
      return CoreCounters.none();
    }
    HostWindow.Look now = window.newest();
    List<CoreCounters.CoreTotal> cores = new ArrayList<>(now.cores.size());
    for (int i = 0; i < now.cores.size(); i++) {
      cores.add(total(now.cores, i));
    }
    return new CoreCounters(now.nanos, cores);
  }

  @Override
  public void close() {
    statFile.close();
    schedstatFile.close();
    loadFile.close();
    cpuFile.close();
    ioFile.close();
    memoryFile.close();
    ours.close();
  }
}
