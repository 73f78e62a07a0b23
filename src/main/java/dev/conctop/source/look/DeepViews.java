package dev.conctop.source.look;

import dev.conctop.probe.jvm.JvmStacks;
import dev.conctop.probe.jvm.JvmWatch;
import dev.conctop.sample.JvmSample;
import dev.conctop.sample.figure.Pid;
import dev.conctop.sample.thread.ThreadReport;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The JVMs among the processes watched: the one attached to, and the first of its descendants.
 * Confined to the source's lock, but for {@link #close}, which waits for JVMs and must not hold it.
 */
public final class DeepViews {
  private static final int MOST = 4;
  private static final int MOST_TRIES = 5;
  private static final long SECOND_NANOS = 1_000_000_000L;

  private JvmWatch.Depth depth;
  private final Consumer<JvmSample> samples;
  private final Consumer<List<ThreadReport>> reports;
  private final Map<Integer, JvmWatch> open = new HashMap<>();
  private final Map<Integer, Integer> tries = new HashMap<>();
  private long nextNanos = Long.MIN_VALUE;
  private int generation;

  /**
   * @param samples told under {@code lock}, as are the reports
   */
  public DeepViews(
      JvmWatch.Depth depth, Consumer<JvmSample> samples, Consumer<List<ThreadReport>> reports) {
    this.depth = depth;
    this.samples = samples;
    this.reports = reports;
  }

  /** How much those are asked that are found from now on. */
  public void depth(JvmWatch.Depth newDepth) {
    depth = newDepth;
  }

  /**
   * Looks into those of these processes that are JVMs.
   *
   * @param nanos monotonic time now: descendants are looked for once a second
   */
  public void follow(int root, int[] pids, long nanos, Object lock) {
    if (!open.containsKey(root)) {
      open(root, lock);
    }
    if (pids.length <= 1 || nanos < nextNanos) {
      return;
    }
    nextNanos = nanos + SECOND_NANOS;
    open.keySet().removeIf(pid -> pid != root && Arrays.stream(pids).noneMatch(p -> p == pid));
    tries.keySet().removeIf(pid -> Arrays.stream(pids).noneMatch(p -> p == pid));
    for (int pid : pids) {
      if (open.size() < MOST && !open.containsKey(pid) && mayBeJvm(pid)) {
        open(pid, lock);
      }
    }
  }

  /** What has no JVM in it after some seconds is not asked again: its whole map would be read. */
  private boolean mayBeJvm(int pid) {
    return tries.merge(pid, 1, Integer::sum) <= MOST_TRIES && JvmWatch.mayBeJvm(new Pid(pid));
  }

  private void open(int pid, Object lock) {
    open.put(pid, JvmWatch.start(new Pid(pid), depth, new Told(generation, lock)));
  }

  /** Has all of them asked for their threads. */
  public void dump() {
    open.values().forEach(JvmWatch::dump);
  }

  /**
   * Who tells a thread's stack in a JVM's own words: the watch, if there is one, else one question
   * to a JVM that is not watched; nobody where nothing may be asked, or it is no JVM.
   */
  public StackAsks.Inside stacks(int pid) {
    JvmWatch watch = open.get(pid);
    if (watch == null && depth == JvmWatch.Depth.AUTO) {
      return (tid, timeoutNanos) -> JvmStacks.ask(new Pid(pid), tid, timeoutNanos / 2);
    }
    return watch == null || watch.isDone()
        ? StackAsks.Inside.NONE
        : (tid, timeoutNanos) -> Optional.of(watch.stack(tid, timeoutNanos));
  }

  /** Has their virtual threads counted by state and stack. */
  public void countVirtualThreads() {
    open.values().forEach(JvmWatch::countVirtualThreads);
  }

  /** Forgets all; what they say from now on is not heard. Those to be closed, outside the lock. */
  public List<JvmWatch> forget() {
    generation++;
    List<JvmWatch> old = new ArrayList<>(open.values());
    open.clear();
    tries.clear();
    nextNanos = Long.MIN_VALUE;
    return old;
  }

  /** Closes them side by side. */
  public static void close(List<JvmWatch> old) {
    List<Thread> closing = new ArrayList<>();
    for (JvmWatch watch : old) {
      closing.add(Thread.ofPlatform().daemon().name("closing").start(watch::close));
    }
    for (Thread thread : closing) {
      try {
        thread.join();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      }
    }
  }

  /** What one of them says, as long as it is of interest. */
  private final class Told implements JvmWatch.Listener {
    private final int mine;
    private final Object lock;

    Told(int mine, Object lock) {
      this.mine = mine;
      this.lock = lock;
    }

    @Override
    public void sample(JvmSample sample) {
      synchronized (lock) {
        if (mine == generation) {
          samples.accept(sample);
        }
      }
    }

    @Override
    public void reports(List<ThreadReport> said) {
      synchronized (lock) {
        if (mine == generation && !said.isEmpty()) {
          reports.accept(said);
        }
      }
    }
  }
}
