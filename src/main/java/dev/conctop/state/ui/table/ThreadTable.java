package dev.conctop.state.ui.table;

/** How the list of threads is to be laid out. */
public record ThreadTable(ThreadOrder order, Grouping grouping) {
  /** As the source gives them, folded as far as the screen needs it. */
  public static final ThreadTable INITIAL = new ThreadTable(ThreadOrder.GIVEN, Grouping.AS_NEEDED);

  /** Which threads are one line that opens. */
  public enum Grouping {
    /** Pools, as far as there are more threads than a screen holds. */
    AS_NEEDED("pools fold when there is no room"),
    /** All that have one name but for a number. */
    POOLS("grouped by pool"),
    /** None. */
    NONE("each thread a line");

    private static final Grouping[] ALL = values();

    private final String label;

    Grouping(String label) {
      this.label = label;
    }

    /** The words on the screen. */
    public String label() {
      return label;
    }

    Grouping next() {
      return ALL[(ordinal() + 1) % ALL.length];
    }
  }

  public ThreadTable withOrder(ThreadOrder newOrder) {
    return new ThreadTable(newOrder, grouping);
  }

  public ThreadTable regrouped() {
    return new ThreadTable(order, grouping.next());
  }
}
