package dev.conctop.state.fleet;

import java.util.Comparator;

/** What the list of machines is sorted by. */
public enum HostOrder {
  /** What is most to be looked at: those that cannot be seen, then by their verdict. */
  TROUBLE("trouble", Comparator.comparingInt((HostRow row) -> -row.rank())),
  HOST("host", Comparator.comparing((HostRow row) -> 0)),
  BUSY("busy", Comparator.comparingDouble((HostRow row) -> -busy(row))),
  QUEUE("queue", Comparator.comparingDouble((HostRow row) -> -queue(row)));

  private static final HostOrder[] ALL = values();

  private final String word;
  private final Comparator<HostRow> comparator;

  HostOrder(String word, Comparator<HostRow> comparator) {
    this.word = word;
    this.comparator = comparator;
  }

  public String word() {
    return word;
  }

  /** The order beside this one. */
  HostOrder beside(int by) {
    return ALL[Math.floorMod(ordinal() + by, ALL.length)];
  }

  /** Machines that are the same by it stand by their names. */
  Comparator<HostRow> comparator(boolean reversed) {
    Comparator<HostRow> names = Comparator.comparing(HostRow::name);
    return reversed
        ? comparator.reversed().thenComparing(this == HOST ? names.reversed() : names)
        : comparator.thenComparing(names);
  }

  private static double busy(HostRow row) {
    return row.seen().map(look -> look.host().busy()).orElse(-1.0);
  }

  private static double queue(HostRow row) {
    return row.seen()
        .filter(look -> look.queue().known())
        .map(look -> look.queue().value())
        .orElse(-1.0);
  }
}
