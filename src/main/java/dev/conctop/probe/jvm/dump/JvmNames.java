package dev.conctop.probe.jvm.dump;

import dev.conctop.probe.jvm.attach.Place;
import dev.conctop.probe.procfs.program.JvmThreads;
import dev.conctop.sample.figure.Figure;
import dev.conctop.sample.figure.Part;
import dev.conctop.sample.figure.Role;
import dev.conctop.sample.jvm.JvmThread;
import dev.conctop.sample.thread.ThreadReport;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A dump's threads joined with the kernel's. Confined to one thread. */
public final class JvmNames {
  private final Place place;
  private final Map<Integer, ThreadReport> reported = new HashMap<>();

  /** Number in the JVM's own name space → number in ours. */
  private Map<Integer, Integer> ours = new HashMap<>();

  private List<JvmThread> threads = List.of();
  private boolean carries;

  /** Of whom several looks have told more than a stack or the recorder does. */
  private Set<Integer> kept = Set.of();

  public JvmNames(Place place) {
    this.place = place;
  }

  /** The threads as of the last dump. */
  public List<JvmThread> threads() {
    return threads;
  }

  /** A thread's number in the JVM's own name space. */
  public int own(int tid) {
    return place.ownTid(tid);
  }

  /** Learns which threads the kernel has now. */
  public void join() {
    ours = new HashMap<>();
    for (int tid : place.tids()) {
      ours.put(place.ownTid(tid), tid);
    }
  }

  /** How often a thread, by the JVM's own number, has given up its core; -1 when it is not told. */
  public long moves(int own) {
    Integer tid = ours.get(own);
    return tid == null ? -1 : place.moves(tid);
  }

  /**
   * Takes in a dump, after {@link #join}.
   *
   * @param askedNanos when it was asked for
   * @param held the JVM's own numbers of threads that are known to wait for what others have
   * @return what there is to report of its threads, and of those that are gone
   */
  public List<ThreadReport> take(ThreadDump dump, long askedNanos, List<Integer> held) {
    kept = new HashSet<>(held);
    Map<String, DumpedThread> owners = dump.owners();
    List<JvmThread> found = new ArrayList<>();
    List<ThreadReport> reports = new ArrayList<>();
    Set<Integer> gone = new HashSet<>(reported.keySet());
    for (DumpedThread thread : dump.threads()) {
      Integer tid = ours.get(thread.nid());
      if (tid != null) {
        found.add(row(thread, tid, owners));
        ThreadReport report = report(thread, tid, askedNanos);
        reports.add(report);
        reported.put(tid, report);
        gone.remove(tid);
      }
    }
    for (int tid : gone) {
      reported.remove(tid);
      reports.add(ThreadReport.gone(place.pid(), tid));
    }
    threads = List.copyOf(found);
    return reports;
  }

  private JvmThread row(DumpedThread thread, int tid, Map<String, DumpedThread> owners) {
    DumpedThread owner = owners.get(thread.lock());
    DumpedThread holder = owner == null || owner.nid() == thread.nid() ? null : owner;
    return new JvmThread(
        tid,
        thread.name(),
        thread.carries() && thread.state().isEmpty() ? carrying(thread) : thread.state(),
        thread.waitsFor(),
        holder == null ? "" : holder.name(),
        holder == null ? 0 : ours.getOrDefault(holder.nid(), 0),
        at(thread.frames()));
  }

  /** No state is printed of who carries a virtual thread. */
  private static String carrying(DumpedThread thread) {
    return JvmThread.CARRYING
        + switch (WaitWords.of(thread)) {
          case LOCK -> " (lock)";
          case SLEEP -> " (sleeping)";
          case IDLE -> " (waiting)";
          case NETWORK, DISK, IPC, ON_CPU, RUN_QUEUE, UNKNOWN -> "";
        };
  }

  /** The innermost frame that is the program's, else the innermost. */
  static String at(List<String> frames) {
    String program = WorkTable.programFrame(frames);
    return !program.isEmpty() || frames.isEmpty() ? program : frames.getFirst();
  }

  private ThreadReport report(DumpedThread thread, int tid, long askedNanos) {
    return ThreadReport.dumped(
        place.pid(), tid, thread.name(), role(thread), wait(thread), askedNanos);
  }

  private Part wait(DumpedThread thread) {
    return kept.contains(thread.nid()) ? Part.LOCK : WaitWords.of(thread);
  }

  private static Role role(DumpedThread thread) {
    if (!thread.java() || JvmThreads.own(thread.name(), false)) {
      return Role.RUNTIME;
    }
    return thread.carries() ? Role.CARRIER : Role.WORKER;
  }

  /** What the recorder says of waits since: typical of the thread, not of the wait under way. */
  public List<ThreadReport> words(Map<Integer, Part> words) {
    List<ThreadReport> changed = new ArrayList<>();
    words.forEach(
        (own, part) -> {
          Integer tid = ours.get(own);
          ThreadReport before = tid == null ? null : reported.get(tid);
          boolean known = kept.contains(own);
          if (tid != null && before != null && !known && before.ambiguousWait() != part) {
            ThreadReport now =
                ThreadReport.dumped(place.pid(), tid, before.name(), before.role(), part, 0);
            reported.put(tid, now);
            changed.add(now);
          }
        });
    return changed;
  }

  /**
   * Threads of the kernel's that no dump has told of; the launcher's first is none of the JVM's.
   */
  public int unknown(List<Integer> tids) {
    int unknown = 0;
    for (int tid : tids) {
      if (!reported.containsKey(tid) && tid != place.pid()) {
        unknown++;
      }
    }
    return unknown;
  }

  /** The share of the kernel's threads that have the JVM's own names. */
  public Figure joined(List<Integer> tids) {
    int all =
        tids.size() - (tids.contains(place.pid()) && !reported.containsKey(place.pid()) ? 1 : 0);
    return all <= 0
        ? Figure.na("it has no threads")
        : Figure.exact(1 - (double) unknown(tids) / all);
  }

  /**
   * Whether there may be carriers, by the kernel's names and not only by the last dump, which may
   * be older than the first virtual thread. The scheduler's pool has the number in which it was
   * made, so any numbered pool may be it; its pollers and timer are there when all carriers have
   * gone.
   */
  public boolean carriesVirtualThreads() {
    carries = carries || place.threadNames().stream().anyMatch(JvmNames::ofVirtualThreads);
    return carries;
  }

  private static boolean ofVirtualThreads(String comm) {
    return comm.startsWith("ForkJoinPool-")
        || comm.startsWith("VirtualThread-")
        || comm.endsWith("-Poller")
        || comm.equals("MasterPoller");
  }
}
