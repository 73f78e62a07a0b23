package dev.conctop.diagnosis;

import dev.conctop.diagnosis.Verdict.Finding;
import dev.conctop.diagnosis.Verdict.Finding.Name;
import dev.conctop.diagnosis.Verdict.Kind;
import dev.conctop.sample.JvmThread;
import dev.conctop.state.JvmTotals;
import dev.conctop.state.State;
import java.util.ArrayList;
import java.util.List;

/** What the JVMs watched add to a verdict: deadlocks, and whether its locks are monitors. */
final class JvmSigns {
  private static final int MOST_NAMES = 6;

  private JvmSigns() {}

  static Verdict add(Verdict verdict, State state) {
    List<Finding> findings = new ArrayList<>(verdict.findings());
    int monitors = 0;
    int locks = 0;
    for (JvmTotals jvm : state.observed().jvms().all()) {
      for (List<String> deadlock : jvm.newest().deadlocks()) {
        findings.add(new Finding(Name.DEADLOCK, advice(deadlock)));
      }
      for (JvmThread thread : jvm.newest().threads()) {
        monitors += thread.state().startsWith("BLOCKED") ? 1 : 0;
        locks += thread.waitsFor().contains("Lock") ? 1 : 0;
      }
    }
    boolean monitor =
        verdict.kind() == Kind.LOCK_BOUND && verdict.cause().equals("futex") && monitors > locks;
    return monitor || findings.size() > verdict.findings().size()
        ? new Verdict(
            verdict.kind(), monitor ? "monitor" : verdict.cause(), findings, verdict.evidence())
        : verdict;
  }

  private static String advice(List<String> deadlock) {
    List<String> names = deadlock.subList(0, Math.min(MOST_NAMES, deadlock.size()));
    return String.join(", ", names)
        + (deadlock.size() > MOST_NAMES ? ", …" : "")
        + " wait for each other for ever: take locks in one order";
  }
}
