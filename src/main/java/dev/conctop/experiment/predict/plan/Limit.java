package dev.conctop.experiment.predict.plan;

/** What keeps the throughput from being higher. */
public enum Limit {
  CORES("cores"),

  /** Threads, processes or carriers: tasks queue for them while cores are idle. */
  WORKERS("workers"),
  LOCK("lock"),
  INTERPRETER_LOCK("interpreter lock"),
  LOOP("loop"),

  /** The process that sends the tasks to the others. */
  PARENT("parent"),

  /** What tasks wait for serves no more of them at a time. */
  OUTSIDE("servers outside"),

  /** No more come. */
  ARRIVALS("arrivals"),

  /** With more of them at a time more would be done. */
  NOTHING("nothing: all tasks wait outside"),

  /** The same, where they do not wait. */
  IN_FLIGHT("tasks in flight");

  private final String words;

  Limit(String words) {
    this.words = words;
  }

  /** What it is. */
  public String words() {
    return words;
  }
}
