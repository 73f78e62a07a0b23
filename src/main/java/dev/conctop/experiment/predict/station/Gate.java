package dev.conctop.experiment.predict.station;

import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/**
 * So many places behind one queue, first come first served: workers, a lock, a loop. Whoever leaves
 * hands the place to the first who waits.
 *
 * @param <T> who comes
 */
public final class Gate<T> {
  private final int places;
  private final ArrayDeque<T> queue = new ArrayDeque<>();
  private int taken;
  private double since;
  private double last;
  private double takenTime;
  private double waitingTime;

  /**
   * A gate with nobody in it.
   *
   * @param places 1 or more; {@link Integer#MAX_VALUE} where nobody ever waits
   */
  public Gate(int places) {
    if (places < 1) {
      throw new IllegalArgumentException("places: " + places);
    }
    this.places = places;
  }

  /** Takes a place, or the last one in the queue; says whether it was a place. */
  public boolean enter(double now, T who) {
    count(now);
    if (taken == places) {
      queue.add(who);
      return false;
    }
    taken++;
    return true;
  }

  /** Gives a place back; who has it now, or null when nobody waited. */
  public @Nullable T leave(double now) {
    count(now);
    T next = queue.poll();
    if (next == null) {
      taken--;
    }
    return next;
  }

  /** How many wait. */
  public int waiting() {
    return queue.size();
  }

  /** Begins to count anew. */
  public void reset(double now) {
    since = now;
    last = now;
    takenTime = 0;
    waitingTime = 0;
  }

  /** The share of places that was taken since the counting began, 0 to 1; 0 at its begin. */
  public double utilisation(double now) {
    return meanTaken(now) / places;
  }

  /** How many places were taken on average since the counting began; 0 at its begin. */
  public double meanTaken(double now) {
    count(now);
    return now > since ? takenTime / (now - since) : 0;
  }

  /** How many waited on average since the counting began; 0 at its begin. */
  public double meanWaiting(double now) {
    count(now);
    return now > since ? waitingTime / (now - since) : 0;
  }

  private void count(double now) {
    takenTime += taken * (now - last);
    waitingTime += queue.size() * (now - last);
    last = now;
  }
}
