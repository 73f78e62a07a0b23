package dev.conctop.app.experiment;

import dev.conctop.app.settings.Settings;
import dev.conctop.catalog.Catalog;
import dev.conctop.catalog.ModelSpec.Runtime;
import dev.conctop.catalog.RunSpec;
import dev.conctop.experiment.BlockFigures;
import dev.conctop.experiment.advice.Advice;
import dev.conctop.experiment.advice.WorkShape;
import dev.conctop.experiment.advice.probe.AdvicePlan;
import dev.conctop.experiment.advice.probe.Probe;
import dev.conctop.experiment.advice.probe.Probe.Way;
import dev.conctop.experiment.advice.probe.ProbeReader;
import dev.conctop.experiment.advice.probe.Probed;
import dev.conctop.source.Source;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * The probing run: many tasks to warm it, then one at a time, then many on as many threads as fit
 * what that told; where it matters, one at a time in another process and without an interpreter
 * lock.
 */
final class ProbingRun {
  private static final long SETTLE_NANOS = 200_000_000L;
  private static final long WARM_NANOS = 1_000_000_000L;
  private static final long SHORTEST_NANOS = 400_000_000L;
  private static final long TOGETHER_NANOS = 1_500_000_000L;

  /** So many at a time are run for a while first: who has run nothing yet takes much longer. */
  private static final int WARM_TASKS = 64;

  private static final int WARM_THREADS = 16;

  /** Blocks that have an interval. */
  private static final int BLOCKS = 6;

  /** Tasks that end in a block at least. */
  private static final double TASKS = 5;

  /** Of the time there is, one at a time has so much. */
  private static final double ALONE_SHARE = 0.55;

  /** A task that has not ended in the first block is waited for so many times as long. */
  private static final int LONGER = 8;

  /** Below, how much a task takes elsewhere changes no answer. */
  private static final double LEAST_CPU = 0.08;

  /** Enough to see what they take from each other. */
  private static final int MOST_THREADS = 256;

  private final AdvicePlan plan;
  private final ProbeBlocks blocks;
  private final int together;
  private final List<Way> ways = new ArrayList<>();
  private final List<RunSpec> arms = new ArrayList<>();
  private final List<Probe> probes = new ArrayList<>();
  private final Map<Way, String> notRun = new EnumMap<>(Way.class);
  private final ProgressLine line;

  ProbingRun(AdvicePlan plan, Settings settings, ProgressLine line) {
    this.plan = plan;
    this.line = line;
    boolean python = plan.runtime() == Runtime.CPYTHON;
    String pool = python ? "cpython-thread-pool" : "thread-pool";
    together = plan.openLoop() ? WARM_TASKS : plan.inFlight();
    add(Way.ALONE, pool, WARM_THREADS, Math.max(WARM_TASKS, together));
    if (python) {
      add(Way.SENT, "cpython-process-pool", 1, 1);
      add(Way.UNLOCKED, "cpython-free-threaded", 1, 1);
    }
    blocks = new ProbeBlocks(arms, settings, plan.cores());
  }

  private void add(Way way, String id, int workers, int inFlight) {
    ways.add(way);
    arms.add(plan.closed(Catalog.model(id), OptionalInt.of(workers), inFlight));
  }

  /** What listens to the source. */
  ProbeBlocks blocks() {
    return blocks;
  }

  /** What is known so far. */
  Probed probed() {
    return ProbeReader.read(plan, probes, notRun, blocks.error());
  }

  /** Why the work could not be run one at a time, if it could not. */
  Optional<String> broken() {
    return blocks
        .dead(0)
        .map(why -> plan.workload().id() + " under " + arms.getFirst().model().id() + ": " + why);
  }

  /**
   * Runs to the end.
   *
   * @throws ProbeBlocks.Stopped when it was told to end; what is known stays
   */
  void run(Source live) throws ProbeBlocks.Stopped, InterruptedException {
    try {
      long began = System.nanoTime();
      line.show("starting …");
      blocks.start(live);
      alone(live, began);
      if (blocks.dead(0).isEmpty()) {
        others(live);
      }
    } finally {
      line.clear();
    }
  }

  private void others(Source live) throws ProbeBlocks.Stopped, InterruptedException {
    WorkShape shape = probed().shape();
    // How much more it takes elsewhere matters to what computes; where nothing ended, all is open.
    boolean computes = shape.cpuShare().orElse(1) >= LEAST_CPU;
    together(live, shape);
    for (int arm = 1; arm < arms.size(); arm++) {
      if (computes) {
        once(live, arm, shape);
      } else {
        notRun.put(ways.get(arm), "not asked: next to none of a task is CPU time");
      }
    }
  }

  private void alone(Source live, long began) throws ProbeBlocks.Stopped, InterruptedException {
    line.show("one task at a time …");
    long all = (long) (ALONE_SHARE * plan.probeNanos());
    blocks.run(live, 0, 0, WARM_NANOS);
    if (blocks.dead(0).isPresent()) {
      notRun.put(Way.ALONE, blocks.dead(0).orElse(""));
      return;
    }
    turn(live, 1, 1);
    double task = nanosOf(blocks.run(live, 0, 0, SHORTEST_NANOS));
    if (Double.isInfinite(task)) {
      Optional<BlockFigures> longer = blocks.run(live, 0, 0, LONGER * WARM_NANOS);
      longer.ifPresent(block -> probes.add(new Probe(Way.ALONE, 1, block)));
      return;
    }
    long left = all - Math.min(all / 2, System.nanoTime() - began);
    long nanos = (long) Math.max(SHORTEST_NANOS, Math.min(TASKS * task, all));
    int times = (int) Math.clamp(left / (nanos + SETTLE_NANOS), 1, BLOCKS);
    for (int i = 0; i < times; i++) {
      blocks
          .run(live, 0, SETTLE_NANOS, nanos)
          .ifPresent(block -> probes.add(new Probe(Way.ALONE, 1, block)));
    }
  }

  /** How long a task takes, ns; infinite when none has ended. */
  private static double nanosOf(Optional<BlockFigures> block) {
    return block
        .map(BlockFigures::throughput)
        .filter(perSecond -> perSecond > 0)
        .map(perSecond -> 1e9 / perSecond)
        .orElse(Double.POSITIVE_INFINITY);
  }

  private void together(Source live, WorkShape shape)
      throws ProbeBlocks.Stopped, InterruptedException {
    line.show("many at a time …");
    int workers = threads(shape);
    turn(live, workers, together);
    record(Way.TOGETHER, workers, blocks.run(live, 0, SETTLE_NANOS, longEnough(shape)), 0);
  }

  private static void turn(Source live, int workers, int inFlight) {
    live.turn(0, Source.Knob.WORKERS, workers);
    live.turn(0, Source.Knob.IN_FLIGHT, inFlight);
  }

  /** As many as the rules would give it, two at least: else nobody would meet. */
  private int threads(WorkShape shape) {
    int most = Math.min(MOST_THREADS, together);
    int fit =
        Advice.workersOf(shape, arms.getFirst().model().id())
            .map(Advice.Workers::count)
            .orElse(WARM_THREADS);
    return Math.clamp(fit, Math.min(2, most), most);
  }

  private void once(Source live, int arm, WorkShape shape)
      throws ProbeBlocks.Stopped, InterruptedException {
    line.show("under " + arms.get(arm).model().id() + " …");
    blocks.run(live, arm, 0, WARM_NANOS);
    record(ways.get(arm), 1, blocks.run(live, arm, SETTLE_NANOS, longEnough(shape)), arm);
  }

  private static long longEnough(WorkShape shape) {
    return (long)
        Math.clamp(
            TASKS * shape.aloneNanos().orElse(0), TOGETHER_NANOS, LONGER * (double) TOGETHER_NANOS);
  }

  private void record(Way way, int workers, Optional<BlockFigures> block, int arm) {
    block.ifPresent(figures -> probes.add(new Probe(way, workers, figures)));
    blocks
        .dead(arm)
        .ifPresentOrElse(
            why -> notRun.put(way, why),
            () -> notRun.put(way, "no task ended in the time that there was"));
  }
}
