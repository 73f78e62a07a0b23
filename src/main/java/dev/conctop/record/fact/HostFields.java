package dev.conctop.record.fact;

import dev.conctop.record.item.Column;
import dev.conctop.record.item.Damaged;
import dev.conctop.record.item.FigureFields;
import dev.conctop.record.item.In;
import dev.conctop.record.item.Out;
import dev.conctop.sample.CpuLimit;
import dev.conctop.sample.HostSample;
import dev.conctop.sample.HostTotals;
import dev.conctop.sample.figure.Fidelity;
import dev.conctop.sample.figure.Figure;
import dev.conctop.sample.figure.Millionths;
import dev.conctop.sample.host.CoreUse;
import dev.conctop.sample.host.Pressure;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;

/** Cores, pressure and quotas. */
final class HostFields {
  private static final Fidelity[] FIDELITIES = Fidelity.values();
  private static final int MOST_FIGURES = 16;
  private static final int MOST_LOOKS = 32;
  private static final int MOST_CORES = 16_384;
  private static final long ALL = 1_000_000;
  private static final int HUNDRED = 100;

  /** When the cores were looked at, the newest last: an interval begins at one of these. */
  private final Deque<Long> looks = new ArrayDeque<>();

  /** What is written or read next stands alone. */
  void forget() {
    looks.clear();
  }

  void write(Out out, HostSample host, long stamp) {
    Column numbers = new Column();
    numbers.add(host.nanos() - stamp);
    int ago = 1;
    for (Iterator<Long> all = looks.descendingIterator(); all.hasNext(); ago++) {
      if (all.next() == host.nanos() - host.intervalNanos()) {
        break;
      }
    }
    numbers.add(ago > looks.size() ? 0 : ago);
    if (ago > looks.size()) {
      numbers.add(host.intervalNanos());
    }
    looked(host.nanos());
    numbers.add(host.coreFidelity().ordinal());
    List<Figure> told = new ArrayList<>();
    Pressure pressure = host.pressure();
    FigureFields.pack(numbers, told, pressure.cpuSome());
    FigureFields.pack(numbers, told, pressure.ioSome());
    FigureFields.pack(numbers, told, pressure.ioFull());
    FigureFields.pack(numbers, told, pressure.memorySome());
    FigureFields.pack(numbers, told, host.runnable());
    FigureFields.pack(numbers, told, host.loadAverage());
    FigureFields.pack(numbers, told, host.otherLoadCores());
    cores(numbers, host.cores());
    out.packed(numbers);
    out.all(told, FigureFields::write);
  }

  private void looked(long nanos) {
    looks.add(nanos);
    if (looks.size() > MOST_LOOKS) {
      looks.remove();
    }
  }

  private long interval(long nanos, Column numbers) throws Damaged {
    int ago = numbers.next(0, looks.size());
    if (ago == 0) {
      return numbers.next();
    }
    Iterator<Long> all = looks.descendingIterator();
    for (int i = 1; i < ago; i++) {
      all.next();
    }
    return nanos - all.next();
  }

  HostSample host(In in, long stamp) throws Damaged {
    Column numbers = new Column();
    in.packed(numbers);
    long nanos = numbers.next() + stamp;
    long interval = interval(nanos, numbers);
    looked(nanos);
    Fidelity fidelity = FIDELITIES[numbers.next(0, FIDELITIES.length - 1)];
    Iterator<Figure> told = in.all(MOST_FIGURES, FigureFields::read).iterator();
    Pressure pressure =
        new Pressure(
            FigureFields.unpack(numbers, told),
            FigureFields.unpack(numbers, told),
            FigureFields.unpack(numbers, told),
            FigureFields.unpack(numbers, told));
    Figure runnable = FigureFields.unpack(numbers, told);
    Figure load = FigureFields.unpack(numbers, told);
    Figure others = FigureFields.unpack(numbers, told);
    return new HostSample(
        nanos, interval, cores(numbers), fidelity, pressure, runnable, load, others);
  }

  static void write(Out out, HostTotals totals) {
    Column numbers = new Column();
    numbers.add(totals.wallNanos());
    cores(numbers, totals.cores());
    out.packed(numbers);
    FigureFields.write(out, totals.serverCores());
    FigureFields.write(out, totals.otherLoadCores());
    if (totals.generatorCores().known()) {
      FigureFields.write(out, totals.generatorCores());
    }
  }

  static HostTotals totals(In in) throws Damaged {
    Column numbers = new Column();
    in.packed(numbers);
    long wall = numbers.next();
    List<CoreUse> cores = cores(numbers);
    Figure server = FigureFields.read(in);
    Figure others = FigureFields.read(in);
    Figure generator = in.more() ? FigureFields.read(in) : HostTotals.NO_GENERATOR;
    return new HostTotals(wall, cores, server, generator, others);
  }

  static void write(Out out, CpuLimit limit) {
    out.whole(limit.pid());
    FigureFields.write(out, limit.quotaCores());
    FigureFields.write(out, limit.throttledLately());
    FigureFields.write(out, limit.throttledSinceMark());
  }

  static CpuLimit limit(In in) throws Damaged {
    return new CpuLimit(
        in.int32(), FigureFields.read(in), FigureFields.read(in), FigureFields.read(in));
  }

  /** Shares in millionths or hundreds of these; what is idle less what the others leave. */
  private static void cores(Column to, List<CoreUse> cores) {
    long unit = HUNDRED;
    for (CoreUse core : cores) {
      unit = isCoarse(core) ? unit : 1;
    }
    to.add(unit);
    for (CoreUse core : cores) {
      long user = Millionths.of(core.user()) / unit;
      long system = Millionths.of(core.system()) / unit;
      long iowait = Millionths.of(core.iowait()) / unit;
      long steal = Millionths.of(core.steal()) / unit;
      to.add(core.core());
      to.add(user);
      to.add(system);
      to.add(iowait);
      to.add(steal);
      to.add(Millionths.of(core.idle()) / unit - (ALL / unit - user - system - iowait - steal));
    }
  }

  private static boolean isCoarse(CoreUse core) {
    return Millionths.of(core.user()) % HUNDRED == 0
        && Millionths.of(core.system()) % HUNDRED == 0
        && Millionths.of(core.iowait()) % HUNDRED == 0
        && Millionths.of(core.steal()) % HUNDRED == 0
        && Millionths.of(core.idle()) % HUNDRED == 0;
  }

  private static List<CoreUse> cores(Column from) throws Damaged {
    List<CoreUse> cores = new ArrayList<>();
    int unit = from.next(1, HUNDRED);
    while (from.left() > 0) {
      if (cores.size() == MOST_CORES) {
        throw new Damaged("there are more than " + MOST_CORES + " cores");
      }
      int core = from.next32();
      long user = from.next();
      long system = from.next();
      long iowait = from.next();
      long steal = from.next();
      long idle = from.next() + (ALL / unit - user - system - iowait - steal);
      cores.add(
          new CoreUse(
              core,
              Millionths.times(user * unit),
              Millionths.times(system * unit),
              Millionths.times(iowait * unit),
              Millionths.times(steal * unit),
              Millionths.times(idle * unit)));
    }
    return cores;
  }
}
