package dev.conctop.experiment.advice.probe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.conctop.catalog.ModelSpec.Runtime;
import dev.conctop.experiment.advice.Figure;
import dev.conctop.experiment.advice.WorkShape.Kind;
import dev.conctop.experiment.advice.WorkShape.Library;
import dev.conctop.experiment.advice.probe.Probe.Way;
import dev.conctop.sample.task.TaskWait;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** From made-up blocks to the figures of a task. */
class ProbeReaderTest {
  private static Probed read(AdvicePlan plan, List<Probe> probes) {
    return ProbeReader.read(plan, probes, Map.of(), Optional.empty());
  }

  private static double value(Probed probed, Figure figure) {
    return probed.shape().of(figure).orElse(Double.NaN);
  }

  @Test
  void aloneATaskShowsWhatItNeeds() {
    Probed probed = read(Probes.plan("http-get", Runtime.JVM), Probes.six(1, 49, TaskWait.NETWORK));
    assertEquals(1e6, value(probed, Figure.CPU), 2e4);
    assertEquals(49e6, value(probed, Figure.WAIT), 5e5);
    assertTrue(probed.readings().get(Figure.CPU).hasInterval());
    assertEquals(64, value(probed, Figure.IN_FLIGHT));
    assertEquals(2, value(probed, Figure.CORES));
    assertEquals(0.98, probed.shares().getOrDefault(TaskWait.NETWORK, 0.0), 0.001);
    assertEquals(Library.ASYNC, probed.shape().library());
    assertEquals(Kind.AD_HOC, probed.shape().kind());
    assertTrue(probed.measured());
  }

  @Test
  void oneBlockHasNoInterval() {
    Probed probed =
        read(Probes.plan("http-get", Runtime.JVM), List.of(Probes.alone(1, 9, TaskWait.NETWORK)));
    assertEquals(1e6, value(probed, Figure.CPU), 1);
    assertFalse(probed.readings().get(Figure.CPU).hasInterval());
  }

  @Test
  void workThatDoesNotWaitWaitsForNothing() {
    Probed probed =
        read(Probes.plan("sum-of-squares", Runtime.JVM), Probes.six(5, 0, TaskWait.NETWORK));
    assertEquals(0, value(probed, Figure.WAIT), 1);
    assertEquals(1, probed.shape().cpuShare().orElse(0), 1e-6);
  }

  @Test
  void whatAnotherProcessComputesForATaskIsItsCpuTime() {
    // A task of 10 ms waits 9 ms for a child, which computes 8 of them.
    Probe block = Probes.block(Way.ALONE, 1, 100, 100, TaskWait.IPC, 900, 0);
    Probed probed = read(Probes.plan("command", Runtime.JVM), List.of(block));
    assertEquals(1e6, value(probed, Figure.CPU), 1, "of the process: a tenth of a second");
    assertEquals(9e6, value(probed, Figure.WAIT), 1);
  }

  @Test
  void aLockIsToldByHowManyQueueForIt() {
    List<Probe> probes = new ArrayList<>(Probes.six(1, 9, TaskWait.NETWORK));
    // 30 tasks wait for a lock that lets 500 a second pass.
    probes.add(Probes.block(Way.TOGETHER, 32, 500, 500, TaskWait.LOCK, 30_000, 0));
    Probed probed = read(Probes.plan("held-lock", Runtime.JVM), probes);
    assertEquals(0.97 * 2e6, value(probed, Figure.LOCK), 0.02 * 2e6);
    probes.removeLast();
    probes.add(Probes.block(Way.TOGETHER, 32, 500, 500, TaskWait.NETWORK, 4_500, 0));
    assertEquals(0, value(read(Probes.plan("http-get", Runtime.JVM), probes), Figure.LOCK), 1e-9);
  }

  @Test
  void whatIsOutsideTheInterpreterLockIsToldByTwoThreads() {
    AdvicePlan plan = Probes.plan("sum-of-squares", Runtime.CPYTHON);
    List<Probe> probes = new ArrayList<>(Probes.six(20, 0, TaskWait.NETWORK));
    probes.add(Probes.block(Way.TOGETHER, 2, 50, 1000, TaskWait.GIL, 1000, 0));
    assertEquals(0, value(read(plan, probes), Figure.RELEASED), 1e-6);
    probes.removeLast();
    probes.add(Probes.block(Way.TOGETHER, 2, 100, 2000, TaskWait.GIL, 0, 0));
    assertEquals(0.5, value(read(plan, probes), Figure.RELEASED), 1e-6);
    probes.removeLast();
    probes.add(Probes.block(Way.TOGETHER, 2, 50, 1000, TaskWait.NETWORK, 0, 0));
    Probed few = read(plan, probes);
    assertTrue(few.unread().get(Figure.RELEASED).startsWith("too few tasks"));
  }

  @Test
  void sendingCostsHalfOfWhatATaskTakesMoreElsewhere() {
    AdvicePlan plan = Probes.plan("sum-of-squares", Runtime.CPYTHON);
    List<Probe> probes = new ArrayList<>(Probes.six(4, 0, TaskWait.NETWORK));
    probes.add(Probes.block(Way.SENT, 1, 100, 500, TaskWait.IPC, 0, 0));
    probes.add(Probes.block(Way.UNLOCKED, 1, 200, 1000, TaskWait.NETWORK, 0, 0));
    Probed probed = read(plan, probes);
    assertEquals(0.5e6, value(probed, Figure.IPC), 1e4);
    assertEquals(0.25, value(probed, Figure.FREE_THREADED), 0.01);
  }

  @Test
  void whatWasNotRunIsUnknownWithItsReason() {
    Probed probed =
        ProbeReader.read(
            Probes.plan("sum-of-squares", Runtime.CPYTHON),
            Probes.six(4, 0, TaskWait.NETWORK),
            Map.of(Way.UNLOCKED, "this Python has an interpreter lock"),
            Optional.empty());
    assertEquals("this Python has an interpreter lock", probed.unread().get(Figure.FREE_THREADED));
    assertTrue(probed.shape().of(Figure.LOCK).isEmpty());
    assertFalse(
        ProbeReader.read(
                Probes.plan("http-get", Runtime.JVM), List.of(), Map.of(), Optional.empty())
            .measured());
  }

  @Test
  void othersTakeCores() {
    List<Probe> probes = List.of(Probes.block(Way.ALONE, 1, 100, 100, TaskWait.NETWORK, 900, 0.4));
    assertEquals(
        1.6, value(read(Probes.plan("http-get", Runtime.JVM), probes), Figure.CORES), 1e-9);
    List<Probe> quiet = List.of(Probes.block(Way.ALONE, 1, 100, 100, TaskWait.NETWORK, 900, 0.1));
    assertEquals(2, value(read(Probes.plan("http-get", Runtime.JVM), quiet), Figure.CORES), 1e-9);
  }

  @Test
  void withOneInFlightNoMoreIsAskedThanOneAtATimeDoes() {
    Probed one =
        read(Probes.plan("http-get", Runtime.JVM, 1, ""), Probes.six(1, 49, TaskWait.NETWORK));
    assertEquals(20, value(one, Figure.ASKED), 0.3);
    Probed parts =
        read(Probes.plan("sum-of-squares", Runtime.JVM, 1, ""), Probes.six(5, 0, TaskWait.NETWORK));
    assertEquals(Kind.ONE_COMPLEX, parts.shape().kind());
    assertTrue(parts.shape().of(Figure.ASKED).isEmpty());
  }
}
