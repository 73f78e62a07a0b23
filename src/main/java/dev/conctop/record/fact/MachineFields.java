package dev.conctop.record.fact;

import dev.conctop.record.item.Damaged;
import dev.conctop.record.item.In;
import dev.conctop.record.item.Out;
import dev.conctop.sample.MachineInfo;
import dev.conctop.sample.ObserverCost;
import dev.conctop.sample.figure.CauseRate;

/** What the machine is, and what looking at it costs. */
final class MachineFields {
  private MachineFields() {}

  static void write(Out out, MachineInfo machine) {
    out.name(machine.hostName());
    out.text(machine.cpuModel());
    out.whole(machine.physicalCores());
    out.whole(machine.logicalCores());
    FigureFields.write(out, machine.memoryBytes());
    out.text(machine.operatingSystem());
  }

  static MachineInfo machine(In in) throws Damaged {
    return new MachineInfo(
        in.text(), in.text(), in.int32(), in.int32(), FigureFields.read(in), in.text());
  }

  static void write(Out out, ObserverCost cost) {
    FigureFields.write(out, cost.cpuShareOfCore());
    out.whole(cost.sampleNanos());
    out.whole(cost.samples());
    out.whole(cost.missed());
    out.text(cost.notice());
    CauseRate causes = cost.causes();
    out.real(causes.wantedHz());
    out.real(causes.recentHz());
    out.real(causes.recentCost());
    out.real(causes.meanHz());
    out.real(causes.meanCost());
    out.real(causes.mostCost());
    out.whole(causes.seen());
  }

  static ObserverCost cost(In in) throws Damaged {
    return new ObserverCost(
        FigureFields.read(in),
        in.whole(),
        in.whole(),
        in.whole(),
        in.text(),
        new CauseRate(
            in.real(), in.real(), in.real(), in.real(), in.real(), in.real(), in.whole()));
  }
}
