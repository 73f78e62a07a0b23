package dev.conctop.state.ui;

import dev.conctop.sample.figure.Figure;
import dev.conctop.sample.thread.ProcessRow;
import java.util.Comparator;

/** What the table of processes is sorted by. */
public enum ProcessOrder {
  ON_CPU("on cpu", Comparator.comparingDouble((ProcessRow row) -> -known(row.onCpu()))),
  RUN_QUEUE("run queue", Comparator.comparingDouble((ProcessRow row) -> -known(row.runQueue()))),
  BLOCKED("waits for", Comparator.comparing(ProcessRow::blocked)),
  NAME("name", Comparator.comparing(ProcessRow::name));

  private static final ProcessOrder[] ALL = values();

  private final String label;
  private final Comparator<ProcessRow> comparator;

  ProcessOrder(String label, Comparator<ProcessRow> first) {
    this.label = label;
    this.comparator =
        first
            .thenComparing(
                Comparator.comparingDouble(
                    (ProcessRow row) -> -known(row.onCpu()) - known(row.runQueue())))
            .thenComparingInt(ProcessRow::pid);
  }

  private static double known(Figure figure) {
    // To the hundredth of a core: figures that people cannot tell apart do not change places.
    return figure.known() ? Math.rint(figure.value() * 100) : -1;
  }

  /** The words on the screen. */
  public String label() {
    return label;
  }

  public Comparator<ProcessRow> comparator() {
    return comparator;
  }

  public ProcessOrder next() {
    return ALL[(ordinal() + 1) % ALL.length];
  }
}
