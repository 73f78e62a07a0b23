package dev.conctop.source;

import dev.conctop.catalog.RunSpec;
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
import dev.conctop.sample.TaskFrame;
import dev.conctop.sample.ThreadsSample;
import dev.conctop.sample.figure.Figure;
import dev.conctop.sample.figure.Pid;
import dev.conctop.sample.task.Phase;
import dev.conctop.wire.Order;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The machine, and the run under way, as they are now. One thread looks at a fixed rate; the
 * subject's own frames come from the run's thread. Both work on the probes under one lock, so that
 * facts reach the consumer in the order in which they were true: the look that begins measuring
 * comes before the frame that says so, and the last look before the end.
 */
public final class LiveSource implements Source {
  private static final double NO_CORE_LEFT = 0.9;

  private final Consumer<Fact> out;
  private final Probes probes;
  private final HostProbe host;
  private final ThreadProbe threads;
  private final DeepViews jvms;
  private final StackAsks stacks;
  private final QuotaWatch quota;
  private final MachineLooks machine;
  private final Thread sampler;
  private final Rhythm rhythm;
  private final RunsThread runs = new RunsThread();

  /** No child and no directory is left behind, whichever way the program ends but by kill -9. */
  private final Thread atExit = new Thread(this::end, "close-at-exit");

  private final Object lock = new Object();

  // Guarded by lock.
  private @Nullable SubjectRun run;
  private @Nullable Arms arms;
  private @Nullable MeasuredHost measured;
  private boolean watching;
  private @Nullable Pid attached;
  private boolean ended;
  private final WatchedPids watched;
  private final OwnCost cost;
  private final CausePace pace;

  private LiveSource(
      Consumer<Fact> out,
      Probes probes,
      long intervalNanos,
      CauseSettings causes,
      JvmWatch.Depth depth) {
    this.out = out;
    this.probes = probes;
    this.cost = new OwnCost(probes, System.nanoTime());
    this.host = probes.host();
    this.threads = probes.threads();
    this.watched = new WatchedPids(threads);
    this.jvms = new DeepViews(depth, out::accept, threads::reports);
    this.stacks = new StackAsks(probes.stacks(), out::accept);
    this.quota = new QuotaWatch(probes);
    this.machine = new MachineLooks(probes.machine(), out, System.nanoTime());
    this.rhythm = new Rhythm(intervalNanos);
    this.pace = new CausePace(causes, System.nanoTime());
    this.sampler = Thread.ofPlatform().daemon().name("sampler").unstarted(this::sample);
  }

  /** Begins to look at the machine; not when the program is ending already. */
  public static LiveSource start(
      Consumer<Fact> out, Probes probes, long intervalNanos, CauseSettings causes) {
    return start(out, probes, intervalNanos, causes, JvmWatch.Depth.OFF);
  }

  /**
   * As above.
   *
   * @param depth how much is asked of JVMs that are attached to
   */
  public static LiveSource start(
      Consumer<Fact> out,
      Probes probes,
      long intervalNanos,
      CauseSettings causes,
      JvmWatch.Depth depth) {
    LiveSource source = new LiveSource(out, probes, intervalNanos, causes, depth);
    try {
      Runtime.getRuntime().addShutdownHook(source.atExit);
      source.sampler.start();
    } catch (IllegalStateException e) {
      // A signal came meanwhile: the hooks run already.
      source.end();
    }
    return source;
  }

  @Override
  public void run(RunSpec spec) {
    runs.execute(
        () -> {
          endRun();
          synchronized (lock) {
            if (!rhythm.isOver()) {
              run = SubjectRun.start(spec, new Listener()::take);
            }
          }
        });
  }

  @Override
  public void arms(List<RunSpec> specs) {
    runs.execute(
        () -> {
          endRun();
          synchronized (lock) {
            if (!rhythm.isOver()) {
              Arms started = new Arms(new Workplace());
              arms = started;
              started.start(specs, (arm, life) -> fact -> takeOfArm(started, arm, life, fact));
            }
          }
        });
  }

  private void takeOfArm(Arms all, int arm, int life, Fact fact) {
    synchronized (lock) {
      if (arms == all) {
        all.take(arm, life, fact);
      }
    }
  }

  @Override
  public void go(int arm, long settleNanos, long nanos) {
    synchronized (lock) {
      Arms all = arms;
      if (all != null) {
        all.go(arm, settleNanos, nanos);
      }
    }
  }

  @Override
  public void renew(int arm) {
    synchronized (lock) {
      Arms all = arms;
      if (all != null) {
        all.renew(arm);
      }
    }
  }

  /** Where the arm that works is watched: as a run is, block by block. */
  private final class Workplace implements Arms.Bench {
    @Override
    public void watch(SubjectEvent.Hello who, SubjectRun works) {
      run = works;
      measured = null;
      threads.setRoots(new int[] {who.pid().value()}, originOf(works));
      watching = true;
    }

    @Override
    public Figure lastLook() {
      look();
      return probes.memory(threads.pids());
    }

    @Override
    public void unwatch() {
      watching = false;
      measured = null;
      run = null;
    }

    @Override
    public void heard(Fact fact) {
      LiveSource.this.heard(fact);
    }

    @Override
    public void tell(SubjectEvent event) {
      out.accept(event);
    }

    @Override
    public void later(Runnable task) {
      runs.execute(task);
    }
  }

  /** What one run says; silent once another run has taken its place. */
  private final class Listener {
    private @Nullable SubjectRun mine;

    void take(Fact fact) {
      synchronized (lock) {
        // The run's thread may speak before start() has returned it to us.
        if (mine == null) {
          mine = run;
        }
        if (run == mine && !ended) {
          heard(fact);
        }
      }
    }
  }

  @Override
  public void attach(Pid pid, Reach reach) {
    runs.execute(
        () -> {
          endRun();
          synchronized (lock) {
            threads.setRoots(new int[] {pid.value()}, Origin.FOREIGN, reach);
            attached = pid;
            watching = true;
            threads.look(System.nanoTime());
            beginMeasuring();
            jvms.follow(pid.value(), threads.pids(), System.nanoTime(), lock);
          }
        });
  }

  @Override
  public void release() {
    runs.execute(this::endRun);
  }

  private void endRun() {
    SubjectRun old;
    Arms oldArms;
    List<JvmWatch> watches;
    synchronized (lock) {
      watches = jvms.forget();
      oldArms = arms;
      arms = null;
      old = oldArms == null ? run : null;
      run = null;
      measured = null;
      watching = false;
      ended = false;
      attached = null;
      watched.forget();
    }
    // First of all, whatever becomes of the rest: nothing of it may be left behind.
    if (old != null) {
      old.close();
    }
    if (oldArms != null) {
      oldArms.close();
    }
    DeepViews.close(watches);
    synchronized (lock) {
      threads.setRoots(new int[0], Origin.OURS);
    }
  }

  @Override
  public void dump() {
    synchronized (lock) {
      jvms.dump();
    }
  }

  @Override
  public void stack(int pid, int tid, long askedNanos) {
    StackAsks.Inside inside;
    synchronized (lock) {
      inside = jvms.stacks(pid);
    }
    stacks.ask(pid, tid, askedNanos, inside);
  }

  /** Has the virtual threads of the JVMs attached to counted once, as far as there are any. */
  public void countVirtualThreads() {
    runs.execute(
        () -> {
          synchronized (lock) {
            jvms.countVirtualThreads();
          }
        });
  }

  @Override
  public void turn(Knob knob, double value) {
    SubjectRun current;
    synchronized (lock) {
      current = run;
    }
    if (current != null) {
      current.order(new Order.Set(orderOf(knob), value));
    }
  }

  @Override
  public void turn(int arm, Knob knob, double value) {
    synchronized (lock) {
      Arms all = arms;
      if (all != null) {
        all.order(arm, new Order.Set(orderOf(knob), value));
      }
    }
  }

  private static Order.Knob orderOf(Knob knob) {
    return switch (knob) {
      case WORKERS -> Order.Knob.WORKERS;
      case IN_FLIGHT -> Order.Knob.IN_FLIGHT;
      case RATE -> Order.Knob.RATE;
      case SWITCH_INTERVAL -> Order.Knob.SWITCH_INTERVAL;
    };
  }

  @Override
  public void interval(long nanos) {
    rhythm.change(nanos, sampler);
  }

  @Override
  public void causes(CauseSettings causes) {
    synchronized (lock) {
      pace.settle(causes);
    }
  }

  /** JVMs are let go, and found again by the next look, which asks them as it may by then. */
  @Override
  public void deep(JvmWatch.Depth depth) {
    runs.execute(
        () -> {
          List<JvmWatch> old;
          synchronized (lock) {
            jvms.depth(depth);
            old = jvms.forget();
          }
          DeepViews.close(old);
        });
  }

  // ---- what the subject says

  private void heard(Fact fact) {
    switch (fact) {
      case SubjectEvent.Hello hello -> {
        threads.setRoots(new int[] {hello.pid().value()}, originOf(run));
        watching = true;
        out.accept(hello);
      }
      case TaskFrame frame -> {
        threads.reports(frame.threads());
        if (frame.phase() == Phase.MEASURE && measured == null) {
          beginMeasuring();
        }
        out.accept(frame.rounded());
      }
      case SubjectEvent.Finished finished -> {
        look();
        ended = true;
        watching = false;
        out.accept(finished);
        // What was run is over: nothing of it is left to the person's patience.
        SubjectRun over = run;
        if (over != null) {
          runs.execute(over::close);
        }
      }
      case SubjectEvent.Died died -> {
        ended = true;
        watching = false;
        out.accept(died);
      }
      default -> out.accept(fact);
    }
  }

  private static Origin originOf(@Nullable SubjectRun of) {
    return of != null && of.watchesServer() ? Origin.SERVER : Origin.OURS;
  }

  private void beginMeasuring() {
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

  // ---- what the machine says

  private void sample() {
    long next = System.nanoTime();
    while (!rhythm.isOver()) {
      int asks = 0;
      synchronized (lock) {
        Arms all = arms;
        if (all != null) {
          all.endLate(System.nanoTime());
        }
        if (!ended) {
          look();
          asks = pace.looked(System.nanoTime(), rhythm.intervalNanos(), threads.inQuestion());
        } else {
          lookAtHost();
        }
      }
      ask(next, asks);
      next = rhythm.awaitNext(next, this::missed);
    }
  }

  private void missed(long looks) {
    synchronized (lock) {
      cost.missed(looks);
    }
  }

  /** Asks so many times for the causes of waits, evenly spread until the next look. */
  private void ask(long look, int times) {
    long interval = rhythm.intervalNanos();
    for (int i = 1; i <= times; i++) {
      rhythm.park(look + interval * i / (times + 1));
      synchronized (lock) {
        if (rhythm.isOver() || ended || !watching || rhythm.intervalNanos() != interval) {
          return;
        }
        long begin = System.nanoTime();
        if (begin < look + interval) {
          int asked = threads.glimpse(begin);
          pace.asked(System.nanoTime() - begin, asked);
        }
      }
    }
  }

  private void look() {
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

  private void lookAtHost() {
    HostSample seen = host.look(System.nanoTime(), watched.ours(run, watching));
    out.accept(seen);
    quota.look(watched.first(watching), System.nanoTime()).ifPresent(out);
    boolean alone = run == null && !watching && watched.isNone();
    // Who is watched may be short of cores: then it is of interest who has them.
    boolean crowded = attached != null && seen.busy() >= NO_CORE_LEFT;
    machine.look(alone || crowded, System.nanoTime());
  }

  private String notice() {
    String notice = threads.notice();
    return notice.isEmpty() ? machine.notice() : notice;
  }

  @Override
  public void close() {
    end();
    try {
      Runtime.getRuntime().removeShutdownHook(atExit);
    } catch (IllegalStateException e) {
      // The hooks run already, this one among them.
    }
  }

  private void end() {
    synchronized (lock) {
      if (!rhythm.isOver()) {
        rhythm.end(sampler);
        runs.last(this::endRun);
        stacks.close();
      }
    }
    try {
      runs.awaitEnd();
      sampler.join(1_000);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    synchronized (lock) {
      threads.close();
      host.close();
      machine.close();
    }
  }
}
