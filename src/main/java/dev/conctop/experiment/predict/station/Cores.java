package dev.conctop.experiment.predict.station;

import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/**
 * Cores that work on jobs side by side, each job on one core at most. As long as there are more
 * jobs than cores they all go on equally slowly (processor sharing); with a limit of how many are
 * worked on at a time the others wait, first come first served.
 *
 * <p>All running jobs go on at the same speed, so they are kept by the <i>virtual</i> time of their
 * end: the work that each running job has got since the beginning.
 *
 * @param <T> a job
 */
public final class Cores<T> {
  /**
   * One job's stay.
   *
   * @param <T> a job
   */
  public static final class Slice<T> {
    private final T job;
    private final double work;
    private double end;
    private boolean running;
    private boolean gone;

    private Slice(T job, double work) {
      this.job = job;
      this.work = work;
    }
  }

  private final double cores;
  private final int most;
  private final Agenda<Slice<T>> running = new Agenda<>();
  private final ArrayDeque<Slice<T>> queue = new ArrayDeque<>();
  private @Nullable Slice<T> first;
  private int count;
  private double virtual;
  private double since;
  private double last;
  private double busy;

  /**
   * Cores with nothing to do.
   *
   * @param cores above 0; need not be whole
   * @param most how many jobs are worked on at a time, 1 or more; {@link Integer#MAX_VALUE} is
   *     processor sharing
   */
  public Cores(double cores, int most) {
    if (!(cores > 0) || most < 1) {
      throw new IllegalArgumentException("cores: " + cores + ", at a time: " + most);
    }
    this.cores = cores;
    this.most = most;
  }

  /**
   * Brings a job.
   *
   * @param work in nanoseconds of one core, above 0
   * @return its stay, by which it can be stopped
   */
  public Slice<T> start(double now, T job, double work) {
    advance(now);
    Slice<T> slice = new Slice<>(job, work);
    if (count < most) {
      run(slice);
    } else {
      queue.add(slice);
    }
    return slice;
  }

  /** Takes a job off that is not done; says how much of its work is left, in nanoseconds. */
  public double stop(double now, Slice<T> slice) {
    advance(now);
    slice.gone = true;
    if (!slice.running) {
      queue.remove(slice);
      return slice.work;
    }
    if (slice == first) {
      first = null;
    }
    leave();
    return Math.max(0, slice.end - virtual);
  }

  /** When the next job is done if nothing else happens; infinity when there is none. */
  public double nextAt() {
    Slice<T> next = first();
    return next == null
        ? Double.POSITIVE_INFINITY
        : last + Math.max(0, next.end - virtual) / speed();
  }

  /**
   * Takes off the job that is done first, at {@link #nextAt}.
   *
   * @throws IllegalStateException when there is none
   */
  public T finish() {
    double now = nextAt();
    Slice<T> done = first();
    if (done == null) {
      throw new IllegalStateException("no job");
    }
    advance(now);
    virtual = done.end;
    first = null;
    leave();
    return done.job;
  }

  /** Begins to count anew. */
  public void reset(double now) {
    advance(now);
    since = now;
    busy = 0;
  }

  /** The share of the cores that worked since the counting began, 0 to 1; 0 at its begin. */
  public double utilisation(double now) {
    advance(now);
    return now > since ? busy / (now - since) / cores : 0;
  }

  private void run(Slice<T> slice) {
    slice.running = true;
    slice.end = virtual + slice.work;
    count++;
    Slice<T> before = first;
    if (before != null && slice.end < before.end) {
      running.add(before.end, before);
      first = slice;
    } else {
      running.add(slice.end, slice);
    }
  }

  private void leave() {
    count--;
    Slice<T> next = queue.poll();
    if (next != null) {
      run(next);
    }
  }

  /** Whose end is next; it is kept out of the list, since it is asked for again and again. */
  private @Nullable Slice<T> first() {
    while (first == null && running.firstAt() < Double.POSITIVE_INFINITY) {
      Slice<T> next = running.take();
      first = next.gone ? null : next;
    }
    return first;
  }

  private double speed() {
    return count <= cores ? 1 : cores / count;
  }

  private void advance(double now) {
    virtual += count == 0 ? 0 : (now - last) * speed();
    busy += Math.min(count, cores) * (now - last);
    last = now;
  }
}
