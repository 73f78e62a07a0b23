package dev.conctop.state.list;

import dev.conctop.sample.jvm.JvmThread;
import dev.conctop.sample.thread.ThreadRow;
import dev.conctop.state.past.total.Jvms;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a thread waits for that another one holds, and who waits behind it: by a JVM's last dump,
 * and by the holders that the kernel's futexes name.
 *
 * @param waitsFor the lock, in its runtime's words; empty when it waits for none
 * @param holder the name of the thread that holds it; empty when it is not told
 * @param holderTid its number; 0 when it is not told
 * @param behind names of the threads that wait for this one, then of those that wait for them
 */
public record Locks(String waitsFor, String holder, int holderTid, List<String> behind) {
  private static final Pattern HELD = Pattern.compile("(.*), held by thread (\\d+)");

  public Locks {
    behind = List.copyOf(behind);
  }

  /**
   * Of one thread, as far as it is known.
   *
   * @param rows all threads that are watched
   */
  public static Locks of(ThreadRow row, List<ThreadRow> rows, Jvms jvms) {
    List<JvmThread> java = jvms.threads(row.pid());
    Optional<JvmThread> own = jvms.thread(row.pid(), row.tid());
    List<String> behind = java.isEmpty() ? behindNative(rows, row) : behindJava(java, row.tid());
    if (own.isPresent() && !own.get().waitsFor().isEmpty()) {
      JvmThread thread = own.get();
      return new Locks(thread.waitsFor(), thread.owner(), thread.ownerTid(), behind);
    }
    Matcher held = HELD.matcher(row.detail());
    if (held.matches()) {
      int tid = number(held.group(2));
      return new Locks(held.group(1), name(rows, row.pid(), tid), tid, behind);
    }
    return new Locks("", "", 0, behind);
  }

  private static int number(String digits) {
    return digits.length() > 9 ? 0 : Integer.parseInt(digits);
  }

  private static String name(List<ThreadRow> rows, int pid, int tid) {
    for (ThreadRow row : rows) {
      if (row.pid() == pid && row.tid() == tid) {
        return row.name();
      }
    }
    return "";
  }

  /** Breadth first, so that who waits for it directly is named first; a ring is gone round once. */
  private static List<String> behindJava(List<JvmThread> threads, int tid) {
    Set<Integer> seen = new LinkedHashSet<>(Set.of(tid));
    Deque<Integer> next = new ArrayDeque<>(seen);
    List<String> names = new ArrayList<>();
    while (!next.isEmpty()) {
      int holder = next.removeFirst();
      for (JvmThread thread : threads) {
        if (thread.ownerTid() == holder && seen.add(thread.tid())) {
          names.add(thread.name());
          next.add(thread.tid());
        }
      }
    }
    return names;
  }

  private static List<String> behindNative(List<ThreadRow> rows, ThreadRow holder) {
    String held = ", held by thread " + holder.tid();
    return rows.stream()
        .filter(row -> row.pid() == holder.pid() && row.detail().endsWith(held))
        .map(ThreadRow::name)
        .toList();
  }
}
