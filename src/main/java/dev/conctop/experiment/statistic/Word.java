package dev.conctop.experiment.statistic;

/** What is said of an arm beside the reference. */
public enum Word {
  FASTER("faster"),
  SLOWER("slower"),

  /** Within what is asked for. */
  SAME("same"),
  CANNOT_TELL("cannot-tell"),
  NOT_ENOUGH_ROUNDS("not-enough-rounds");

  private final String key;

  Word(String key) {
    this.key = key;
  }

  /** The name in JSON. */
  public String key() {
    return key;
  }
}
