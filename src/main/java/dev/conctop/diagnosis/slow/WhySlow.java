package dev.conctop.diagnosis.slow;

import dev.conctop.sample.task.SlowTask;
import dev.conctop.sample.task.TaskWait;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Why the slowest tasks are slow: what took most of their time.
 *
 * @param words in one line, without an end
 * @param most what took most of it
 * @param share of their time that it took, 0 to 1
 * @param lock the lock that most of their waits for locks were for; empty when none has a name or
 *     none was most of it
 * @param owner the thread that held it when most of these waits began; empty likewise
 * @param seen tasks that this rests on
 * @param beyond tasks that were that slow, kept or not
 */
public record WhySlow(
    String words, TaskWait most, double share, String lock, String owner, long seen, long beyond) {
  /** What takes this share of a time is most of it. */
  private static final double MOST = 0.5;

  /** What took less than this is not worth words where nothing was most. */
  private static final double SOME = 0.1;

  /**
   * Sums up tasks.
   *
   * @param tasks those that were seen, one at least
   * @param beyond how many were as slow in all
   */
  public static WhySlow of(List<SlowTask> tasks, long beyond) {
    if (tasks.isEmpty()) {
      throw new IllegalArgumentException("no slow tasks to explain");
    }
    long[] nanos = new long[TaskWait.count()];
    long whole = 0;
    for (SlowTask task : tasks) {
      for (int i = 0; i < nanos.length; i++) {
        nanos[i] += task.nanosIn()[i];
        whole += task.nanosIn()[i];
      }
    }
    TaskWait most = TaskWait.READY;
    for (int i = 1; i < nanos.length; i++) {
      most = nanos[i] > nanos[most.ordinal()] ? TaskWait.at(i) : most;
    }
    double share = whole == 0 ? 0 : (double) nanos[most.ordinal()] / whole;
    String lock = most.isLock() ? main(tasks, most, "") : "";
    String owner = lock.isEmpty() ? "" : main(tasks, most, lock);
    String words =
        "the slowest 1 % "
            + (share >= MOST ? one(most, share, lock, owner) : several(nanos, whole));
    return new WhySlow(words, most, share, lock, owner, tasks.size(), beyond);
  }

  /**
   * The lock that at least half of the time in a state was waited for; of a lock, who held it for
   * as much of that. Empty when no one is.
   */
  private static String main(List<SlowTask> tasks, TaskWait state, String lock) {
    Map<String, Long> sums = new LinkedHashMap<>();
    long whole = 0;
    for (SlowTask task : tasks) {
      if (lock.isEmpty() || task.lock().equals(lock)) {
        whole += task.nanos(state);
        sums.merge(lock.isEmpty() ? task.lock() : task.owner(), task.nanos(state), Long::sum);
      }
    }
    for (Map.Entry<String, Long> sum : sums.entrySet()) {
      if (sum.getValue() >= MOST * whole) {
        return sum.getKey();
      }
    }
    return "";
  }

  private static String one(TaskWait most, double share, String lock, String owner) {
    String part = percent(share) + " of their time ";
    return switch (most) {
      case READY -> "spend " + part + "in the queue, until somebody runs them";
      case RUNNING -> "run for " + part + "(on a core, or runnable without one)";
      case NETWORK -> "wait " + part + "for the network";
      case DISK -> "wait " + part + "for the disk";
      case TIMER -> "wait " + part + "for a timer";
      case IPC -> "wait " + part + "for another process";
      case LOCK -> "wait " + part + "for " + (lock.isEmpty() ? "locks" : lock) + held(owner);
      case GIL -> "wait " + part + "for the interpreter lock" + held(owner);
    };
  }

  private static String held(String owner) {
    return owner.isEmpty() ? "" : ", held by " + owner;
  }

  private static String several(long[] nanos, long whole) {
    StringBuilder words = new StringBuilder();
    for (int i = 0; i < nanos.length; i++) {
      double share = whole == 0 ? 0 : (double) nanos[i] / whole;
      if (share >= SOME) {
        words.append(words.isEmpty() ? "spend " : ", ");
        words.append(percent(share)).append(' ').append(place(TaskWait.at(i)));
      }
    }
    return words.isEmpty() ? "take no time that can be told" : words.toString();
  }

  private static String place(TaskWait state) {
    return switch (state) {
      case READY -> "in the queue";
      case RUNNING -> "running";
      case NETWORK -> "in the network";
      case DISK -> "at the disk";
      case TIMER -> "asleep";
      case IPC -> "at another process";
      case LOCK -> "at locks";
      case GIL -> "at the interpreter lock";
    };
  }

  /** Of how many this is said where not all were kept, as {@code 8 of 40 seen}; else empty. */
  public String rest() {
    return beyond > seen
        ? String.format(Locale.ROOT, "%,d of %,d seen", seen, beyond).replace(',', ' ')
        : "";
  }

  /** The words, with of how many they are said where not all were kept. */
  public String sentence() {
    return rest().isEmpty() ? words : words + " (" + rest() + ")";
  }

  private static String percent(double share) {
    return Math.round(share * 100) + " %";
  }
}
