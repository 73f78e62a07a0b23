package dev.conctop.source;

import dev.conctop.launch.SubjectRun;
import dev.conctop.probe.HostProbe;
import dev.conctop.probe.Origin;
import dev.conctop.probe.Probes;
import dev.conctop.probe.Reach;
import dev.conctop.probe.ThreadProbe;
import dev.conctop.probe.jvm.JvmWatch;
import dev.conctop.sample.Fact;
import dev.conctop.sample.HostSample;
import dev.conctop.sample.SubjectEvent;
import dev.conctop.sample.ThreadsSample;
import dev.conctop.sample.figure.Figure;
import dev.conctop.sample.figure.Pid;
import dev.conctop.sample.thread.ThreadReport;
import dev.conctop.source.look.CausePace;
import dev.conctop.source.look.CauseSettings;
import dev.conctop.source.look.CpuClock;
import dev.conctop.source.look.DeepViews;
import dev.conctop.source.look.MachineLooks;
import dev.conctop.source.look.MeasuredHost;
import dev.conctop.source.look.OwnCost;
import dev.conctop.source.look.QuotaWatch;
import dev.conctop.source.look.WatchedPids;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Who is watched beside the machine, and what looks at both tell. For one thread at a time: its
 * owner's lock is held whenever it is called.
 */
final class Looks {
  private static final double NO_CORE_LEFT = 0.9;

  private final Consumer<Fact> out;
  private final Object lock;
  private final Probes probes;
  private final HostProbe host;
  private final ThreadProbe threads;
  private final DeepViews jvms;
  private final QuotaWatch quota;
  private final MachineLooks machine;
  private final WatchedPids watched;
  private final OwnCost cost;
  private final CausePace pace;
  private @Nullable SubjectRun run;
  private @Nullable MeasuredHost measured;
  private @Nullable Pid attached;
  private boolean watching;

  /**
   * @param lock its owner's
   * @param depth how much is asked of JVMs that are attached to
   */
  Looks(
      Consumer<Fact> out, Probes probes, CauseSettings causes, JvmWatch.Depth depth, Object lock) {
    this.out = out;
    this.lock = lock;
    this.probes = probes;
    long now = System.nanoTime();
    this.cost = new OwnCost(probes, now);
    this.host = probes.host();
    this.threads = probes.threads();
    this.watched = new WatchedPids(threads);
    this.jvms = new DeepViews(depth, out::accept, threads::reports);
    this.quota = new QuotaWatch(probes);
    this.machine = new MachineLooks(probes.machine(), out, now);
    this.pace = new CausePace(causes, now);
  }

  /** The run under way, whose process may not be known yet. */
  @Nullable SubjectRun run() {
    return run;
  }

  void run(@Nullable SubjectRun run) {
    this.run = run;
  }

  DeepViews jvms() {
    return jvms;
  }

  /** How often causes are asked for, and what it may cost. */
  CausePace pace() {
    return pace;
  }

  OwnCost cost() {
    return cost;
  }

  boolean watching() {
    return watching;
  }

  /** The process of a run has said who it is. */
  void watch(Pid root, @Nullable SubjectRun of) {
    Origin origin = of != null && of.watchesServer() ? Origin.SERVER : Origin.OURS;
    threads.setRoots(new int[] {root.value()}, origin);
    watching = true;
  }

  /** Somebody else's process is watched, and measured from now on. */
  void attach(Pid pid, Reach reach) {
    threads.setRoots(new int[] {pid.value()}, Origin.FOREIGN, reach);
    attached = pid;
    watching = true;
    threads.look(System.nanoTime());
    measure();
    jvms.follow(pid.value(), threads.pids(), System.nanoTime(), lock);
  }

  /** It goes on, and is not looked at any more. */
  void unwatch() {
    watching = false;
    measured = null;
    run = null;
  }

  /** It is over; what it was stays. */
  void over() {
    watching = false;
  }

  /**
   * Nobody is watched any more.
   *
   * @return views into JVMs, to be closed without the lock
   */
  List<JvmWatch> forget() {
    unwatch();
    attached = null;
    watched.forget();
    return jvms.forget();
  }

  /** Their threads are nobody's now. */
  void letGo() {
    threads.setRoots(new int[0], Origin.OURS);
  }

  /** What the watched threads report of themselves. */
  void reports(List<ThreadReport> reports) {
    threads.reports(reports);
  }

  boolean measures() {
    return measured != null;
  }

  /** What counts is counted from now on. */
  void measure() {
    threads.refresh();
    look();
    threads.mark();
    quota.mark(watched.first(watching), System.nanoTime());
    long begin = System.nanoTime();
    cost.mark(begin);
    pace.mark(begin);
    SubjectRun current = run;
    Optional<Pid> beside = current == null ? Optional.empty() : current.beside();
    measured =
        new MeasuredHost(
            host.totals(),
            cost.clock(),
            beside.map(pid -> new CpuClock(probes, pid.value())),
            current != null && current.watchesServer());
  }

  /** Counts nothing until the next measuring begins. */
  void unmeasure() {
    measured = null;
  }

  /** Memory of those that are watched, bytes. */
  Figure memory() {
    return probes.memory(threads.pids());
  }

  /** Looks at the machine and at whom is watched, and tells what was seen. */
  void look() {
    long begin = System.nanoTime();
    lookAtHost();
    if (watching) {
      ThreadsSample sample = threads.look(System.nanoTime());
      out.accept(sample);
      MeasuredHost since = measured;
      if (since != null) {
        out.accept(since.until(host.totals(), sample.use().cpuNanos()));
      }
      Pid root = attached;
      if (root != null) {
        jvms.follow(root.value(), threads.pids(), begin, lock);
      }
      targetMayHaveEnded();
    }
    long now = System.nanoTime();
    out.accept(cost.looked(begin, now, notice(), pace.rate(now)));
  }

  private void targetMayHaveEnded() {
    Pid target = attached;
    if (target != null && threads.pids().length == 0) {
      watching = false;
      attached = null;
      out.accept(new SubjectEvent.Died("process " + target + " has ended", List.of()));
    }
  }

  /** Looks at the machine alone. */
  void lookAtHost() {
    HostSample seen = host.look(System.nanoTime(), watched.ours(run, watching));
    out.accept(seen);
    quota.look(watched.first(watching), System.nanoTime()).ifPresent(out);
    boolean alone = run == null && !watching && watched.isNone();
    // Who is watched may be short of cores: then it is of interest who has them.
    boolean crowded = attached != null && seen.busy() >= NO_CORE_LEFT;
    machine.look(alone || crowded, System.nanoTime());
  }

  /**
   * A look is over.
   *
   * @return how often to ask for causes until the next one
   */
  int asks(long intervalNanos) {
    return pace.looked(System.nanoTime(), intervalNanos, threads.inQuestion());
  }

  /** Asks for causes once. */
  void glimpse(long begin) {
    int asked = threads.glimpse(begin);
    pace.asked(System.nanoTime() - begin, asked);
  }

  private String notice() {
    String notice = threads.notice();
    return notice.isEmpty() ? machine.notice() : notice;
  }

  void close() {
    threads.close();
    host.close();
    machine.close();
  }
}
