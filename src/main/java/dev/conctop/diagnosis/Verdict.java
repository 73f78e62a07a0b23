package dev.conctop.diagnosis;

import java.util.List;

/**
 * What a subject's time goes to, in one class with what it rests on.
 *
 * @param kind the class
 * @param cause what is waited for, a word such as "network"; empty when the class needs none
 * @param findings what explains the class or advises
 * @param evidence the figures it rests on, each a short phrase such as "cores 9 % busy"
 */
public record Verdict(Kind kind, String cause, List<Finding> findings, List<String> evidence) {
  public Verdict {
    findings = List.copyOf(findings);
    evidence = List.copyOf(evidence);
  }

  /** Class and cause: {@code io-waiting network}. */
  public String words() {
    return cause.isEmpty() ? kind.word() : kind.word() + " " + cause;
  }

  /**
   * One letter for what most of the time goes to: {@code c} cpu, {@code d} disk, {@code n} network,
   * {@code p} ipc, {@code l} lock, {@code t} throttled, {@code m} mixed, {@code .} idle, {@code ?}
   * cannot tell.
   */
  public char letter() {
    return switch (kind) {
      case CPU_SATURATED -> 'c';
      case IO_WAITING ->
          switch (cause) {
            case "disk" -> 'd';
            case "ipc" -> 'p';
            default -> 'n';
          };
      case LOCK_BOUND -> 'l';
      case THROTTLED -> 't';
      case IDLE -> '.';
      case MIXED -> 'm';
      case CANNOT_TELL -> '?';
    };
  }

  /** The classes. */
  public enum Kind {
    CPU_SATURATED("cpu-saturated"),
    IO_WAITING("io-waiting"),
    LOCK_BOUND("lock-bound"),
    THROTTLED("throttled"),
    IDLE("idle"),
    MIXED("mixed"),
    CANNOT_TELL("cannot-tell");

    private final String word;

    Kind(String word) {
      this.word = word;
    }

    public String word() {
      return word;
    }
  }

  /**
   * One finding.
   *
   * @param advice one sentence: what it means and what would help
   */
  public record Finding(Name name, String advice) {
    /** The findings' names. */
    public enum Name {
      SERIAL("serial"),
      POOL_STARVED("pool-starved"),
      OVERSUBSCRIBED("oversubscribed"),
      GIL_BOUND("gil-bound"),
      LOOP_BLOCKED("loop-blocked"),
      STARVATION("starvation"),
      DEADLOCK("deadlock"),
      LOST_UPDATES("lost-updates"),
      GENERATOR_BOUND("generator-bound"),
      FAILING("failing"),
      CONVOY("convoy"),
      STUCK("stuck"),
      STARVED("starved"),
      POOL_DEADLOCK("pool-deadlock"),
      GC_BOUND("gc-bound");

      private final String word;

      Name(String word) {
        this.word = word;
      }

      public String word() {
        return word;
      }
    }
  }
}
