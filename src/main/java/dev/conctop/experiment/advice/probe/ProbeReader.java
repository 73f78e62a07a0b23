package dev.conctop.experiment.advice.probe;

import dev.conctop.catalog.ModelSpec.Runtime;
import dev.conctop.experiment.BlockFigures;
import dev.conctop.experiment.advice.Figure;
import dev.conctop.experiment.advice.WorkShape;
import dev.conctop.experiment.advice.WorkShape.Kind;
import dev.conctop.experiment.advice.probe.Probe.Way;
import dev.conctop.experiment.advice.probe.Probed.Reading;
import dev.conctop.experiment.statistic.Effect;
import dev.conctop.sample.figure.Part;
import dev.conctop.sample.task.TaskWait;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/**
 * From the blocks of a probing run to the figures of a task. What a block alone shows is a demand:
 * on a core (D_c), and outside (D_w). What many at a time show is what they share: the lock that
 * they wait for (D_l, from how many of them queue for it), and the interpreter lock.
 */
public final class ProbeReader {
  /** Other load below this share of the cores is noise. */
  private static final double NOISE = 0.1;

  /** Others do not keep what they take: who has a thread for each core gets a share of all. */
  private static final double LEAST_SHARE = 0.75;

  private static final double SECOND = 1e9;

  /** Tasks that want to compute at a time from which on they take the interpreter lock by turns. */
  private static final double WANTED = 1.5;

  private static final double MOST = 0.5;

  /** So many times as often. */
  private static final int OFTEN = 5;

  /** By so much it must be less. */
  private static final double LESS = 0.9;

  private final AdvicePlan plan;
  private final List<Probe> probes;
  private final Map<Way, String> notRun;
  private final Map<Figure, Reading> readings = new EnumMap<>(Figure.class);
  private final Map<Figure, String> unread = new EnumMap<>(Figure.class);

  private ProbeReader(AdvicePlan plan, List<Probe> probes, Map<Way, String> notRun) {
    this.plan = plan;
    this.probes = probes;
    this.notRun = notRun;
  }

  /**
   * Reads them.
   *
   * @param notRun why there are no blocks of a way
   * @param error the most frequent cause of failure, if a task failed
   */
  public static Probed read(
      AdvicePlan plan, List<Probe> probes, Map<Way, String> notRun, Optional<String> error) {
    return new ProbeReader(plan, probes, notRun).read(error);
  }

  private Probed read(Optional<String> error) {
    double other = otherLoad();
    said();
    alone();
    cpuOfMany();
    lock();
    cores(other);
    if (plan.runtime() == Runtime.CPYTHON) {
      released();
      sent();
      unlocked();
    }
    unread.put(Figure.CALLS, "the single waits of a task are not counted");
    long completed = probes.stream().mapToLong(probe -> probe.block().tasks().completed()).sum();
    long failed = probes.stream().mapToLong(probe -> probe.block().tasks().failed()).sum();
    return new Probed(shape(), readings, unread, shares(), completed, failed, error, other);
  }

  private WorkShape shape() {
    WorkShape shape =
        WorkShape.of(plan.runtime()).with(WorkTraits.library(plan)).with(WorkTraits.kind(plan));
    for (Map.Entry<Figure, Reading> entry : readings.entrySet()) {
      shape = shape.with(entry.getKey(), entry.getValue().value());
    }
    return shape;
  }

  private void said() {
    if (plan.openLoop()) {
      readings.put(Figure.RATE, Reading.of(plan.ratePerSecond().orElse(0), "as said (--rate)"));
      unread.put(Figure.IN_FLIGHT, "tasks come by a rate");
    } else {
      readings.put(
          Figure.IN_FLIGHT,
          Reading.of(plan.inFlight(), plan.loadSaid() ? "as said (-c)" : "as nobody said (-c)"));
      unread.put(Figure.RATE, "so many are in flight all the time; --rate says how many come");
    }
    unread.put(Figure.ASKED, "not said; --rate says how many come");
    plan.slo()
        .ifPresentOrElse(
            slo -> readings.put(Figure.GOAL, Reading.of(slo.belowNanos(), "as said (--slo)")),
            () -> unread.put(Figure.GOAL, "not said (--slo)"));
  }

  // ---- one at a time

  private void alone() {
    int count = blocks(Way.ALONE).size();
    String how = "one at a time, " + count + (count == 1 ? " block" : " blocks");
    spread(Way.ALONE, ProbeReader::cpu, how, Figure.CPU);
    spread(Way.ALONE, ProbeReader::outside, how, Figure.WAIT);
    boolean single = !plan.openLoop() && plan.inFlight() == 1;
    double alone = value(Figure.CPU) + value(Figure.WAIT);
    if (single && alone > 0 && WorkTraits.kind(plan) != Kind.ONE_COMPLEX) {
      unread.remove(Figure.ASKED);
      readings.put(
          Figure.ASKED,
          Reading.of(
              SECOND / alone, "with one in flight no more is asked than one at a time does"));
    }
  }

  /** On a core; where tasks are another process's work, with that process's time. */
  private static double cpu(BlockFigures block) {
    double all = SECOND * block.cpuSeconds() / block.tasks().completed();
    if (block.workers().isEmpty() || block.tasks().share(TaskWait.IPC) > MOST) {
      return Math.min(all, SECOND / block.throughput());
    }
    return block.workers().share(Part.ON_CPU) * SECOND / block.throughput();
  }

  /** Waits for what no model can hasten; what a call costs on a core is not waited. */
  private static double outside(BlockFigures block) {
    double all = SECOND / block.throughput();
    double waits = 0;
    for (int i = 0; i < TaskWait.count(); i++) {
      waits += TaskWait.at(i).isIo() ? block.tasks().share(TaskWait.at(i)) : 0;
    }
    return Math.clamp(waits * all, 0, Math.max(0, all - cpu(block)));
  }

  private void spread(Way way, ToDoubleFunction<BlockFigures> figure, String how, Figure what) {
    double[] values =
        blocks(way).stream()
            .mapToDouble(figure)
            .filter(value -> value >= 0 && Double.isFinite(value))
            .sorted()
            .toArray();
    if (values.length == 0) {
      unread.put(what, notRun.getOrDefault(way, "no task ended in the time that there was"));
      return;
    }
    double median = (values[(values.length - 1) / 2] + values[values.length / 2]) / 2;
    Effect effect = Effect.of(Arrays.stream(values).filter(value -> value > 0).toArray());
    boolean told = effect.hasInterval() && effect.rounds() == values.length;
    readings.put(
        what,
        told
            ? new Reading(effect.ratio(), effect.low(), effect.high(), how)
            : Reading.of(median, how));
  }

  private static String threads(Probe probe) {
    return probe.workers() + (probe.workers() == 1 ? " thread" : " threads");
  }

  // ---- many at a time

  /**
   * What runs twenty times a second is neither compiled nor in a cache: where many at a time need
   * less, that is what a task needs.
   */
  private void cpuOfMany() {
    Optional<Probe> together = last(Way.TOGETHER);
    double alone = value(Figure.CPU);
    long once =
        blocks(Way.ALONE).stream().mapToLong(block -> block.tasks().completed()).max().orElse(0);
    if (together.isEmpty() || Double.isNaN(alone)) {
      return;
    }
    BlockFigures block = together.get().block();
    double many =
        block.workers().isEmpty() || block.tasks().share(TaskWait.IPC) > MOST
            ? wholeCpu(block)
            : (double) block.workers().nanos(Part.ON_CPU) / block.tasks().completed();
    if (block.tasks().completed() >= OFTEN * once && many > 0 && many < LESS * alone) {
      readings.put(
          Figure.CPU,
          Reading.of(
              many,
              String.format(
                  Locale.ROOT,
                  "on %s; seldom and alone it takes %.0f us",
                  threads(together.get()),
                  alone / 1e3)));
    }
  }

  /**
   * With a lock that is busy for ρ of the time ρ² / (1 − ρ) wait for it, if they come to it at
   * random; from how many wait follows ρ, and D_l = ρ / X.
   */
  private void lock() {
    Optional<Probe> together = last(Way.TOGETHER);
    if (together.isEmpty()) {
      unread.put(Figure.LOCK, notRun.getOrDefault(Way.TOGETHER, "nothing was measured"));
      return;
    }
    BlockFigures block = together.get().block();
    double queue = atATime(block, TaskWait.LOCK);
    double busy = (Math.sqrt(queue * queue + 4 * queue) - queue) / 2;
    readings.put(
        Figure.LOCK,
        Reading.of(
            busy * SECOND / block.throughput(),
            "on " + threads(together.get()) + ", by how many wait for it"));
  }

  /** Under one lock r threads' worth of work means that 1 − 1/r of it needs no lock. */
  private void released() {
    Optional<Probe> together = last(Way.TOGETHER);
    if (together.isEmpty()) {
      unread.put(Figure.RELEASED, notRun.getOrDefault(Way.TOGETHER, "nothing was measured"));
      return;
    }
    BlockFigures block = together.get().block();
    double wanting = atATime(block, TaskWait.RUNNING) + atATime(block, TaskWait.GIL);
    double used = block.cpuSeconds() / seconds(block);
    if (!(wanting >= WANTED) || !Double.isFinite(used)) {
      unread.put(Figure.RELEASED, "too few tasks wanted to compute at a time");
      return;
    }
    readings.put(
        Figure.RELEASED,
        Reading.of(
            Math.clamp(1 - 1 / Math.max(1, used), 0, 1),
            "%d threads: CPU time / wall time".formatted(together.get().workers())));
  }

  private void sent() {
    Optional<Probe> sent = last(Way.SENT);
    double here = median(blocks(Way.ALONE), ProbeReader::wholeCpu);
    double there = sent.map(probe -> wholeCpu(probe.block())).orElse(Double.NaN);
    if (Double.isNaN(here) || Double.isNaN(there)) {
      unread.put(Figure.IPC, notRun.getOrDefault(Way.SENT, "nothing was measured"));
    } else {
      readings.put(
          Figure.IPC,
          Reading.of(
              Math.max(0, (there - here) / 2),
              "one at a time in another process: half of the CPU time it takes more"));
    }
  }

  private void unlocked() {
    Optional<Probe> unlocked = last(Way.UNLOCKED);
    double locked = value(Figure.CPU);
    double free = unlocked.map(probe -> cpu(probe.block())).orElse(Double.NaN);
    if (Double.isNaN(free) || !(locked > 0)) {
      unread.put(Figure.FREE_THREADED, notRun.getOrDefault(Way.UNLOCKED, "nothing was measured"));
    } else {
      readings.put(
          Figure.FREE_THREADED,
          Reading.of(Math.max(0, free / locked - 1), "one at a time under both builds"));
    }
  }

  // ---- the machine

  private double otherLoad() {
    return median(
        probes.stream().map(Probe::block).toList(), block -> block.surroundings().otherLoad());
  }

  private void cores(double other) {
    double taken = other > NOISE * plan.cores() ? other : 0;
    readings.put(
        Figure.CORES,
        Reading.of(
            Math.max(LEAST_SHARE * plan.cores(), plan.cores() - taken),
            taken > 0 ? "those it may use, less what others take" : "those it may use"));
  }

  private Map<TaskWait, Double> shares() {
    Map<TaskWait, Double> shares = new EnumMap<>(TaskWait.class);
    double sum = 0;
    for (BlockFigures block : blocks(Way.ALONE)) {
      for (int i = 0; i < TaskWait.count(); i++) {
        double nanos = block.tasks().nanosIn()[i];
        shares.merge(TaskWait.at(i), nanos, Double::sum);
        sum += nanos;
      }
    }
    double all = sum;
    shares.replaceAll((_, nanos) -> all == 0 ? 0 : nanos / all);
    shares.values().removeIf(share -> share == 0);
    return shares;
  }

  // ---- blocks

  private List<BlockFigures> blocks(Way way) {
    return probes.stream()
        .filter(probe -> probe.way() == way && isOfUse(probe.block()))
        .map(Probe::block)
        .toList();
  }

  private Optional<Probe> last(Way way) {
    return probes.stream()
        .filter(probe -> probe.way() == way && isOfUse(probe.block()))
        .reduce((_, later) -> later);
  }

  private static boolean isOfUse(BlockFigures block) {
    return block.throughput() > 0 && block.tasks().completed() > 0;
  }

  private double value(Figure figure) {
    Reading reading = readings.get(figure);
    return reading == null ? Double.NaN : reading.value();
  }

  private static double wholeCpu(BlockFigures block) {
    return SECOND * block.cpuSeconds() / block.tasks().completed();
  }

  private static double seconds(BlockFigures block) {
    return block.tasks().completed() / block.throughput();
  }

  /** How many tasks are in a state at a time, on average. */
  private static double atATime(BlockFigures block, TaskWait state) {
    return block.tasks().nanosIn()[state.ordinal()] / (SECOND * seconds(block));
  }

  private static double median(List<BlockFigures> blocks, ToDoubleFunction<BlockFigures> figure) {
    double[] values =
        blocks.stream()
            .mapToDouble(figure)
            .filter(value -> !Double.isNaN(value))
            .sorted()
            .toArray();
    return values.length == 0
        ? Double.NaN
        : (values[(values.length - 1) / 2] + values[values.length / 2]) / 2;
  }
}
