package dev.conctop.experiment.predict.station;

import java.util.PriorityQueue;

/**
 * What is to come, the earliest first; of one instant, what was noted first.
 *
 * @param <T> what comes
 */
public final class Agenda<T> {
  private record Entry<T>(double at, long order, T what) implements Comparable<Entry<T>> {
    @Override
    public int compareTo(Entry<T> other) {
      int byTime = Double.compare(at, other.at);
      return byTime != 0 ? byTime : Long.compare(order, other.order);
    }
  }

  private final PriorityQueue<Entry<T>> entries = new PriorityQueue<>();
  private long next;

  /** Notes that something comes. */
  public void add(double at, T what) {
    entries.add(new Entry<>(at, next++, what));
  }

  /** When the first comes; infinity when nothing does. */
  public double firstAt() {
    Entry<T> first = entries.peek();
    return first == null ? Double.POSITIVE_INFINITY : first.at;
  }

  /**
   * Takes off the first.
   *
   * @throws java.util.NoSuchElementException when nothing comes
   */
  public T take() {
    return entries.remove().what;
  }
}
