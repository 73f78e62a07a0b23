package dev.conctop.diagnosis;

import dev.conctop.diagnosis.Verdict.Finding;
import dev.conctop.diagnosis.Verdict.Finding.Name;
import dev.conctop.diagnosis.Verdict.Kind;
import dev.conctop.diagnosis.sign.OwnRun;
import dev.conctop.diagnosis.sign.Thresholds;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What the load's generator and the answers add to the verdict on a server that is watched; its
 * class is that of a program of somebody else's: what limits it.
 *
 * <pre>
 * finding          when
 * failing          a fiftieth of the requests failed
 * loop-blocked     its loop fires timers 20 ms late (p99), and neither a core nor the machine is the
 *                  limit: a full queue, or no core, is not a handler that holds the loop
 * generator-bound  arrivals are 50 ms behind their schedule; or the generator uses 0.9 of the cores
 *                  that its model can use; or the cores are 0.85 busy, a fifth of them and more with
 *                  the generator: the machine is the limit (and no "starved" is said of it, nor
 *                  "serial" of a thread that has less than half a core)
 * </pre>
 */
final class ServerRules {
  /** Of the cores that the generator's threads can use, so much is its limit. */
  private static final double ITS_LIMIT = 0.9;

  private ServerRules() {}

  /**
   * What is known beside the server's own time.
   *
   * @param generator the model that generates the load
   * @param generatorCores cores that it is busy with; NaN when unknown
   * @param mostCores cores that it can use: its threads, or the machine's
   * @param late how far it is behind its schedule, ns; NaN in a closed loop
   * @param hostBusy mean busy share of the cores; NaN when unknown
   * @param cores of the machine
   * @param loopLagP99 of the server's loop, ns; NaN without one
   * @param busiest share of its time that the server's busiest thread was on a core; NaN when
   *     unknown
   * @param answers what became of the requests
   */
  record Beside(
      String generator,
      double generatorCores,
      double mostCores,
      double late,
      double hostBusy,
      double cores,
      double loopLagP99,
      double busiest,
      OwnRun answers) {}

  static Verdict add(Verdict verdict, Beside beside) {
    boolean shares = sharesTheCores(beside);
    List<Finding> findings = new ArrayList<>();
    Findings.failing(beside.answers(), findings);
    for (Finding finding : verdict.findings()) {
      // Who takes the cores is known: it is no other program, and no thread that has none.
      boolean known =
          finding.name() == Name.STARVED
              || (finding.name() == Name.SERIAL && beside.busiest() < Thresholds.ONE_AT_WORK);
      if (!(shares && known)) {
        findings.add(finding);
      }
    }
    if (verdict.kind() != Kind.CPU_SATURATED
        && !(beside.hostBusy() >= Thresholds.NO_CORE_LEFT)
        && beside.loopLagP99() >= Findings.LAG_MATTERS_NANOS) {
      findings.add(
          new Finding(
              Name.LOOP_BLOCKED,
              "its loop fires timers "
                  + Findings.millis(beside.loopLagP99())
                  + " late (p99): a handler holds it; send its work to a pool or to processes"));
    }
    generator(beside, shares, findings);
    List<String> evidence = new ArrayList<>(verdict.evidence());
    if (!Double.isNaN(beside.generatorCores())) {
      evidence.add("generator " + cores(beside.generatorCores()) + " cores");
    }
    return new Verdict(verdict.kind(), verdict.cause(), findings, evidence);
  }

  private static void generator(Beside beside, boolean shares, List<Finding> findings) {
    if (beside.late() >= Findings.LATE_MATTERS_NANOS) {
      findings.add(
          new Finding(
              Name.GENERATOR_BOUND,
              "arrivals are "
                  + Findings.millis(beside.late())
                  + " behind their schedule: the asked rate cannot be kept"));
    } else if (beside.generatorCores() >= ITS_LIMIT * beside.mostCores()) {
      findings.add(
          new Finding(
              Name.GENERATOR_BOUND,
              "the generator ("
                  + beside.generator()
                  + ") uses "
                  + cores(beside.generatorCores())
                  + " of the "
                  + cores(beside.mostCores())
                  + " cores that it can use: the server may do more than this load asks"));
    } else if (shares) {
      findings.add(
          new Finding(
              Name.GENERATOR_BOUND,
              String.format(
                  Locale.ROOT,
                  "server and generator share the cores, which are %s busy, %s of them with the"
                      + " generator: what is measured is this machine, not the server",
                  Rules.percent(beside.hostBusy()),
                  cores(beside.generatorCores()))));
    }
  }

  private static boolean sharesTheCores(Beside beside) {
    return beside.hostBusy() >= Thresholds.NO_CORE_LEFT
        && beside.generatorCores() >= Thresholds.OWN_PART * beside.cores();
  }

  private static String cores(double cores) {
    return String.format(Locale.ROOT, "%.2f", cores);
  }
}
