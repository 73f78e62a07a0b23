package dev.conctop.record.fact.thread;

import dev.conctop.record.item.Column;
import dev.conctop.record.item.Damaged;
import dev.conctop.record.item.FigureFields;
import dev.conctop.record.item.In;
import dev.conctop.record.item.Out;
import dev.conctop.sample.figure.Figure;
import dev.conctop.sample.thread.ProcessUse;
import java.util.ArrayList;
import java.util.List;

/**
 * What processes used. Sums grow: as long as one is got the same way, what it is more than before
 * is written. Confined to one thread.
 */
final class UseFields {
  private static final int FIGURES = 4;

  /** Up to here a whole number is the same as a number. */
  private static final double EXACT = 1L << 53;

  private List<Figure> last = List.of();
  private final List<Figure> told = new ArrayList<>();
  private final Column more = new Column();
  private int grown;
  private int processes;
  private int threads;

  void forget() {
    last = List.of();
  }

  private static List<Figure> figures(ProcessUse use) {
    return List.of(
        use.cpuNanos(), use.voluntarySwitches(), use.involuntarySwitches(), use.residentBytes());
  }

  /** Its numbers; {@link #write(Out)} writes what is none. */
  void write(Column to, ProcessUse use) {
    List<Figure> now = figures(use);
    told.clear();
    more.clear();
    int differences = 0;
    for (int i = 0; i < FIGURES; i++) {
      if (!last.isEmpty() && grows(last.get(i), now.get(i))) {
        differences |= 1 << i;
        more.add((long) now.get(i).value() - (long) last.get(i).value());
      } else {
        told.add(now.get(i));
      }
    }
    last = now;
    to.add(use.processes());
    to.add(use.threads());
    to.add(differences);
    to.addAll(more);
  }

  private static boolean grows(Figure before, Figure now) {
    return before.known() && before.fidelity() == now.fidelity() && whole(before) && whole(now);
  }

  private static boolean whole(Figure figure) {
    return figure.value() == Math.rint(figure.value()) && Math.abs(figure.value()) < EXACT;
  }

  void write(Out out) {
    out.all(told, FigureFields::write);
  }

  void read(Column from) throws Damaged {
    processes = from.next32();
    threads = from.next32();
    grown = from.next(0, (1 << FIGURES) - 1);
    more.clear();
    for (int i = 0; i < Integer.bitCount(grown); i++) {
      more.add(from.next());
    }
  }

  ProcessUse read(In in) throws Damaged {
    told.clear();
    told.addAll(in.all(FIGURES, FigureFields::read));
    if (told.size() + Integer.bitCount(grown) != FIGURES || grown != 0 && last.isEmpty()) {
      throw new Damaged("figures of processes are missing");
    }
    List<Figure> now = new ArrayList<>();
    int next = 0;
    for (int i = 0; i < FIGURES; i++) {
      if ((grown >> i & 1) != 0) {
        long by = more.next();
        now.add(last.get(i).map(before -> (double) ((long) before + by)));
      } else {
        now.add(told.get(next++));
      }
    }
    last = now;
    return new ProcessUse(processes, threads, now.get(0), now.get(1), now.get(2), now.get(3));
  }
}
