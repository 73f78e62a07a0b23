package dev.conctop.view;

import dev.conctop.catalog.RunRequest;
import dev.conctop.catalog.RunSpec;
import dev.conctop.catalog.scenario.Expectation;
import dev.conctop.catalog.scenario.Scenario;
import dev.conctop.diagnosis.Diagnosis;
import dev.conctop.diagnosis.Verdict;
import dev.conctop.sample.CpuLimit;
import dev.conctop.sample.DevicesSample;
import dev.conctop.sample.HostTotals;
import dev.conctop.sample.SubjectEvent;
import dev.conctop.sample.figure.Figure;
import dev.conctop.sample.figure.Part;
import dev.conctop.sample.figure.Pid;
import dev.conctop.sample.figure.Role;
import dev.conctop.sample.host.DiskUse;
import dev.conctop.sample.host.NetUse;
import dev.conctop.sample.task.Phase;
import dev.conctop.sample.task.Series;
import dev.conctop.sample.task.TaskCounts;
import dev.conctop.sample.task.TaskWait;
import dev.conctop.sample.thread.ThreadRow;
import dev.conctop.state.Msg;
import dev.conctop.state.State;
import dev.conctop.state.keys.Key;
import dev.conctop.state.keys.KeyBindings;
import dev.conctop.state.seen.Lesson;
import dev.conctop.state.seen.Playback;
import dev.conctop.state.ui.SaveOutcome;
import dev.conctop.state.update.Update;
import dev.conctop.view.canvas.Canvas;
import dev.conctop.view.canvas.Look;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Supplier;

/** Every screen that is kept as a golden text, by name. */
public final class Screens {
  private static final double MILLI = 1e6;

  private Screens() {}

  /** A picture: what is shown and what is said of it. */
  public record Screen(State shown, Verdict verdict) {
    public static Screen of(Scenes scenes) {
      State shown = scenes.state().shown();
      return new Screen(shown, Diagnosis.live(shown));
    }

    public Canvas draw(int width, int height, Look look) {
      Canvas canvas = new Canvas(width, height);
      Views.draw(shown, verdict, canvas, look);
      return canvas;
    }
  }

  /** A recording of ten minutes, four of which have been. */
  private static Screen replay() {
    State live = attached().state().shown();
    State shown = live.withPlayback(tenMinutes(live, true));
    return new Screen(shown, Diagnosis.live(shown));
  }

  /** The same, where a part of it is to be cut out. */
  private static Screen marked() {
    State live = attached().state().shown();
    long mark = live.nowNanos() - 90 * Playback.SECOND;
    State shown = live.withPlayback(tenMinutes(live, false).marked(mark));
    return new Screen(shown, Diagnosis.live(shown));
  }

  /** Twelve seconds ago, on a live screen. */
  private static Screen rewound() {
    State then = attached().state().shown();
    Update update = new Update(KeyBindings.defaults(), 8);
    long now = then.nowNanos() + 12 * Playback.SECOND;
    State live = update.apply(attached().state(), new Msg.Tick(now)).state();
    Msg back = new Msg.Rewound(then.picture(Optional.of(tenMinutes(then, false))));
    State shown = update.apply(live, back).state().shown();
    return new Screen(shown, Diagnosis.live(shown));
  }

  private static Playback tenMinutes(State live, boolean playing) {
    long begin = live.nowNanos() - 240 * Playback.SECOND;
    String marks = ".".repeat(60) + "n".repeat(150) + "x".repeat(9) + "c".repeat(200);
    List<Playback.Event> events =
        List.of(
            new Playback.Event(begin + 60 * Playback.SECOND, "idle timer → io-waiting network"),
            new Playback.Event(begin + 210 * Playback.SECOND, "a gap"));
    long wall = (14 * 3600 + 3 * 60 + 20) * Playback.SECOND;
    long end = begin + 600 * Playback.SECOND;
    return new Playback(begin, end, wall, playing, 4, true, marks, events);
  }

  static Map<String, Supplier<Screen>> all() {
    Map<String, Supplier<Screen>> all = new LinkedHashMap<>();
    all.put("overview", () -> Screen.of(pool(120)));
    all.put("overview-gil", () -> Screen.of(gil()));
    all.put("lesson", () -> Screen.of(lesson()));
    all.put("lesson-begins", () -> Screen.of(gil().lesson(gilScenario(), List.of())));
    all.put("overview-event-loop", () -> Screen.of(eventLoop()));
    all.put("overview-server", () -> Screen.of(served(60)));
    all.put("overview-server-begins", () -> Screen.of(served(0)));
    all.put("overview-virtual-threads", () -> Screen.of(virtualThreads()));
    all.put("overview-many", () -> Screen.of(many()));
    all.put("machine", () -> Screen.of(machine()));
    ProcessScenes.add(all);
    all.put("processes-filtering", () -> Screen.of(processes().type("/post")));
    all.put("processes-throttled", () -> Screen.of(throttled()));
    all.put("machine-no-data", () -> Screen.of(new Scenes(Optional.empty(), 2)));
    all.put("attached", () -> Screen.of(attached()));
    all.put("replay", Screens::replay);
    all.put("replay-marked", Screens::marked);
    all.put("rewound", Screens::rewound);
    all.put("attached-latency", () -> Screen.of(attached().press(Key.of('3'))));
    all.put("jvm", () -> Screen.of(JvmScenes.attached()));
    all.put("jvm-refused", () -> Screen.of(JvmScenes.refused()));
    all.put("jvm-latency", () -> Screen.of(JvmScenes.attached().press(Key.of('3'))));
    all.put("jvm-latency-refused", () -> Screen.of(JvmScenes.refused().press(Key.of('3'))));
    all.put("jvm-thread", () -> Screen.of(JvmScenes.attached().type("2").press(enter())));
    all.put("attached-no-data", () -> Screen.of(Scenes.of("nginx", 2)));
    all.put("machine-threads", () -> Screen.of(machine().press(Key.of('2'))));
    all.put("threads", () -> Screen.of(pool(120).press(Key.of('2'))));
    all.put("threads-filtering", () -> Screen.of(filtering()));
    all.put("threads-detail", () -> Screen.of(pool(120).type("2jj").press(enter())));
    all.put("threads-sorted", () -> Screen.of(pool(120).type("2sssss")));
    all.put("threads-sorted-turned", () -> Screen.of(pool(120).type("2sr")));
    all.put("threads-state", () -> Screen.of(pool(120).type("/state:idle").press(enter())));
    all.put("threads-state-unknown", () -> Screen.of(pool(120).type("/state:lokc")));
    all.put("threads-grouped", () -> Screen.of(pool(120).type("2p")));
    all.put("threads-unfolded", () -> Screen.of(pool(120).type("2p").press(enter())));
    ThreadScenes.put(all);
    CompareScenes.put(all);
    SweepScenes.put(all);
    TourScenes.put(all);
    all.put("latency", () -> Screen.of(pool(300).press(Key.of('3'))));
    all.put("latency-slow", () -> Screen.of(SlowScenes.held().type("3j")));
    all.put("latency-slow-task", () -> Screen.of(SlowScenes.held().type("3jj").press(enter())));
    all.put("latency-event-loop", () -> Screen.of(eventLoop().press(Key.of('3'))));
    all.put("host", () -> Screen.of(pool(120).press(Key.of('4')).see(devices(0.4e6, 900, 5e6))));
    all.put("host-many-cores", () -> Screen.of(many().press(Key.of('4'))));
    all.put("help", () -> Screen.of(pool(120).press(Key.of('?'))));
    all.put("launcher", () -> Screen.of(pool(120).press(Key.of('m'))));
    all.put("launcher-problem", () -> Screen.of(problem()));
    all.put("settings", () -> Screen.of(settings()));
    all.put("settings-changed", () -> Screen.of(settings().type("  jjj ")));
    all.put("settings-saved", () -> Screen.of(saved()));
    all.put("settings-failed", () -> Screen.of(notSaved()));
    all.put("starting", () -> Screen.of(starting()));
    all.put("warm-up", () -> Screen.of(warmUp()));
    all.put("paused", () -> Screen.of(paused()));
    all.put("finished", () -> Screen.of(finished()));
    all.put("died", () -> Screen.of(died()));
    all.put("attached-ended", () -> Screen.of(attachedEnded()));
    all.put("failures", () -> Screen.of(failures()));
    return all;
  }

  /** The machine with its processes and devices. */
  static Scenes processes() {
    Scenes scenes = machine().press(Key.of('4'));
    scenes.see(ProcessScenes.table());
    for (int i = 0; i < 12; i++) {
      scenes.see(devices(0.2e6 * (1 << i % 5), 400 - 30 * i, 4e6 + 1e6 * (i % 3)));
    }
    return scenes.see(devices(1.4e6, 500, 9e6));
  }

  private static DevicesSample devices(double readNanos, long reads, double writeNanos) {
    DiskUse.Ended none = DiskUse.Ended.none("no request ended");
    DiskUse.Ended read = new DiskUse.Ended(reads, Figure.exact(readNanos));
    DiskUse.Ended written = new DiskUse.Ended(20, Figure.exact(writeNanos));
    return new DevicesSample(
        1,
        1_000_000_000L,
        List.of(
            new DiskUse(
                "nvme0n1", Figure.exact(0.62), List.of(read, written, none, none), 41e6, 3e6),
            new DiskUse("sda", Figure.exact(0), List.of(none, none, none, none), 0, 0)),
        "",
        List.of(new NetUse("eth0", 1.2e6, 380e3, 0), new NetUse("lo", 92e3, 92e3, 2)),
        "");
  }

  /** The same under a CPU quota. */
  private static Scenes throttled() {
    return processes()
        .see(new CpuLimit(9001, Figure.exact(0.5), Figure.exact(0.98), Figure.exact(0.9)));
  }

  private static final String FILE = "/home/kim/.config/conctop/config.toml";

  private static Scenes settings() {
    return pool(120).file(FILE).press(Key.of(Key.Kind.F2));
  }

  private static Scenes saved() {
    return settings()
        .type("  jjj s")
        .saved(new SaveOutcome(SaveOutcome.Kind.SAVED, "saved theme, interval to " + FILE));
  }

  private static Scenes notSaved() {
    return settings()
        .type(" s")
        .saved(
            new SaveOutcome(
                SaveOutcome.Kind.FAILED, "cannot write " + FILE + ": read-only file system"));
  }

  static Key enter() {
    return Key.of(Key.Kind.ENTER);
  }

  /**
   * http-get on 16 pool threads, 64 in flight, 50 ms a request: three quarters wait in the queue.
   */
  public static Scenes pool(int ticks) {
    Scenes scenes = new Scenes(Optional.of(Scenes.run("http-get", "thread-pool", 16, 64)), 2);
    scenes.hello(false).cost();
    scenes.latency(Series.RESPONSE, 201 * MILLI).latency(Series.QUEUE, 151 * MILLI);
    scenes.latency(Series.SERVICE, 50.4 * MILLI);
    for (int tick = 1; tick <= ticks; tick++) {
      scenes.pass(Scenes.TICK).host(2, 0.09, 0.01);
      scenes.threads(poolThreads(scenes, "pool-1-thread-", 16));
      scenes.frame(
          Phase.MEASURE,
          tick * Scenes.TICK,
          tick * 31L + tick % 3,
          Map.of(TaskWait.READY, 48L, TaskWait.NETWORK, 16L),
          Map.of(),
          Map.of("workers", 16.0, "in_flight", 64.0));
    }
    return scenes;
  }

  static List<ThreadRow> poolThreads(Scenes scenes, String prefix, int workers) {
    List<ThreadRow> rows = new ArrayList<>();
    for (int i = 1; i <= workers; i++) {
      Map<Part, Double> shares = new LinkedHashMap<>();
      boolean works = scenes.about(0.5, 0.5) < 0.03;
      shares.put(Part.ON_CPU, works ? 0.6 : 0.02);
      shares.put(Part.NETWORK, works ? 0.3 : 0.94);
      shares.put(Part.LOCK, 0.01);
      shares.put(Part.IDLE, 0.03);
      rows.add(scenes.thread(100 + i, prefix + i, Role.WORKER, "read socket", shares));
    }
    rows.addAll(runtime(scenes));
    return rows;
  }

  static List<ThreadRow> runtime(Scenes scenes) {
    List<ThreadRow> rows = new ArrayList<>();
    String[] names = {"main", "VM Thread", "GC Thread#0", "C1 CompilerThre", "C2 CompilerThre"};
    for (int i = 0; i < names.length; i++) {
      Role role = i == 0 ? Role.DISPATCHER : Role.RUNTIME;
      Map<Part, Double> shares = Map.of(Part.ON_CPU, 0.02, Part.IDLE, 0.98);
      rows.add(scenes.thread(9_000 + i, names[i], role, "futex", shares));
    }
    return rows;
  }

  private static Scenario gilScenario() {
    return new Scenario(
        "gil",
        "An interpreter lock: two threads do not speed up work on the CPU",
        "threads: the lanes take turns between c and l; the lock's holder and waiters",
        RunRequest.of("sum-of-squares", "gil-threads", Map.of()),
        List.of(),
        false,
        List.of(
            new Expectation.Verdict("lock-bound", Optional.of("gil")),
            new Expectation.Figure(
                "subject.cpu_over_wall",
                Optional.empty(),
                OptionalDouble.of(0.9),
                OptionalDouble.of(1.1))));
  }

  /** A scenario's run, judged. */
  private static Scenes lesson() {
    return gil()
        .lesson(
            gilScenario(),
            List.of(
                new Lesson.Outcome("lock-bound gil", "lock-bound gil", true),
                new Lesson.Outcome("subject.cpu_over_wall 0.9 to 1.1", "1.132", false)));
  }

  static Scenes gil() {
    Scenes scenes = new Scenes(Optional.of(Scenes.run("sum-of-squares", "gil-threads", 2, 2)), 2);
    scenes.hello(true).cost();
    scenes.latency(Series.RESPONSE, 31 * MILLI).latency(Series.QUEUE, 2_000);
    scenes.latency(Series.SERVICE, 31 * MILLI).latency(Series.GIL_WAIT, 5.1 * MILLI);
    for (int tick = 1; tick <= 80; tick++) {
      scenes.pass(Scenes.TICK).host(2, 0.51, 0);
      List<ThreadRow> rows = new ArrayList<>();
      for (int i = 0; i < 2; i++) {
        boolean holds = (tick + i) % 2 == 0;
        Map<Part, Double> shares =
            Map.of(Part.ON_CPU, holds ? 0.6 : 0.4, Part.LOCK, holds ? 0.4 : 0.6);
        String detail = holds ? "" : "interpreter lock";
        rows.add(scenes.thread(101 + i, "worker-" + (i + 1), Role.WORKER, detail, shares));
      }
      rows.addAll(runtime(scenes));
      scenes.threads(rows);
      scenes.frame(
          Phase.MEASURE,
          tick * Scenes.TICK,
          tick * 6L,
          Map.of(TaskWait.RUNNING, 1L, TaskWait.GIL, 1L),
          Map.of(),
          Map.of(
              "gil_holder",
              101.0 + tick % 2,
              "gil_waiters",
              1.0,
              "gil_switches",
              tick * 19.6,
              "switch_interval",
              5e6));
    }
    return scenes;
  }

  static Scenes eventLoop() {
    Scenes scenes = new Scenes(Optional.of(Scenes.run("http-get", "event-loop", 0, 1000)), 2);
    scenes.hello(false).cost();
    scenes.latency(Series.RESPONSE, 52 * MILLI).latency(Series.QUEUE, 40_000);
    scenes.latency(Series.SERVICE, 52 * MILLI).latency(Series.LOOP_LAG, 0.9 * MILLI);
    for (int tick = 1; tick <= 90; tick++) {
      scenes.pass(Scenes.TICK).host(2, 0.62, 0);
      List<ThreadRow> rows = new ArrayList<>();
      Map<Part, Double> shares =
          Map.of(Part.ON_CPU, 0.71, Part.RUN_QUEUE, 0.02, Part.NETWORK, 0.27);
      rows.add(scenes.thread(101, "loop-1", Role.LOOP, "epoll", shares));
      rows.addAll(runtime(scenes));
      scenes.threads(rows);
      scenes.frame(
          Phase.MEASURE,
          tick * Scenes.TICK,
          tick * 1894L,
          Map.of(TaskWait.READY, 3L, TaskWait.RUNNING, 1L, TaskWait.NETWORK, 996L),
          Map.of(),
          Map.of("loop_ready", 3.0, "loop_waiting", 996.0));
    }
    return scenes;
  }

  /** A server is watched, one that is generated for by an event loop. */
  static Scenes served(int ticks) {
    RunSpec run = Scenes.run("http-get", "event-loop", 0, 16).with("server", "tornado");
    Scenes scenes = new Scenes(Optional.of(run), 2);
    scenes.see(
        new SubjectEvent.Hello(new Pid(Scenes.PID), "tornado", "6.2 on CPython 3.11.2", false));
    scenes.cost().latency(Series.RESPONSE, 5.1 * MILLI).latency(Series.LOOP_LAG, 3.9 * MILLI);
    scenes.frame(Phase.MEASURE, 0, 0, Map.of(), Map.of(), Map.of("in_flight", 16.0));
    for (int tick = 1; tick <= ticks; tick++) {
      scenes.pass(Scenes.TICK).host(2, 0.61, 0);
      Map<Part, Double> shares = Map.of(Part.ON_CPU, 0.96, Part.RUN_QUEUE, 0.03, Part.IDLE, 0.01);
      scenes.threads(List.of(scenes.thread(101, "loop", Role.LOOP, "epoll_wait", shares)));
      scenes.see(
          new HostTotals(
              tick * Scenes.TICK,
              List.of(),
              HostTotals.NO_SERVER,
              Figure.exact(0.23),
              Figure.estimated(0.02)));
      scenes.frame(
          Phase.MEASURE,
          tick * Scenes.TICK,
          tick * 231L,
          Map.of(TaskWait.RUNNING, 1L, TaskWait.NETWORK, 15L),
          Map.of(),
          Map.of("in_flight", 16.0));
    }
    return scenes;
  }

  static Scenes virtualThreads() {
    Scenes scenes = new Scenes(Optional.of(Scenes.run("http-get", "virtual-threads", 2, 64)), 2);
    scenes.hello(false).cost();
    scenes.latency(Series.RESPONSE, 51 * MILLI).latency(Series.QUEUE, 30_000);
    scenes.latency(Series.SERVICE, 51 * MILLI);
    for (int tick = 1; tick <= 80; tick++) {
      scenes.pass(Scenes.TICK).host(2, 0.12, 0);
      List<ThreadRow> rows = new ArrayList<>();
      for (int i = 1; i <= 2; i++) {
        Map<Part, Double> shares = Map.of(Part.ON_CPU, 0.06, Part.IDLE, 0.94);
        String name = "ForkJoinPool-1-worker-" + i;
        rows.add(scenes.thread(100 + i, name, Role.CARRIER, "futex", shares));
      }
      rows.addAll(runtime(scenes));
      scenes.threads(rows);
      scenes.frame(
          Phase.MEASURE,
          tick * Scenes.TICK,
          tick * 127L,
          Map.of(TaskWait.READY, 0L, TaskWait.NETWORK, 64L),
          Map.of(),
          Map.of("vt_mounted", 0.0, "vt_queued", 0.0, "vt_parked", 64.0));
    }
    return scenes;
  }

  /** 96 cores, 400 threads of three pools, names of every width. */
  static Scenes many() {
    Scenes scenes = new Scenes(Optional.of(Scenes.run("mixed", "thread-pool", 400, 800)), 96);
    scenes.hello(false).cost();
    scenes.latency(Series.RESPONSE, 90 * MILLI).latency(Series.QUEUE, 60 * MILLI);
    scenes.latency(Series.SERVICE, 30 * MILLI);
    for (int tick = 1; tick <= 30; tick++) {
      scenes.pass(Scenes.TICK).host(96, 0.44, 0.1);
      List<ThreadRow> rows = new ArrayList<>(poolThreads(scenes, "http-worker-", 380));
      for (int i = 1; i <= 20; i++) {
        Map<Part, Double> shares = Map.of(Part.ON_CPU, 0.5, Part.RUN_QUEUE, 0.5);
        rows.add(scenes.thread(1000 + i, "計算スレッド-" + i, Role.WORKER, "", shares));
      }
      scenes.threads(rows);
      scenes.frame(
          Phase.MEASURE,
          tick * Scenes.TICK,
          tick * 900L,
          Map.of(TaskWait.READY, 400L, TaskWait.RUNNING, 42L, TaskWait.NETWORK, 358L),
          Map.of(),
          Map.of("queue_depth", 400.0));
    }
    return scenes;
  }

  static Scenes machine() {
    Scenes scenes = new Scenes(Optional.empty(), 4);
    for (int tick = 1; tick <= 60; tick++) {
      scenes.pass(Scenes.TICK).host(4, 0.23, 0.02).cost();
    }
    return scenes;
  }

  static Scenes attached() {
    Scenes scenes = Scenes.of("nginx: worker process", 2);
    for (int tick = 1; tick <= 60; tick++) {
      scenes.pass(Scenes.TICK).host(2, 0.4, 0).cost();
      scenes.threads(poolThreads(scenes, "nginx-", 4));
    }
    return scenes;
  }

  static Scenes filtering() {
    return pool(120).type("/read-1");
  }

  static Scenes problem() {
    Scenes scenes = pool(20).press(Key.of('w')).press(Key.of(Key.Kind.BACK_TAB));
    for (int i = 0; i < 3; i++) {
      scenes.press(Key.of(Key.Kind.DOWN));
    }
    return scenes.type("90min").press(enter());
  }

  static Scenes starting() {
    Scenes scenes = new Scenes(Optional.of(Scenes.run("http-get", "thread-pool", 16, 64)), 2);
    scenes.pass(Scenes.TICK).host(2, 0.3, 0).cost();
    return scenes.see(new SubjectEvent.Starting("starting the server")).pass(300_000_000L);
  }

  static Scenes warmUp() {
    Scenes scenes = starting();
    scenes.hello(false);
    for (int tick = 1; tick <= 6; tick++) {
      scenes.pass(Scenes.TICK).host(2, 0.8, 0);
      scenes.threads(poolThreads(scenes, "pool-1-thread-", 16));
      scenes.frame(
          Phase.WARM_UP,
          tick * Scenes.TICK,
          tick * 25L,
          Map.of(TaskWait.READY, 48L, TaskWait.NETWORK, 16L),
          Map.of(),
          Map.of());
    }
    return scenes;
  }

  static Scenes paused() {
    return pool(120).press(Key.of(' ')).pass(12_000_000_000L);
  }

  static Scenes finished() {
    Scenes scenes = pool(100);
    TaskCounts tasks = scenes.state().totals().tasks();
    return scenes.see(new SubjectEvent.Finished(10_000_000_000L, tasks, Map.of()));
  }

  static Scenes died() {
    return pool(40)
        .see(
            new SubjectEvent.Died(
                "the subject ended with status 1",
                List.of(
                    "Exception in thread \"main\" java.lang.OutOfMemoryError: Java heap space",
                    "  at dev.conctop.subject.Subject.run(Subject.java:81)",
                    "  at dev.conctop.subject.Subject.main(Subject.java:37)")));
  }

  static Scenes attachedEnded() {
    return attached().see(new SubjectEvent.Died("process 4242 has ended", List.of()));
  }

  static Scenes failures() {
    Scenes scenes = pool(30);
    Map<String, Long> errors =
        Map.of("ConnectException: Connection refused", 412L, "SocketException: reset", 3L);
    scenes.pass(Scenes.TICK);
    scenes.frame(
        Phase.MEASURE,
        31 * Scenes.TICK,
        940,
        Map.of(TaskWait.READY, 60L, TaskWait.NETWORK, 4L),
        errors,
        Map.of());
    return scenes.notice("the server died; its last words are on the host page");
  }
}
