package dev.conctop.experiment.advice.probe;

import dev.conctop.experiment.advice.WorkShape.Kind;
import dev.conctop.experiment.advice.WorkShape.Library;
import java.util.Set;

/** What no run can tell of a workload: how its calls can be made, and whether a task has parts. */
final class WorkTraits {
  /** Whose calls have no form that gives an event loop back, neither in the JVM nor in CPython. */
  static final Set<String> BLOCKING =
      Set.of("file-read", "file-write", "query-db", "held-lock", "deadlock", "lost-updates");

  private WorkTraits() {}

  static Library library(AdvicePlan plan) {
    String id = plan.workload().id();
    if (id.equals("class")) {
      return Library.UNSAID;
    }
    if (BLOCKING.contains(id)) {
      return Library.BLOCKING;
    }
    return plan.parameters().getOrDefault("blocking", "false").equals("true")
        ? Library.SOME_BLOCK
        : Library.ASYNC;
  }

  /** One task at a time that has parts is one complex task; all else are many of their own. */
  static Kind kind(AdvicePlan plan) {
    boolean one = !plan.openLoop() && plan.inFlight() == 1;
    return one && dev.conctop.catalog.WorkTraits.splittable(plan.workload())
        ? Kind.ONE_COMPLEX
        : Kind.AD_HOC;
  }
}
