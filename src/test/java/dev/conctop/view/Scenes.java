package dev.conctop.view;

import dev.conctop.catalog.RunRequest;
import dev.conctop.catalog.RunSpec;
import dev.conctop.catalog.scenario.Scenario;
import dev.conctop.sample.Fact;
import dev.conctop.sample.HostSample;
import dev.conctop.sample.MachineInfo;
import dev.conctop.sample.ObserverCost;
import dev.conctop.sample.SubjectEvent;
import dev.conctop.sample.TaskFrame;
import dev.conctop.sample.ThreadsSample;
import dev.conctop.sample.figure.Budget;
import dev.conctop.sample.figure.CauseRate;
import dev.conctop.sample.figure.Fidelity;
import dev.conctop.sample.figure.Figure;
import dev.conctop.sample.figure.Part;
import dev.conctop.sample.figure.Pid;
import dev.conctop.sample.figure.Role;
import dev.conctop.sample.host.CoreUse;
import dev.conctop.sample.host.Pressure;
import dev.conctop.sample.task.LatencyInterval;
import dev.conctop.sample.task.Phase;
import dev.conctop.sample.task.Series;
import dev.conctop.sample.task.SlowTasks;
import dev.conctop.sample.task.TaskCounts;
import dev.conctop.sample.task.TaskWait;
import dev.conctop.sample.task.ValueCounts;
import dev.conctop.sample.thread.ProcessUse;
import dev.conctop.sample.thread.ThreadRow;
import dev.conctop.state.Msg;
import dev.conctop.state.State;
import dev.conctop.state.keys.Key;
import dev.conctop.state.keys.KeyBindings;
import dev.conctop.state.seen.Lesson;
import dev.conctop.state.seen.Target;
import dev.conctop.state.ui.Page;
import dev.conctop.state.ui.SaveOutcome;
import dev.conctop.state.ui.Ui;
import dev.conctop.state.update.Update;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Random;
import org.HdrHistogram.Histogram;

/** Builds states from facts, with a clock and a dice of its own: the same facts every time. */
public final class Scenes {
  static final long START = 1_000_000_000_000L;
  static final long TICK = 100_000_000L;
  static final int PID = 4242;

  private final Update update;
  private final Random dice = new Random(7);
  private final Map<Series, Double> latencies = new EnumMap<>(Series.class);
  private Optional<SlowTasks> slow = Optional.empty();
  private State state;
  private long now = START;
  private long sequence;

  public Scenes(Optional<RunSpec> run, int cores) {
    this(State.initial(Ui.initial(Page.OVERVIEW, TICK), run, START), cores);
  }

  /** A process of somebody else's. */
  static Scenes of(String name, int cores) {
    Target target = new Target(new Pid(PID), name);
    return new Scenes(State.attached(Ui.initial(Page.OVERVIEW, TICK), target, START), cores);
  }

  private Scenes(State state, int cores) {
    update = new Update(KeyBindings.defaults(), cores);
    this.state = state;
    see(
        new MachineInfo(
            "build-7",
            "AMD EPYC 7B13 64-Core Processor",
            Math.max(1, cores / 2),
            cores,
            Figure.exact(16.0 * (1L << 30)),
            "GNU/Linux 6.8.0"));
  }

  public static RunSpec run(String workload, String model, int workers, int inFlight) {
    return new RunRequest(
            workload,
            model,
            Map.of(),
            workers > 0 ? OptionalInt.of(workers) : OptionalInt.empty(),
            inFlight > 0 ? OptionalInt.of(inFlight) : OptionalInt.empty(),
            OptionalDouble.empty(),
            OptionalLong.empty(),
            OptionalLong.empty(),
            OptionalLong.empty())
        .check(2);
  }

  public State state() {
    return state;
  }

  Scenes see(Fact fact) {
    state = update.apply(state, new Msg.Observed(fact)).state();
    return this;
  }

  Scenes press(Key key) {
    state = update.apply(state, new Msg.KeyPressed(key)).state();
    return this;
  }

  Scenes type(String text) {
    text.chars().forEach(c -> press(Key.of((char) c)));
    return this;
  }

  /** The run is one of the scenarios. */
  Scenes lesson(Scenario scenario, List<Lesson.Outcome> outcomes) {
    state = state.withLesson(new Lesson(scenario, List.of()));
    state = update.apply(state, new Msg.Judged(outcomes)).state();
    return this;
  }

  /** Where settings are saved. */
  Scenes file(String file) {
    Ui ui = state.ui();
    state =
        new State(
            state.nowNanos(),
            ui.withPreferences(ui.preferences().withFile(file)),
            state.run(),
            state.target(),
            state.stage(),
            state.observed(),
            state.totals(),
            state.history(),
            state.frozen(),
            state.lesson(),
            state.contest(),
            state.curve(),
            state.tour(),
            state.playback());
    return this;
  }

  /** What became of the wish to save the settings. */
  Scenes saved(SaveOutcome outcome) {
    state = update.apply(state, new Msg.SettingsSaved(outcome)).state();
    return this;
  }

  Scenes notice(String text) {
    state = update.apply(state, new Msg.Notice(text)).state();
    return this;
  }

  Scenes pass(long nanos) {
    now += nanos;
    state = update.apply(state, new Msg.Tick(now)).state();
    return this;
  }

  Scenes hello(boolean emulated) {
    return see(new SubjectEvent.Hello(new Pid(PID), "OpenJDK", "25.0.3", emulated));
  }

  /** A share that moves a little around a mean. */
  double about(double mean, double spread) {
    return Math.clamp(mean + (dice.nextDouble() - 0.5) * 2 * spread, 0, 1);
  }

  Scenes host(int cores, double busy, double iowait) {
    List<CoreUse> uses = new ArrayList<>();
    for (int i = 0; i < cores; i++) {
      double user = about(busy * 0.75, Math.min(0.04, busy / 2));
      double system = Math.min(1 - user, about(busy * 0.25, Math.min(0.02, busy / 4)));
      double waits = Math.min(1 - user - system, iowait);
      uses.add(new CoreUse(i, user, system, waits, 0, 1 - user - system - waits));
    }
    Figure io = Figure.exact(iowait / 2);
    Pressure pressure = new Pressure(Figure.exact(busy / 3), io, Figure.exact(0), Figure.exact(0));
    return see(
        new HostSample(
            now,
            1_000_000_000L,
            uses,
            Fidelity.EXACT,
            pressure,
            Figure.exact(Math.round(busy * cores * 1.5)),
            Figure.exact(busy * cores),
            Figure.estimated(0.05)));
  }

  Scenes cost() {
    return see(
        new ObserverCost(
            Figure.exact(0.031),
            412_000,
            124,
            0,
            "",
            new CauseRate(20, 20, 0.004, 20, 0.004, 0.02, 310)));
  }

  /** One latency in this and all later frames, ns. */
  Scenes latency(Series series, double nanos) {
    latencies.put(series, nanos);
    return this;
  }

  Scenes frame(
      Phase phase,
      long phaseNanos,
      long done,
      Map<TaskWait, Long> in,
      Map<String, Long> errors,
      Map<String, Double> gauges) {
    long[] nowIn = new long[TaskWait.count()];
    long[] nanosIn = new long[TaskWait.count()];
    in.forEach(
        (wait, count) -> {
          nowIn[wait.ordinal()] = count;
          nanosIn[wait.ordinal()] = count * phaseNanos;
        });
    long failed = errors.values().stream().mapToLong(Long::longValue).sum();
    TaskCounts tasks = new TaskCounts(done + 64, done, failed, 0, nowIn, nanosIn);
    List<LatencyInterval> intervals = new ArrayList<>();
    for (Series series : Series.values()) {
      if (latencies.containsKey(series)) {
        intervals.add(interval(series, latencies.get(series)));
      }
    }
    return see(
        new TaskFrame(
            sequence++, now, phase, phaseNanos, tasks, intervals, errors, gauges, List.of(), slow));
  }

  /** In all later frames the subject says which of its tasks were the slowest. */
  Scenes slow(SlowTasks tasks) {
    slow = Optional.of(tasks);
    return this;
  }

  private LatencyInterval interval(Series series, double nanos) {
    Histogram histogram = new Histogram(1, Series.HIGHEST_NANOS, Series.DIGITS);
    for (int i = 0; i < 31; i++) {
      double tail = dice.nextInt(60) == 0 ? 1 + dice.nextDouble() * 1.5 : 1;
      histogram.recordValue((long) (nanos * (1 + 0.05 * Math.abs(dice.nextGaussian())) * tail));
    }
    if (series == Series.RESPONSE) {
      slow.ifPresent(
          tasks -> tasks.slowest().forEach(task -> histogram.recordValue(task.responseNanos())));
    }
    return new LatencyInterval(series, ValueCounts.of(histogram), 0);
  }

  ThreadRow thread(int tid, String name, Role role, String detail, Map<Part, Double> shares) {
    Budget budget = new Budget();
    Part most = Part.IDLE;
    double largest = 0;
    for (Part part : Part.values()) {
      double share = shares.getOrDefault(part, 0.0);
      double nanos = Math.abs(share * (1 + 0.3 * dice.nextGaussian())) * TICK;
      boolean counted = part == Part.ON_CPU || part == Part.RUN_QUEUE;
      budget.add(part, (long) nanos, counted ? Fidelity.EXACT : Fidelity.SAMPLED);
      if (nanos > largest) {
        largest = nanos;
        most = part;
      }
    }
    budget.addWall(budget.partsNanos());
    double switches = 5 + dice.nextInt(60);
    return new ThreadRow(
        PID, tid, name, role, most, Fidelity.EXACT, budget, tid % 2, switches, detail);
  }

  Scenes threads(List<ThreadRow> rows) {
    Budget workers = new Budget();
    Budget runtime = new Budget();
    for (ThreadRow row : rows) {
      (row.role().works() ? workers : runtime).addAll(row.budget());
    }
    ProcessUse use =
        new ProcessUse(
            1,
            rows.size(),
            Figure.exact((now - START) * 0.09),
            Figure.exact((now - START) / 1e9 * 700),
            Figure.exact((now - START) / 1e9 * 3),
            Figure.exact(118.0 * (1 << 20)));
    return see(new ThreadsSample(now, TICK, workers, runtime, rows, use, 0));
  }
}
