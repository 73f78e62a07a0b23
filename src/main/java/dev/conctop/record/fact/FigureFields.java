package dev.conctop.record.fact;

import dev.conctop.record.item.Damaged;
import dev.conctop.record.item.In;
import dev.conctop.record.item.Out;
import dev.conctop.sample.figure.Budget;
import dev.conctop.sample.figure.Fidelity;
import dev.conctop.sample.figure.Figure;
import dev.conctop.sample.figure.Part;

/** Figures and budgets. */
final class FigureFields {
  private static final Fidelity[] FIDELITIES = Fidelity.values();
  private static final int HOWS = 4;

  private FigureFields() {}

  /** An exact one is its number, one that is n/a is its reason. */
  static void write(Out out, Figure figure) {
    switch (figure.fidelity()) {
      case EXACT -> out.real(figure.value());
      case NA -> out.text(figure.reason());
      case SAMPLED, ESTIMATED -> {
        out.open();
        out.whole(figure.fidelity().ordinal());
        out.real(figure.value());
        out.shut();
      }
    }
  }

  static Figure read(In in) throws Damaged {
    if (in.isText()) {
      return Figure.na(in.text());
    }
    if (!in.isArray()) {
      return Figure.exact(in.real());
    }
    in.open();
    Fidelity fidelity = in.oneOf(FIDELITIES);
    double value = in.real();
    in.shut();
    if (fidelity == Fidelity.NA) {
      throw new Damaged("a figure that is n/a has a value");
    }
    return new Figure(value, fidelity, "");
  }

  /**
   * Wall time, misfit, then each part that is not empty: its number with its fidelity, its time. A
   * time that makes the parts so far come to wall time, as the last one mostly does, is left out.
   */
  static void write(Out out, Budget budget) {
    out.open();
    out.whole(budget.wallNanos());
    out.whole(budget.misfitNanos());
    long rest = budget.wallNanos();
    for (int i = 0; i < Part.count(); i++) {
      Part part = Part.at(i);
      Fidelity how = budget.fidelity(part);
      long nanos = budget.nanos(part);
      if (nanos != 0 || how != Fidelity.EXACT) {
        out.whole((long) i * HOWS + how.ordinal());
        if (nanos == rest) {
          out.none();
        } else {
          out.whole(nanos);
        }
      }
      rest -= nanos;
    }
    out.shut();
  }

  static Budget budget(In in) throws Damaged {
    Budget budget = new Budget();
    in.open();
    budget.addWall(in.whole());
    budget.addMisfit(in.whole());
    long rest = budget.wallNanos();
    while (in.more()) {
      int code = in.whole(0, Part.count() * HOWS - 1);
      Part part = Part.at(code / HOWS);
      Fidelity how = FIDELITIES[code % HOWS];
      long nanos = in.none() ? rest : in.whole();
      rest -= nanos;
      if (nanos == 0) {
        // Nothing is left of it, and yet it is known how it was got.
        budget.add(part, 1, how);
        budget.add(part, -1, how);
      } else {
        budget.add(part, nanos, how);
      }
    }
    in.shut();
    return budget;
  }
}
