package dev.conctop.state.ui;

/** The pages, in the order of Tab and of the number keys. */
public enum Page {
  OVERVIEW("Overview"),
  THREADS("Threads"),
  LATENCY("Latency"),
  HOST("Host"),

  /** Of an experiment alone. */
  COMPARE("Compare");

  private static final Page[] ALL = values();

  private final String title;

  Page(String title) {
    this.title = title;
  }

  public String title() {
    return title;
  }

  /**
   * The page behind.
   *
   * @param pages how many there are
   */
  public Page next(int pages) {
    return ALL[(ordinal() + 1) % pages];
  }

  /** The page before, likewise. */
  public Page previous(int pages) {
    return ALL[(ordinal() + pages - 1) % pages];
  }

  /** How many there are: one more in an experiment. */
  public static int count(boolean contest) {
    return contest ? ALL.length : ALL.length - 1;
  }

  public static Page at(int index) {
    return ALL[index];
  }
}
