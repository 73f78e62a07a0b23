package dev.conctop.export.html.story;

import dev.conctop.sample.HostSample;
import dev.conctop.sample.figure.Figure;
import dev.conctop.sample.host.CoreUse;
import dev.conctop.sample.host.Pressure;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** What each core did over time, and the machine's pressure. Confined to one thread. */
public final class CoreLines {
  /** What a core does. */
  public enum Use {
    USER("user"),
    SYSTEM("system"),
    IOWAIT("iowait"),
    STEAL("steal");

    private final String word;

    Use(String word) {
      this.word = word;
    }

    public String word() {
      return word;
    }
  }

  /** What there is too little of. */
  public enum Short {
    CPU("cpu"),
    IO("io"),
    MEMORY("memory");

    private final String word;

    Short(String word) {
      this.word = word;
    }

    public String word() {
      return word;
    }
  }

  /** A look's figures are not said to hold for longer than this. */
  private static final long LONGEST = 2_500_000_000L;

  private final Bins bins;
  private final SortedMap<Integer, Means> cores = new TreeMap<>();
  private final Means pressure;
  private long last = Long.MIN_VALUE;

  CoreLines(Bins bins) {
    this.bins = bins;
    this.pressure = new Means(bins, Short.values().length);
  }

  void add(HostSample host) {
    long from = Math.max(last, host.nanos() - Math.max(LONGEST, host.intervalNanos()));
    if (last == Long.MIN_VALUE) {
      from = host.nanos() - host.intervalNanos();
    }
    last = host.nanos();
    for (CoreUse core : host.cores()) {
      cores
          .computeIfAbsent(core.core(), _ -> new Means(bins, Use.values().length))
          .add(from, last, core.user(), core.system(), core.iowait(), core.steal());
    }
    Pressure some = host.pressure();
    pressure.add(from, last, some(some.cpuSome()), some(some.ioSome()), some(some.memorySome()));
  }

  private static double some(Figure figure) {
    return figure.known() ? figure.value() : Double.NaN;
  }

  /** The kernel's numbers of the cores, in order. */
  public List<Integer> cores() {
    return List.copyOf(cores.keySet());
  }

  /** A core's mean share of a column, 0 to 1; NaN where it was not looked at. */
  public double share(int core, Use use, int bin) {
    Means means = cores.get(core);
    return means == null ? Double.NaN : means.at(use.ordinal(), bin);
  }

  /** A core's mean share of the whole time, 0 to 1. */
  public double mean(int core, Use use) {
    Means means = cores.get(core);
    return means == null ? Double.NaN : means.mean(use.ordinal());
  }

  /** Share of a column in which some waited for it, 0 to 1; NaN where that is not known. */
  public double pressure(Short what, int bin) {
    return pressure.at(what.ordinal(), bin);
  }

  /** The same of the whole time. */
  public double pressure(Short what) {
    return pressure.mean(what.ordinal());
  }
}
