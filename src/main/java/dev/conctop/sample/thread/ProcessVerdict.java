package dev.conctop.sample.thread;

/**
 * What a process's time goes to, in one word. Facts come without it; who takes them in has them
 * judged.
 *
 * @param cause what is waited for, a word such as "network"; empty when the word needs none
 * @param reason why it cannot be told; empty otherwise
 */
public record ProcessVerdict(Word word, String cause, String reason) {
  private static final ProcessVerdict NONE =
      new ProcessVerdict(Word.CANNOT_TELL, "", "not judged yet");

  /** The words. */
  public enum Word {
    CPU_SATURATED("cpu-saturated"),
    IO_WAITING("io-waiting"),
    LOCK_BOUND("lock-bound"),
    MIXED("mixed"),
    IDLE("idle"),
    STOPPED("stopped"),
    TRACED("traced"),
    ZOMBIE("zombie"),
    CANNOT_TELL("cannot-tell");

    private final String key;

    Word(String key) {
      this.key = key;
    }

    /** The name in filters and in JSON. */
    public String key() {
      return key;
    }
  }

  /** Nobody has judged. */
  public static ProcessVerdict none() {
    return NONE;
  }

  /** For people: {@code io-waiting disk}; a question mark when it cannot be told. */
  public String label() {
    if (word == Word.CANNOT_TELL) {
      return "?";
    }
    return cause.isEmpty() ? word.key() : word.key() + ' ' + cause;
  }
}
