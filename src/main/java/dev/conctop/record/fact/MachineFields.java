package dev.conctop.record.fact;

import dev.conctop.record.item.Column;
import dev.conctop.record.item.Damaged;
import dev.conctop.record.item.FigureFields;
import dev.conctop.record.item.In;
import dev.conctop.record.item.Out;
import dev.conctop.sample.MachineInfo;
import dev.conctop.sample.ObserverCost;
import dev.conctop.sample.figure.CauseRate;
import dev.conctop.sample.figure.Figure;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/** What the machine is, and what looking at it costs. */
final class MachineFields {
  private static final int CAUSES = 6;
  private static final int MOST_FIGURES = 16;

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
    Column numbers = new Column();
    List<Figure> told = new ArrayList<>();
    CauseRate causes = cost.causes();
    numbers.add(cost.sampleNanos());
    numbers.add(cost.samples());
    numbers.add(cost.missed());
    numbers.add(causes.seen());
    FigureFields.pack(numbers, told, cost.cpuShareOfCore());
    for (double each :
        new double[] {
          causes.wantedHz(),
          causes.recentHz(),
          causes.recentCost(),
          causes.meanHz(),
          causes.meanCost(),
          causes.mostCost()
        }) {
      FigureFields.pack(numbers, told, Figure.exact(each));
    }
    out.packed(numbers);
    out.all(told, FigureFields::write);
    out.text(cost.notice());
  }

  static ObserverCost cost(In in) throws Damaged {
    Column numbers = new Column();
    in.packed(numbers);
    Iterator<Figure> told = in.all(MOST_FIGURES, FigureFields::read).iterator();
    long nanos = numbers.next();
    long samples = numbers.next();
    long missed = numbers.next();
    long seen = numbers.next();
    Figure share = FigureFields.unpack(numbers, told);
    double[] causes = new double[CAUSES];
    for (int i = 0; i < CAUSES; i++) {
      causes[i] = FigureFields.unpack(numbers, told).value();
    }
    return new ObserverCost(
        share,
        nanos,
        samples,
        missed,
        in.text(),
        new CauseRate(causes[0], causes[1], causes[2], causes[3], causes[4], causes[5], seen));
  }
}
