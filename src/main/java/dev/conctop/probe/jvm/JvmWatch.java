package dev.conctop.probe.jvm;

import dev.conctop.probe.jvm.attach.AttachException;
import dev.conctop.probe.jvm.attach.Gate;
import dev.conctop.probe.jvm.attach.GateFacts;
import dev.conctop.probe.jvm.attach.GateReader;
import dev.conctop.probe.jvm.attach.Listening;
import dev.conctop.probe.jvm.attach.PerfCounters;
import dev.conctop.probe.jvm.attach.PerfData;
import dev.conctop.probe.jvm.attach.Place;
import dev.conctop.probe.jvm.jfr.JfrFigures;
import dev.conctop.sample.JvmSample;
import dev.conctop.sample.ThreadStack;
import dev.conctop.sample.figure.Figure;
import dev.conctop.sample.figure.Pid;
import dev.conctop.sample.jvm.DeepView;
import dev.conctop.sample.jvm.JvmCounters;
import dev.conctop.sample.jvm.VirtualThreadGroups;
import dev.conctop.sample.jvm.VirtualThreadUse;
import dev.conctop.sample.thread.ThreadReport;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Looks into one JVM for as long as it is open, on a daemon thread of its own: a JVM that does not
 * answer holds up nobody else. Says nothing of a process that is no JVM.
 */
public final class JvmWatch implements AutoCloseable {
  /** How much is asked of the JVM. */
  public enum Depth {
    /** All that is safe. */
    AUTO,
    /** Nothing: only what it shares of its own accord is read. */
    OFF
  }

  /** Who is told; called by the watch's own thread. */
  public interface Listener {
    void sample(JvmSample sample);

    void reports(List<ThreadReport> reports);
  }

  private static final Path PROC = Path.of("/proc");
  private static final long TURN_NANOS = 500_000_000L;
  private static final long TRY_NANOS = 50_000_000L;

  /** How long a JVM may take to start before its refusal is said. */
  private static final long STARTING_NANOS = 3_000_000_000L;

  private static final long AGAIN_NANOS = 2_000_000_000L;

  /** For all of an attach, and for every later question. */
  private static final long ASK_NANOS = 4_000_000_000L;

  /** For a stack of each virtual thread: 100,000 take a second. */
  private static final long GROUP_NANOS = 20_000_000_000L;

  private static final long LISTEN_NANOS = 2_500_000_000L;
  private static final long CLOSE_MILLIS = 4_000;

  private final Place place;
  private final Path proc;
  private final Pid pid;
  private final Depth depth;
  private final Listener listener;
  private final PerfCounters counters = new PerfCounters();
  private final Thread thread;
  private final String startTicks;
  private volatile boolean closed;
  private volatile boolean dumpWanted;
  private volatile boolean countWanted;
  private final AtomicReference<@Nullable StackQuestion> asked = new AtomicReference<>();

  // Confined to the thread.
  private @Nullable JvmSession session;
  private DeepView deep = new DeepView.Starting();
  private String version = "";
  private int turns;
  private boolean overwhelmed;

  private JvmWatch(Path proc, Pid pid, Depth depth, Listener listener) {
    this.proc = proc;
    this.place = Place.of(proc, pid.value());
    this.pid = pid;
    this.depth = depth;
    this.listener = listener;
    this.startTicks = Listening.startTicks(place);
    this.thread = Thread.ofPlatform().daemon().name("jvm-" + pid.value()).unstarted(this::run);
  }

  /** Begins to look into a process, if it is a JVM. */
  public static JvmWatch start(Pid pid, Depth depth, Listener listener) {
    JvmWatch watch = new JvmWatch(PROC, pid, depth, listener);
    watch.thread.start();
    return watch;
  }

  /**
   * Whether a process may be a JVM: its program is {@code java}, or it has HotSpot's library in its
   * memory, under whatever name it was started.
   */
  public static boolean mayBeJvm(Pid pid) {
    Place place = Place.of(PROC, pid.value());
    return place.program().equals("java") || place.mapsJvm() == GateFacts.Library.MAPPED;
  }

  /** Has the JVM asked for all its threads soon, however many there are. */
  public void dump() {
    dumpWanted = true;
    LockSupport.unpark(thread);
  }

  /** Has all virtual threads counted by state and stack once there are any. */
  public void countVirtualThreads() {
    countWanted = true;
    LockSupport.unpark(thread);
  }

  /**
   * Asks for one thread's whole stack and waits for the answer; called by a thread that may wait.
   *
   * @param timeoutNanos how long at most
   */
  public ThreadStack.Answer stack(int tid, long timeoutNanos) throws InterruptedException {
    StackQuestion question = new StackQuestion(tid);
    asked.set(question);
    LockSupport.unpark(thread);
    return question.await(timeoutNanos, this::isDone);
  }

  /** Whether there is nothing more to say: it has ended, or is no JVM. */
  public boolean isDone() {
    return !thread.isAlive();
  }

  /** Waits until there is nothing more to say. */
  void awaitEnd() throws InterruptedException {
    thread.join();
  }

  private void run() {
    try {
      if (begin()) {
        while (!closed && lives()) {
          turn();
          rest(TURN_NANOS);
        }
      }
    } catch (RuntimeException e) {
      // Nothing here may end the program: what is watched is somebody else's.
      deep = new DeepView.Refused("it could not be understood: " + e, "");
      emit(JfrFigures.NOTHING);
    } finally {
      JvmSession open = session;
      if (open != null) {
        open.close();
      }
    }
  }

  private boolean lives() {
    return !startTicks.isEmpty() && Listening.startTicks(place).equals(startTicks);
  }

  private void rest(long nanos) {
    if (!closed) {
      LockSupport.parkNanos(nanos);
    }
  }

  /** Until it is known what can be done with it; false when there is nothing to do. */
  private boolean begin() {
    long began = System.nanoTime();
    while (!closed && lives()) {
      GateFacts facts = new GateReader(proc, place).read();
      switch (Gate.check(facts)) {
        case Gate.Outcome.NoJvm _ -> {
          return false;
        }
        case Gate.Outcome.Allowed allowed -> {
          open(allowed);
          return true;
        }
        case Gate.Outcome.Refused refused -> {
          if (!refused(refused, System.nanoTime() - began)) {
            return true;
          }
        }
      }
    }
    return false;
  }

  /** Says what stands against it; whether it is to be tried again. */
  private boolean refused(Gate.Outcome.Refused refused, long sinceNanos) {
    if (depth == Depth.OFF) {
      deep = new DeepView.Off();
      return false;
    }
    boolean starting = refused.again() && refused.starting() && sinceNanos < STARTING_NANOS;
    deep =
        starting
            ? new DeepView.Starting()
            : new DeepView.Refused(refused.reason(), refused.remedy());
    emit(JfrFigures.NOTHING);
    answer(asked.getAndSet(null));
    rest(starting ? TRY_NANOS : refused.again() ? AGAIN_NANOS : 0);
    return refused.again();
  }

  private void open(Gate.Outcome.Allowed allowed) {
    if (depth == Depth.OFF) {
      deep = new DeepView.Off();
      return;
    }
    emit(JfrFigures.NOTHING);
    JvmSession opened = new JvmSession(place);
    session = opened;
    try {
      if (allowed.signal()) {
        Listening.begin(place, startTicks, LISTEN_NANOS);
      }
      List<Integer> tids = place.tids();
      boolean few = tids.size() <= JvmSession.MOST_THREADS_TO_DUMP;
      if (few) {
        listener.reports(opened.dump(ASK_NANOS));
      }
      deep = new DeepView.On();
      emit(JfrFigures.NOTHING);
      // Before the recorder, whose first start may take long.
      count(opened);
      if (closed) {
        return;
      }
      opened.record(allowed.recorder());
      if (opened.wantsDump(place.tids(), true)) {
        listener.reports(opened.dump(ASK_NANOS));
      }
    } catch (AttachException e) {
      String why = Optional.ofNullable(e.getMessage()).orElse("it did not answer");
      deep = new DeepView.Refused(why, "look whether it is stuck, and attach again");
    }
  }

  private void turn() {
    JvmSession open = session;
    JfrFigures.Taken taken = JfrFigures.NOTHING;
    answer(asked.getAndSet(null));
    if (open != null && deep instanceof DeepView.On) {
      taken = open.figures().take();
      listener.reports(open.names().words(taken.words()));
      if (dumpWanted) {
        dumpWanted = false;
        dump(open);
        open.group(GROUP_NANOS, () -> closed);
      } else if (open.wantsLook(place.tids())) {
        dump(open);
      }
      count(open);
      overwhelmed |= taken.overwhelmed();
      if (++turns % 2 == 0) {
        everySecond(open, overwhelmed);
        overwhelmed = false;
      }
    }
    emit(taken);
  }

  /** Has all threads told, and one of them in full. */
  private void answer(@Nullable StackQuestion question) {
    if (question == null) {
      return;
    }
    JvmSession open = session;
    if (open != null && deep instanceof DeepView.On) {
      try {
        listener.reports(open.dump(ASK_NANOS, question.tid()));
        question.is(open.stack());
        // First the sample, which says who holds what in the same dump.
        emit(JfrFigures.NOTHING);
      } catch (AttachException e) {
        question.failed(Optional.ofNullable(e.getMessage()).orElse("it did not answer"));
      }
    }
    question.answer(deep);
  }

  private void everySecond(JvmSession open, boolean overwhelmed) {
    open.keepRecording(overwhelmed, ASK_NANOS);
    open.askScheduler(ASK_NANOS);
    if (open.wantsDump(place.tids(), false)) {
      dump(open);
    }
  }

  private void count(JvmSession open) {
    if (countWanted && open.names().carriesVirtualThreads()) {
      countWanted = false;
      open.beginGroups();
      emit(JfrFigures.NOTHING);
      open.group(GROUP_NANOS, () -> closed);
      emit(JfrFigures.NOTHING);
    }
  }

  private void dump(JvmSession open) {
    try {
      listener.reports(open.dump(ASK_NANOS));
    } catch (AttachException e) {
      // Names stay as they were; it is asked again later.
      turns = 0;
    }
  }

  private void emit(JfrFigures.Taken taken) {
    if (closed) {
      return;
    }
    Optional<PerfData> shared = place.perfData();
    JvmCounters paused =
        shared
            .map(now -> counters.since(now, System.nanoTime()))
            .orElse(JvmCounters.na("it shares no counters (-XX:-UsePerfData)"));
    shared.map(PerfData::version).filter(v -> !v.isEmpty()).ifPresent(v -> version = v);
    JvmSession open = session;
    String said = open == null || !version.isEmpty() ? version : open.version();
    String why = reason();
    listener.sample(
        new JvmSample(
            pid,
            said,
            deep,
            paused,
            open == null ? VirtualThreadUse.na(why) : open.virtualThreads(),
            open == null ? List.of() : open.names().threads(),
            open == null ? Figure.na(why) : open.joined(place.tids()),
            open == null ? List.of() : open.deadlocks(),
            taken.latencies(),
            taken.owners(),
            open == null ? 0 : open.thresholdNanos(),
            open == null ? "" : open.notice(),
            open == null ? List.of() : open.pools(),
            open == null ? List.of() : open.chains(),
            open == null ? VirtualThreadGroups.na(why) : open.groups()));
  }

  private String reason() {
    return switch (deep) {
      case DeepView.Refused refused -> refused.reason();
      case DeepView.Off _ -> "it was not to be asked";
      case DeepView.Starting _, DeepView.On _ -> "it was not asked yet";
    };
  }

  /** Stops what was started in the JVM; returns within 4 s. */
  @Override
  public void close() {
    closed = true;
    LockSupport.unpark(thread);
    try {
      if (thread != Thread.currentThread()) {
        thread.join(TimeUnit.MILLISECONDS.toMillis(CLOSE_MILLIS));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
