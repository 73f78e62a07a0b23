package dev.conctop.source;

import dev.conctop.catalog.RunSpec;
import dev.conctop.launch.SubjectRun;
import dev.conctop.probe.Probes;
import dev.conctop.probe.Reach;
import dev.conctop.probe.jvm.JvmWatch;
import dev.conctop.sample.Fact;
import dev.conctop.sample.SubjectEvent;
import dev.conctop.sample.TaskFrame;
import dev.conctop.sample.figure.Figure;
import dev.conctop.sample.figure.Pid;
import dev.conctop.sample.task.Phase;
import dev.conctop.source.look.CauseSettings;
import dev.conctop.source.look.DeepViews;
import dev.conctop.source.look.StackAsks;
import dev.conctop.wire.Order;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The machine, and the run under way, as they are now. One thread looks at a fixed rate; the
 * subject's own frames come from the run's thread. Both work on the probes under one lock, so that
 * facts reach the consumer in the order in which they were true: the look that begins measuring
 * comes before the frame that says so, and the last look before the end.
 */
public final class LiveSource implements Source {
  private final Consumer<Fact> out;
  private final StackAsks stacks;
  private final Thread sampler;
  private final Rhythm rhythm;
  private final RunsThread runs = new RunsThread();

  /** No child and no directory is left behind, whichever way the program ends but by kill -9. */
  private final Thread atExit = new Thread(this::end, "close-at-exit");

  private final Object lock = new Object();

  // Guarded by lock.
  private final Looks looks;
  private @Nullable Arms arms;
  private boolean ended;

  private LiveSource(
      Consumer<Fact> out,
      Probes probes,
      long intervalNanos,
      CauseSettings causes,
      JvmWatch.Depth depth) {
    this.out = out;
    this.looks = new Looks(out, probes, causes, depth, lock);
    this.stacks = new StackAsks(probes.stacks(), out::accept);
    this.rhythm = new Rhythm(intervalNanos);
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
              looks.run(SubjectRun.start(spec, new Listener()::take));
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
      looks.run(works);
      looks.unmeasure();
      looks.watch(who.pid(), works);
    }

    @Override
    public Figure lastLook() {
      looks.look();
      return looks.memory();
    }

    @Override
    public void unwatch() {
      looks.unwatch();
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
          mine = looks.run();
        }
        if (looks.run() == mine && !ended) {
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
            looks.attach(pid, reach);
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
      oldArms = arms;
      arms = null;
      old = oldArms == null ? looks.run() : null;
      ended = false;
      watches = looks.forget();
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
      looks.letGo();
    }
  }

  @Override
  public void dump() {
    synchronized (lock) {
      looks.jvms().dump();
    }
  }

  @Override
  public void stack(int pid, int tid, long askedNanos) {
    StackAsks.Inside inside;
    synchronized (lock) {
      inside = looks.jvms().stacks(pid);
    }
    stacks.ask(pid, tid, askedNanos, inside);
  }

  /** Has the virtual threads of the JVMs attached to counted once, as far as there are any. */
  public void countVirtualThreads() {
    runs.execute(
        () -> {
          synchronized (lock) {
            looks.jvms().countVirtualThreads();
          }
        });
  }

  @Override
  public void turn(Knob knob, double value) {
    SubjectRun current;
    synchronized (lock) {
      current = looks.run();
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
      looks.pace().settle(causes);
    }
  }

  /** JVMs are let go, and found again by the next look, which asks them as it may by then. */
  @Override
  public void deep(JvmWatch.Depth depth) {
    runs.execute(
        () -> {
          List<JvmWatch> old;
          synchronized (lock) {
            looks.jvms().depth(depth);
            old = looks.jvms().forget();
          }
          DeepViews.close(old);
        });
  }

  // ---- what the subject says

  private void heard(Fact fact) {
    switch (fact) {
      case SubjectEvent.Hello hello -> {
        looks.watch(hello.pid(), looks.run());
        out.accept(hello);
      }
      case TaskFrame frame -> {
        looks.reports(frame.threads());
        if (frame.phase() == Phase.MEASURE && !looks.measures()) {
          looks.measure();
        }
        out.accept(frame.rounded());
      }
      case SubjectEvent.Finished finished -> {
        looks.look();
        ended = true;
        looks.over();
        out.accept(finished);
        // What was run is over: nothing of it is left to the person's patience.
        SubjectRun over = looks.run();
        if (over != null) {
          runs.execute(over::close);
        }
      }
      case SubjectEvent.Died died -> {
        ended = true;
        looks.over();
        out.accept(died);
      }
      default -> out.accept(fact);
    }
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
          looks.look();
          asks = looks.asks(rhythm.intervalNanos());
        } else {
          looks.lookAtHost();
        }
      }
      ask(next, asks);
      next = rhythm.awaitNext(next, this::missed);
    }
  }

  private void missed(long count) {
    synchronized (lock) {
      looks.cost().missed(count);
    }
  }

  /** Asks so many times for the causes of waits, evenly spread until the next look. */
  private void ask(long look, int times) {
    long interval = rhythm.intervalNanos();
    for (int i = 1; i <= times; i++) {
      rhythm.park(look + interval * i / (times + 1));
      synchronized (lock) {
        if (rhythm.isOver() || ended || !looks.watching() || rhythm.intervalNanos() != interval) {
          return;
        }
        long begin = System.nanoTime();
        if (begin < look + interval) {
          looks.glimpse(begin);
        }
      }
    }
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
      looks.close();
    }
  }
}
