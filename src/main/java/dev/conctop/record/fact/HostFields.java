package dev.conctop.record.fact;

import dev.conctop.record.item.Damaged;
import dev.conctop.record.item.In;
import dev.conctop.record.item.Out;
import dev.conctop.sample.CpuLimit;
import dev.conctop.sample.HostSample;
import dev.conctop.sample.HostTotals;
import dev.conctop.sample.figure.Fidelity;
import dev.conctop.sample.figure.Figure;
import dev.conctop.sample.host.CoreUse;
import dev.conctop.sample.host.Pressure;
import java.util.List;

/** Cores, pressure and quotas. */
final class HostFields {
  private static final Fidelity[] FIDELITIES = Fidelity.values();
  private static final int MOST_CORES = 16_384;

  private HostFields() {}

  static void write(Out out, HostSample host, long stamp) {
    out.whole(host.nanos() - stamp);
    out.whole(host.intervalNanos());
    out.all(host.cores(), HostFields::core);
    out.whole(host.coreFidelity().ordinal());
    Pressure pressure = host.pressure();
    FigureFields.write(out, pressure.cpuSome());
    FigureFields.write(out, pressure.ioSome());
    FigureFields.write(out, pressure.ioFull());
    FigureFields.write(out, pressure.memorySome());
    FigureFields.write(out, host.runnable());
    FigureFields.write(out, host.loadAverage());
    FigureFields.write(out, host.otherLoadCores());
  }

  static HostSample host(In in, long stamp) throws Damaged {
    return new HostSample(
        in.whole() + stamp,
        in.whole(),
        in.all(MOST_CORES, HostFields::core),
        in.oneOf(FIDELITIES),
        new Pressure(
            FigureFields.read(in),
            FigureFields.read(in),
            FigureFields.read(in),
            FigureFields.read(in)),
        FigureFields.read(in),
        FigureFields.read(in),
        FigureFields.read(in));
  }

  static void write(Out out, HostTotals totals) {
    out.whole(totals.wallNanos());
    out.all(totals.cores(), HostFields::core);
    FigureFields.write(out, totals.otherLoadCores());
    if (totals.generatorCores().known()) {
      FigureFields.write(out, totals.generatorCores());
    }
  }

  static HostTotals totals(In in) throws Damaged {
    long wall = in.whole();
    List<CoreUse> cores = in.all(MOST_CORES, HostFields::core);
    Figure others = FigureFields.read(in);
    Figure generator = in.more() ? FigureFields.read(in) : HostTotals.NO_GENERATOR;
    return new HostTotals(wall, cores, HostTotals.NO_SERVER, generator, others);
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

  private static void core(Out out, CoreUse core) {
    out.open();
    out.whole(core.core());
    out.real(core.user());
    out.real(core.system());
    out.real(core.iowait());
    out.real(core.steal());
    out.real(core.idle());
    out.shut();
  }

  private static CoreUse core(In in) throws Damaged {
    in.open();
    CoreUse core = new CoreUse(in.int32(), in.real(), in.real(), in.real(), in.real(), in.real());
    in.shut();
    return core;
  }
}
