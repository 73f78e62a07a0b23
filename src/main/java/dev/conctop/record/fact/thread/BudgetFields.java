package dev.conctop.record.fact.thread;

import dev.conctop.record.item.Column;
import dev.conctop.record.item.Damaged;
import dev.conctop.sample.figure.Budget;
import dev.conctop.sample.figure.Fidelity;
import dev.conctop.sample.figure.Part;

/**
 * Budgets as numbers in a column. A budget's shape is which parts it has, how each was got, and
 * whether the largest of them is what the others leave of wall time, as it mostly is: there are
 * few, so they have numbers. Confined to one thread.
 */
final class BudgetFields {
  private static final Fidelity[] FIDELITIES = Fidelity.values();

  /** Of each part: 0 it is empty, else 1 + its fidelity. */
  private static final int BITS = 3;

  private static final int MASK = (1 << BITS) - 1;
  private static final int MISFIT_BIT = BITS * Part.count();
  private static final long MISFIT = 1L << MISFIT_BIT;

  /** Above: 0, or 1 + the part that closes it. */
  private static final int CLOSED_BIT = MISFIT_BIT + 1;

  private final Known<Long> shapes = new Known<>();

  /** What is written or read next stands alone. */
  void forget() {
    shapes.forget();
  }

  /** The number of its shape. */
  int number(long shape) {
    return shapes.number(shape);
  }

  static long shape(Budget budget) {
    long shape = budget.misfitNanos() == 0 ? 0 : MISFIT;
    int largest = -1;
    for (int i = 0; i < Part.count(); i++) {
      Part part = Part.at(i);
      if (budget.nanos(part) != 0 || budget.fidelity(part) != Fidelity.EXACT) {
        shape |= (1L + budget.fidelity(part).ordinal()) << BITS * i;
        largest = largest < 0 || budget.nanos(part) > budget.nanos(Part.at(largest)) ? i : largest;
      }
    }
    boolean closed = largest >= 0 && budget.partsNanos() == budget.wallNanos();
    return closed ? shape | (1L + largest) << CLOSED_BIT : shape;
  }

  /**
   * Writes what its shape does not say, but for wall time.
   *
   * @param unit ns of which all of its times are a multiple
   */
  static void times(Column to, Budget budget, long shape, long unit) {
    if ((shape & MISFIT) != 0) {
      to.add(budget.misfitNanos() / unit);
    }
    for (int i = 0; i < Part.count(); i++) {
      if (part(shape, i) != 0 && i != closing(shape)) {
        to.add(budget.nanos(Part.at(i)) / unit);
      }
    }
  }

  private static int part(long shape, int part) {
    return (int) (shape >>> BITS * part) & MASK;
  }

  /** The part that closes it; -1: none. */
  private static int closing(long shape) {
    return (int) (shape >>> CLOSED_BIT) - 1;
  }

  /** A shape by its number, or as it is told. */
  long shape(long number, Column from) throws Damaged {
    if (number != 0) {
      return shapes.of(number);
    }
    long shape = from.next();
    if (shape < 0 || shape >>> CLOSED_BIT > Part.count()) {
      throw new Damaged("there is no such budget");
    }
    for (int i = 0; i < Part.count(); i++) {
      if (part(shape, i) > FIDELITIES.length) {
        throw new Damaged("there is no such fidelity");
      }
    }
    shapes.learn(shape);
    return shape;
  }

  static Budget times(Column from, long shape, long wallNanos, long unit) throws Damaged {
    Budget budget = new Budget();
    budget.addWall(wallNanos);
    if ((shape & MISFIT) != 0) {
      budget.addMisfit(from.next() * unit);
    }
    long rest = wallNanos;
    for (int i = 0; i < Part.count(); i++) {
      if (part(shape, i) != 0 && i != closing(shape)) {
        long nanos = from.next() * unit;
        rest -= nanos;
        add(budget, Part.at(i), nanos, part(shape, i));
      }
    }
    int closing = closing(shape);
    if (closing >= 0) {
      if (part(shape, closing) == 0) {
        throw new Damaged("a part that is not there closes a budget");
      }
      add(budget, Part.at(closing), rest, part(shape, closing));
    }
    return budget;
  }

  private static void add(Budget budget, Part part, long nanos, int how) {
    Fidelity fidelity = FIDELITIES[how - 1];
    if (nanos == 0) {
      // Nothing is left of it, and yet it is known how it was got.
      budget.add(part, 1, fidelity);
      budget.add(part, -1, fidelity);
    } else {
      budget.add(part, nanos, fidelity);
    }
  }

  /**
   * Writes a sum.
   *
   * @param foretold what the rows of the look come to: mostly nearly the same
   */
  void write(Column to, Budget sum, Budget foretold) {
    long shape = shape(sum);
    int number = shapes.number(shape);
    to.add(number);
    if (number == 0) {
      to.add(shape);
    }
    to.add(sum.wallNanos() - foretold.wallNanos());
    if ((shape & MISFIT) != 0) {
      to.add(sum.misfitNanos() - foretold.misfitNanos());
    }
    for (int i = 0; i < Part.count(); i++) {
      if (part(shape, i) != 0 && i != closing(shape)) {
        to.add(sum.nanos(Part.at(i)) - foretold.nanos(Part.at(i)));
      }
    }
  }

  /** Reads a sum. */
  Budget read(Column from, Budget foretold) throws Damaged {
    long shape = shape(from.next(), from);
    Column whole = new Column();
    long wall = from.next() + foretold.wallNanos();
    if ((shape & MISFIT) != 0) {
      whole.add(from.next() + foretold.misfitNanos());
    }
    for (int i = 0; i < Part.count(); i++) {
      if (part(shape, i) != 0 && i != closing(shape)) {
        whole.add(from.next() + foretold.nanos(Part.at(i)));
      }
    }
    return times(whole, shape, wall, 1);
  }
}
