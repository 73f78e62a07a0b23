package dev.conctop.experiment.advice.probe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.conctop.catalog.Catalog;
import dev.conctop.catalog.ModelSpec.Runtime;
import dev.conctop.catalog.WorkloadSpec.Kind;
import dev.conctop.experiment.RacePlan;
import dev.conctop.experiment.advice.Advice;
import dev.conctop.experiment.advice.Adviser;
import dev.conctop.experiment.advice.Forecasts;
import dev.conctop.sample.task.TaskWait;
import dev.conctop.workload.Workloads;
import dev.conctop.workload.task.LoopTask;
import dev.conctop.workload.task.Splittable;
import dev.conctop.workload.task.Workload;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Who is tried, for how long, and what is known of workloads without running them. */
class EntrantTest {
  private static Entrant.Field field(AdvicePlan plan, double cpu, double wait, int most) {
    Probed probed =
        ProbeReader.read(plan, Probes.six(cpu, wait, TaskWait.NETWORK), Map.of(), Optional.empty());
    Advice advice = Adviser.advise(probed.shape(), Forecasts::of, Map.of());
    return Entrant.choose(plan, probed.shape(), advice, Forecasts.of(probed.shape()), most);
  }

  private static List<String> labels(Entrant.Field field) {
    return field.entrants().stream().map(Entrant::label).toList();
  }

  @Test
  void theAdvisedTheRunnerUpAndTheNext() {
    Entrant.Field field = field(Probes.plan("http-get", Runtime.JVM), 1, 49, 3);
    assertEquals("virtual-threads", labels(field).getFirst());
    assertEquals(3, field.entrants().size());
    assertEquals(
        List.of("advised", "runner-up", "the next by prediction"),
        field.entrants().stream().map(Entrant::why).toList());
    assertEquals(2, field(Probes.plan("http-get", Runtime.JVM), 1, 49, 2).entrants().size());
  }

  @Test
  void whatThereIsNowIsTried() {
    AdvicePlan plan = Probes.plan("http-get", Runtime.JVM);
    AdvicePlan now =
        new AdvicePlan(
            plan.workload(),
            plan.runtime(),
            Optional.of(Catalog.model("sequential")),
            plan.parameters(),
            plan.inFlight(),
            plan.ratePerSecond(),
            true,
            plan.slo(),
            plan.test(),
            plan.nanos(),
            plan.cores(),
            1);
    Entrant third = field(now, 1, 49, 3).entrants().getLast();
    assertEquals("sequential", third.model().id());
    assertEquals("what it has now", third.why());
  }

  @Test
  void noneThatNeedsThousandsOfThreads() {
    Entrant.Field field = field(Probes.plan("http-get", Runtime.JVM, 9000, ""), 0.002, 1000, 3);
    assertTrue(
        field.leftOut().stream().anyMatch(one -> one.model().equals("thread-pool")),
        field.toString());
    assertTrue(labels(field).stream().noneMatch(label -> label.startsWith("thread-pool")));
  }

  @Test
  void aLoopIsNotTriedWithCallsThatBlock() {
    Entrant.Field field = field(Probes.plan("file-read", Runtime.JVM), 0.02, 5, 6);
    assertTrue(labels(field).stream().noneMatch("event-loop"::equals), labels(field).toString());
  }

  @Test
  void theTimeIsForAsManyRoundsAsAnIntervalNeeds() {
    long two = Entrant.leastNanos(2, 1e6);
    long three = Entrant.leastNanos(3, 1e6);
    assertTrue(two > 14e9 && two < 21e9, "" + two);
    assertTrue(three > two && three < 30e9, "" + three);
    assertTrue(Entrant.leastNanos(2, 1e9) > 1.5 * two, "slow tasks need longer blocks");
    RacePlan plan =
        Entrant.race(field(Probes.plan("sleep", Runtime.JVM), 1, 49, 3).entrants(), three, 7);
    assertEquals(7, plan.seed());
    assertTrue(three / plan.roundNanos() >= 6);
  }

  @Test
  void whatHasNoFaceForALoopIsKnown() throws Exception {
    TreeSet<String> without = new TreeSet<>();
    TreeSet<String> splits = new TreeSet<>();
    for (var spec : Catalog.workloads()) {
      if (spec.pythonOnly()) {
        continue;
      }
      Class<? extends Workload> workload = Workloads.create(spec.id()).getClass();
      boolean face =
          workload.getMethod("runOnLoop", LoopTask.class).getDeclaringClass() != Workload.class;
      // What computes has no call that could block.
      boolean computes = List.of("skewed-chunks", "allocate", "class").contains(spec.id());
      if (!face && !computes && spec.kind() != Kind.CPU) {
        without.add(spec.id());
      }
      if (Splittable.class.isAssignableFrom(workload)) {
        splits.add(spec.id());
      }
    }
    assertEquals(new TreeSet<>(WorkTraits.BLOCKING), without);
    assertEquals(
        splits,
        Catalog.workloads().stream()
            .filter(dev.conctop.catalog.WorkTraits::splittable)
            .map(spec -> spec.id())
            .collect(Collectors.toCollection(TreeSet::new)));
  }
}
