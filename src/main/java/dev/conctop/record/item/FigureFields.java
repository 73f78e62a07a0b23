package dev.conctop.record.item;

import dev.conctop.sample.figure.Fidelity;
import dev.conctop.sample.figure.Figure;
import dev.conctop.sample.figure.Millionths;
import java.util.Iterator;
import java.util.List;

/** Figures. */
public final class FigureFields {
  private static final Fidelity[] FIDELITIES = Fidelity.values();

  /** Millionths of smaller ones are exact. */
  private static final double SMALL = 1e9;

  private static final int HUNDREDTHS = 4;
  private static final double HUNDRED = 100;

  private FigureFields() {}

  /** An exact one is its number, one that is n/a is its reason. */
  public static void write(Out out, Figure figure) {
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

  public static Figure read(In in) throws Damaged {
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
   * Writes one as numbers: how it was got, and how many millionths it is, or, with 4 more, how many
   * hundredths; one that is neither is told besides.
   */
  public static void pack(Column to, List<Figure> told, Figure figure) {
    long hundredths = Math.round(figure.value() * HUNDRED);
    if (figure.known() && hundredths / HUNDRED == figure.value() && isSmall(figure)) {
      to.add(HUNDREDTHS + figure.fidelity().ordinal());
      to.add(hundredths);
    } else if (figure.known()
        && Millionths.near(figure.value()) == figure.value()
        && isSmall(figure)) {
      to.add(figure.fidelity().ordinal());
      to.add(Millionths.of(figure.value()));
    } else {
      to.add(Fidelity.NA.ordinal());
      told.add(figure);
    }
  }

  private static boolean isSmall(Figure figure) {
    boolean negativeZero = figure.value() == 0 && 1 / figure.value() < 0;
    return Math.abs(figure.value()) < SMALL && !negativeZero;
  }

  /** Reads what {@link #pack} has written. */
  public static Figure unpack(Column from, Iterator<Figure> told) throws Damaged {
    int code = from.next(0, 2 * HUNDREDTHS - 1);
    Fidelity fidelity = FIDELITIES[code % HUNDREDTHS];
    if (fidelity != Fidelity.NA) {
      long count = from.next();
      double value = code < HUNDREDTHS ? Millionths.times(count) : count / HUNDRED;
      return new Figure(value, fidelity, "");
    }
    if (!told.hasNext()) {
      throw new Damaged("a figure is missing");
    }
    return told.next();
  }
}
