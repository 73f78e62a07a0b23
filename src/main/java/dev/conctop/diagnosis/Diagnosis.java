package dev.conctop.diagnosis;

import dev.conctop.catalog.ModelSpec;
import dev.conctop.catalog.RunSpec;
import dev.conctop.catalog.Servers;
import dev.conctop.diagnosis.sign.Foreign;
import dev.conctop.diagnosis.sign.Lessons;
import dev.conctop.diagnosis.sign.OwnRun;
import dev.conctop.diagnosis.sign.Signs;
import dev.conctop.sample.CpuLimit;
import dev.conctop.sample.HostSample;
import dev.conctop.sample.HostTotals;
import dev.conctop.sample.ProcessTable;
import dev.conctop.sample.ThreadsSample;
import dev.conctop.sample.figure.Budget;
import dev.conctop.sample.figure.Figure;
import dev.conctop.sample.figure.Role;
import dev.conctop.sample.task.Series;
import dev.conctop.sample.task.TaskCounts;
import dev.conctop.sample.thread.SubjectTraits;
import dev.conctop.state.State;
import dev.conctop.state.past.crowd.Crowd;
import dev.conctop.state.seen.Observed;
import java.util.Comparator;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A state's verdict: of the last seconds, or of the whole measured run. */
public final class Diagnosis {
  /** Cores' worth from which on somebody is worth naming. */
  private static final double TAKES = 0.2;

  private static final long FRESH_NANOS = 5_000_000_000L;

  private Diagnosis() {}

  /** The verdict on the last three seconds or so; on the machine when nothing else is observed. */
  public static Verdict live(State state) {
    if (state.run().isEmpty() && state.observed().threads().isEmpty()) {
      Observed seen = state.observed();
      return MachineVerdict.of(seen.host(), seen.processes(), seen.devices(), seen.limit());
    }
    double busy = state.observed().host().map(HostSample::busy).orElse(Double.NaN);
    return judge(
        state,
        busy,
        signs(
            state,
            state.history().recentWorkers(),
            state.history().recentTaskNanos(),
            state.history().recentCrowd(),
            busy,
            0,
            state.observed().limit().map(CpuLimit::throttledLately)));
  }

  /**
   * The verdict on all that was measured.
   *
   * @param hostBusy mean busy share of the cores over that time; NaN when unknown
   */
  public static Verdict whole(State state, double hostBusy) {
    return judge(
        state,
        hostBusy,
        signs(
            state,
            state.totals().workers(),
            state.totals().tasks().nanosIn(),
            state.history().wholeCrowd(),
            hostBusy,
            state.observed().hostTotals().map(HostTotals::wallNanos).orElse(0L),
            state.observed().limit().map(CpuLimit::throttledSinceMark)));
  }

  private static Verdict judge(State state, double hostBusy, Signs signs) {
    Verdict verdict = JvmSigns.add(Rules.judge(signs), state);
    return state
        .run()
        .filter(run -> Servers.of(run).isPresent())
        .map(run -> ServerRules.add(verdict, beside(state, run, hostBusy, signs)))
        .orElse(verdict);
  }

  private static ServerRules.Beside beside(State state, RunSpec run, double hostBusy, Signs signs) {
    int machine = machineCores(state);
    return new ServerRules.Beside(
        run.model().id(),
        state
            .observed()
            .hostTotals()
            .map(HostTotals::generatorCores)
            .filter(Figure::known)
            .map(Figure::value)
            .orElse(Double.NaN),
        takesTurns(run) ? 1 : Math.min(run.workers(), machine),
        state.observed().gauge("generator_late"),
        hostBusy,
        machine,
        percentile(state, Series.LOOP_LAG, 99),
        signs
            .foreign()
            .flatMap(foreign -> foreign.crowd().busiest())
            .map(Crowd.One::onCpu)
            .orElse(Double.NaN),
        own(state));
  }

  private static boolean takesTurns(RunSpec run) {
    return run.hasInterpreterLock() && !run.model().id().contains("subinterpreters");
  }

  /** Whether what limits it is asked, as of a program of somebody else's. */
  private static boolean isForeign(State state) {
    return state.run().map(run -> Servers.of(run).isPresent()).orElse(true);
  }

  private static Signs signs(
      State state,
      Budget workers,
      long[] taskNanos,
      Crowd crowd,
      double hostBusy,
      long wallNanos,
      Optional<Figure> throttled) {
    boolean serves = state.run().flatMap(Servers::of).isPresent();
    int lastCount = state.history().workers();
    // Children that come and go count as many as there were on average.
    long meanCount = wallNanos <= 0 ? 0 : Math.round((double) workers.wallNanos() / wallNanos);
    int workerCount = (int) Math.max(lastCount, meanCount);
    return new Signs(
        workers,
        // The tasks are the generator's: what they wait for is no word on the server's threads.
        serves ? new long[taskNanos.length] : taskNanos,
        !serves && sharesThreads(state),
        workerCount,
        cores(state),
        hostBusy,
        percentile(state, Series.QUEUE, 50),
        percentile(state, Series.SERVICE, 50),
        percentile(state, Series.LOOP_LAG, 99),
        state.observed().gauge("generator_late"),
        new Lessons(
            state.observed().gauge("lost_updates"),
            state.observed().gauge("deadlocks"),
            state.observed().gauge("share_min"),
            state.observed().gauge("share_fair")),
        throttled.map(Figure::value).orElse(Double.NaN),
        isForeign(state) ? Optional.of(foreign(state, crowd)) : Optional.empty(),
        own(state));
  }

  private static OwnRun own(State state) {
    TaskCounts tasks = state.totals().tasks();
    String cause =
        state.totals().errors().entrySet().stream()
            .max(Map.Entry.comparingByValue())
            .map(Map.Entry::getKey)
            .orElse("");
    return new OwnRun(
        tasks.completed() + tasks.failed(),
        tasks.failed(),
        cause,
        state.history().threads(Role.SPINNER));
  }

  private static Foreign foreign(State state, Crowd crowd) {
    return new Foreign(
        crowd,
        traits(state),
        state.history().queuedClients().often(),
        state.history().queuedClients().many(),
        machineCores(state),
        others(state));
  }

  /**
   * The busiest of the processes that are not watched; looked for only while the cores are full.
   */
  private static String others(State state) {
    Optional<ProcessTable> table =
        state.observed().processes().filter(seen -> state.nowNanos() - seen.nanos() < FRESH_NANOS);
    if (table.isEmpty()) {
      return "";
    }
    Set<Integer> watched = new HashSet<>();
    state
        .observed()
        .threads()
        .ifPresent(sample -> sample.threads().forEach(row -> watched.add(row.pid())));
    return table.get().rows().stream()
        .filter(row -> row.onCpu().known() && row.onCpu().value() >= TAKES)
        .filter(row -> !watched.contains(row.pid()))
        .max(Comparator.comparingDouble(row -> row.onCpu().value()))
        .map(
            row ->
                String.format(
                    Locale.ROOT,
                    "%s (pid %d) takes %.1f",
                    row.command().isEmpty() ? row.name() : row.command(),
                    row.pid(),
                    row.onCpu().value()))
        .orElse("");
  }

  private static SubjectTraits traits(State state) {
    return state.observed().threads().map(ThreadsSample::traits).orElse(SubjectTraits.none());
  }

  /** What affinity and cpuset allow, and no more than a quota leaves of it. */
  private static double cores(State state) {
    int machine = machineCores(state);
    int allowed = traits(state).allowedCores();
    int usable = allowed > 0 ? Math.min(allowed, machine) : machine;
    return state
        .observed()
        .limit()
        .filter(CpuLimit::limited)
        .map(limit -> Math.min(usable, limit.quotaCores().value()))
        .orElse((double) usable);
  }

  private static int machineCores(State state) {
    return state
        .observed()
        .host()
        .map(host -> host.cores().size())
        .filter(cores -> cores > 0)
        .orElse(java.lang.Runtime.getRuntime().availableProcessors());
  }

  private static boolean sharesThreads(State state) {
    boolean byModel =
        state.run().map(RunSpec::model).map(ModelSpec::tasksShareThreads).orElse(false);
    return byModel
        || state.history().threads(Role.CARRIER) > 0
        || state.history().threads(Role.LOOP) > 0;
  }

  private static double percentile(State state, Series series, double percent) {
    return state
        .totals()
        .latency(series)
        .map(histogram -> (double) histogram.getValueAtPercentile(percent))
        .orElse(Double.NaN);
  }
}
