package dev.conctop.sample.thread;

import java.util.AbstractList;
import java.util.Arrays;
import java.util.List;

/**
 * The rows of threads that keep their places from look to look; cannot be changed. A successor
 * shares with its predecessor all that is the same, so that a look at thousands of threads, few of
 * which moved, copies only the stretches that those few are in, and who follows the rows is told
 * those that are new.
 */
public final class ThreadRows extends AbstractList<ThreadRow> {
  private static final int SHIFT = 5;
  private static final int STRETCH = 1 << SHIFT;

  private final ThreadRow[][] stretches;
  private final int size;

  /** One for all lists that have the same threads at the same places. */
  private final Object order;

  private ThreadRows(ThreadRow[][] stretches, int size, Object order) {
    this.stretches = stretches;
    this.size = size;
    this.order = order;
  }

  /** Takes a row with its place in the list. */
  @FunctionalInterface
  public interface Placed {
    void accept(int place, ThreadRow row);
  }

  /** Rows in an order of their own. */
  public static ThreadRows of(List<ThreadRow> rows) {
    int size = rows.size();
    ThreadRow[][] stretches = new ThreadRow[(size + STRETCH - 1) >> SHIFT][];
    for (int i = 0; i < stretches.length; i++) {
      int from = i << SHIFT;
      int to = Math.min(size, from + STRETCH);
      stretches[i] = rows.subList(from, to).toArray(new ThreadRow[0]);
    }
    return new ThreadRows(stretches, size, new Object());
  }

  @Override
  public ThreadRow get(int place) {
    if (place < 0 || place >= size) {
      throw new IndexOutOfBoundsException("no row " + place + " of " + size);
    }
    return stretches[place >> SHIFT][place & (STRETCH - 1)];
  }

  @Override
  public int size() {
    return size;
  }

  /** Whether the same threads stand at the same places. */
  public boolean sameOrder(ThreadRows other) {
    return order == other.order;
  }

  /**
   * Names the rows that are not the same as in an earlier list of the same order.
   *
   * @throws IllegalArgumentException when the orders differ
   */
  public void changedSince(ThreadRows earlier, Placed to) {
    if (!sameOrder(earlier)) {
      throw new IllegalArgumentException("the rows are of different threads");
    }
    for (int i = 0; i < stretches.length; i++) {
      ThreadRow[] now = stretches[i];
      ThreadRow[] then = earlier.stretches[i];
      for (int at = 0; now != then && at < now.length; at++) {
        if (now[at] != then[at]) {
          to.accept((i << SHIFT) + at, now[at]);
        }
      }
    }
  }

  /** A list under construction: the same threads, some with new rows. */
  public static final class Successor {
    private final ThreadRows before;
    private final ThreadRow[][] stretches;

    public Successor(ThreadRows before) {
      this.before = before;
      this.stretches = Arrays.copyOf(before.stretches, before.stretches.length);
    }

    /** Puts a thread's new row at its place. */
    public void set(int place, ThreadRow row) {
      int stretch = place >> SHIFT;
      if (stretches[stretch] == before.stretches[stretch]) {
        stretches[stretch] = stretches[stretch].clone();
      }
      stretches[stretch][place & (STRETCH - 1)] = row;
    }

    /** The list; this is not to be used afterwards. */
    public ThreadRows rows() {
      return new ThreadRows(stretches, before.size, before.order);
    }
  }
}
