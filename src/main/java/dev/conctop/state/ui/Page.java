package dev.conctop.state.ui;

/** The pages, in the order of Tab and of the number keys. */
public enum Page {
  OVERVIEW("Overview"),
  THREADS("Threads"),
  LATENCY("Latency"),
  HOST("Host");

  private static final Page[] ALL = values();

  private final String title;

  Page(String title) {
    this.title = title;
  }

  public String title() {
    return title;
  }

  public Page next() {
    return ALL[(ordinal() + 1) % ALL.length];
  }

  public Page previous() {
    return ALL[(ordinal() + ALL.length - 1) % ALL.length];
  }

  public static int count() {
    return ALL.length;
  }

  public static Page at(int index) {
    return ALL[index];
  }
}
