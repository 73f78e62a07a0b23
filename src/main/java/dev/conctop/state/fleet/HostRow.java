package dev.conctop.state.fleet;

import dev.conctop.sample.HostSample;
import dev.conctop.sample.ProcessTable;
import dev.conctop.sample.figure.Figure;
import java.util.List;
import java.util.Optional;

/**
 * One machine of several. All texts are cleaned.
 *
 * @param name as the person wrote it
 * @param phase whether it can be seen
 * @param lookNanos when its last look was made, by the clock here; empty before the first
 * @param reason why it cannot be seen; empty when it can
 * @param remedy what to do about that; may be empty
 * @param retryNanos when it is tried again; 0 when it is being tried
 * @param seen its last look
 */
public record HostRow(
    String name,
    Phase phase,
    Optional<Long> lookNanos,
    String reason,
    String remedy,
    long retryNanos,
    Optional<Look> seen) {
  /** Whether a machine can be seen, the worst last. */
  public enum Phase {
    LIVE,
    CONNECTING,
    STALE,
    FAILED
  }

  /**
   * A machine's last look.
   *
   * @param host its cores and pressure
   * @param table its processes, as far as they are known
   * @param trouble how much is wrong, 0 for nothing; see {@link Judgement}
   * @param queue threads that waited for a core on average; n/a where processes are not read
   * @param worst the process that is most to be looked at
   */
  public record Look(
      HostSample host,
      Optional<ProcessTable> table,
      Judgement judgement,
      Figure queue,
      Optional<Worst> worst) {}

  /**
   * What its time goes to.
   *
   * @param word the verdict's class
   * @param cause what is waited for; empty when the class needs none
   * @param trouble how much that is to be looked at: 0 for idle
   * @param evidence the figures it rests on
   */
  public record Judgement(String word, String cause, int trouble, List<String> evidence) {
    public Judgement {
      evidence = List.copyOf(evidence);
    }
  }

  /**
   * A process.
   *
   * @param cores how many it kept busy
   */
  public record Worst(int pid, String name, double cores) {}

  /** What sorts the most to be looked at first. */
  int rank() {
    int own = seen.map(look -> look.judgement().trouble()).orElse(0);
    return phase.ordinal() * 100 + own;
  }

  /** How old what is known is, ns; empty when nothing is. */
  public Optional<Long> ageNanos(long nowNanos) {
    return lookNanos.map(look -> Math.max(0, nowNanos - look));
  }
}
