package dev.conctop.probe.jvm;

import dev.conctop.probe.jvm.attach.AttachClient;
import dev.conctop.probe.jvm.attach.AttachException;
import dev.conctop.probe.jvm.attach.Gate;
import dev.conctop.probe.jvm.attach.GateReader;
import dev.conctop.probe.jvm.attach.Place;
import dev.conctop.probe.jvm.dump.JvmNames;
import dev.conctop.probe.jvm.dump.LockChains;
import dev.conctop.probe.jvm.dump.PoolLooks;
import dev.conctop.probe.jvm.dump.SchedulerText;
import dev.conctop.probe.jvm.dump.ThreadDump;
import dev.conctop.probe.jvm.dump.ThreadDumpParser;
import dev.conctop.probe.jvm.dump.VirtualThreadDump;
import dev.conctop.probe.jvm.jfr.JfrFigures;
import dev.conctop.probe.jvm.jfr.JfrReader;
import dev.conctop.probe.jvm.jfr.Recording;
import dev.conctop.sample.ThreadStack;
import dev.conctop.sample.figure.Figure;
import dev.conctop.sample.jvm.JvmPool;
import dev.conctop.sample.jvm.LockChain;
import dev.conctop.sample.jvm.VirtualThreadGroups;
import dev.conctop.sample.jvm.VirtualThreadUse;
import dev.conctop.sample.thread.ThreadReport;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** One JVM that listens: asks it for dumps, holds the recording, reads it. One thread. */
public final class JvmSession implements AutoCloseable {
  /** A dump stops the JVM: not with more threads than this, unless it is asked for. */
  static final int MOST_THREADS_TO_DUMP = 2_000;

  /** From question to answer, for a dump to be taken every ten seconds: 0.4 % at most. */
  private static final long CHEAP_DUMP_NANOS = 40_000_000L;

  private static final int MOST_LOOKS_IN_A_ROW = 6;

  /** The first JDK whose recordings can be read while they are made, with settings in a command. */
  private static final int RECORDS_SINCE = 17;

  private static final int SCHEDULER_SINCE = 24;
  private static final int GROUPS_SINCE = 21;
  private static final long DUMP_EVERY_NANOS = 10_000_000_000L;

  /**
   * The recorder's first start takes a second of CPU time, which a JVM that has none to spare has
   * only after a while: just then its latencies are of interest.
   */
  private static final long START_NANOS = 20_000_000_000L;

  private static final long SETTLE_NANOS = 3_000_000_000L;
  private static final long STOP_NANOS = 1_000_000_000L;
  private static final long LEAST_FREE_BYTES = Gate.LEAST_FREE_BYTES / 2;
  private static final int FEW = 20;
  private static final int NOBODY = -1;

  private final Place place;
  private final AttachClient client;
  private final Recording recording;
  private final JvmNames names;
  private final JfrFigures figures = new JfrFigures();
  private @Nullable JfrReader reader;
  private @Nullable Path repository;
  private List<List<String>> deadlocks = List.of();
  private String version = "";
  private String notice = "";
  private final VirtualThreadDump stacks;
  private VirtualThreadGroups groups = VirtualThreadGroups.na("they were not asked for");
  private final PoolLooks looks = new PoolLooks();
  private List<LockChain> chains = List.of();
  private List<ThreadStack.Line> stack = List.of();
  private int looksInARow;
  private long dumpTookNanos = Long.MAX_VALUE;
  private long dumpedNanos;
  private long raisedNanos = System.nanoTime() - SETTLE_NANOS;
  private VirtualThreadUse virtualThreads = VirtualThreadUse.na(SchedulerText.NONE);

  JvmSession(Place place) {
    this.place = place;
    client = new AttachClient(place.socket());
    recording = new Recording(client, (int) ProcessHandle.current().pid());
    names = new JvmNames(place);
    stacks = new VirtualThreadDump(place, client);
  }

  JvmNames names() {
    return names;
  }

  JfrFigures figures() {
    return figures;
  }

  List<List<String>> deadlocks() {
    return deadlocks;
  }

  /** Of the VM, as its dump said; empty before. */
  String version() {
    return version;
  }

  String notice() {
    return notice;
  }

  VirtualThreadUse virtualThreads() {
    return virtualThreads;
  }

  long thresholdNanos() {
    return recording.isRunning() ? recording.thresholdNanos() : 0;
  }

  /** Asks for all threads now. */
  List<ThreadReport> dump(long timeoutNanos) throws AttachException {
    return dump(timeoutNanos, NOBODY);
  }

  /**
   * The same, with all of one thread's stack: see {@link #stack}.
   *
   * @param tid in our name space
   */
  List<ThreadReport> dump(long timeoutNanos, int tid) throws AttachException {
    long asked = System.nanoTime();
    int own = tid == NOBODY ? NOBODY : names.own(tid);
    ThreadDump dump = ThreadDumpParser.parse(client.command("Thread.print", timeoutNanos), own);
    stack = dump.stack();
    dumpedNanos = System.nanoTime();
    // What it takes on a busy machine is mostly others' time: the shortest tells.
    dumpTookNanos = Math.min(dumpTookNanos, dumpedNanos - asked);
    version = dump.version();
    deadlocks = dump.deadlocks();
    chains = LockChains.of(dump);
    names.join();
    looks.look(dump, dumpedNanos, names::moves);
    return names.take(dump, asked, looks.held());
  }

  /** The stack of the thread that the last dump was asked for; empty when there was none. */
  List<ThreadStack.Line> stack() {
    return stack;
  }

  List<JvmPool> pools() {
    return looks.pools();
  }

  List<LockChain> chains() {
    return chains;
  }

  /**
   * Whether its threads are to be looked at again: every ten seconds, and soon when the last look
   * left something open, as long as that costs the JVM next to nothing.
   */
  boolean wantsLook(List<Integer> tids) {
    if (tids.size() > MOST_THREADS_TO_DUMP) {
      return false;
    }
    if (looks.suspicious() && looksInARow < MOST_LOOKS_IN_A_ROW) {
      looksInARow++;
      return true;
    }
    if (dumpTookNanos > CHEAP_DUMP_NANOS) {
      return false;
    }
    if (System.nanoTime() - dumpedNanos > DUMP_EVERY_NANOS) {
      looksInARow = 0;
      return true;
    }
    return false;
  }

  /** Whether so many threads have come since the last dump that another one is due. */
  boolean wantsDump(List<Integer> tids, boolean soon) {
    int unknown = names.unknown(tids);
    boolean many = unknown > 0 && unknown >= Math.max(1, tids.size() / FEW);
    return many
        && tids.size() <= MOST_THREADS_TO_DUMP
        && (soon || System.nanoTime() - dumpedNanos > DUMP_EVERY_NANOS);
  }

  /** Starts the flight recorder, or says in the notice why there will be no latencies. */
  void record(String refusal) {
    if (!refusal.isEmpty()) {
      notice = "no latencies: " + refusal;
      return;
    }
    if (major(version) < RECORDS_SINCE) {
      notice = "no latencies: this JDK's recorder cannot be read while it records (17 can)";
      return;
    }
    try {
      recording.start(System.nanoTime(), START_NANOS);
      Path path = place.inside(recording.repository(START_NANOS));
      repository = path;
      reader = JfrReader.open(path, figures);
    } catch (AttachException e) {
      notice = "no latencies: " + e.getMessage();
      recording.stop(STOP_NANOS);
    } catch (IOException e) {
      notice = "no latencies: what it records cannot be read here";
      recording.stop(STOP_NANOS);
    }
  }

  /** Keeps the recording in its bounds: renewed, not more than can be read, room on the disk. */
  void keepRecording(boolean overwhelmed, long timeoutNanos) {
    Path path = repository;
    if (!recording.isRunning() || path == null) {
      return;
    }
    long free = GateReader.freeBytes(path);
    if (free < LEAST_FREE_BYTES) {
      stopRecording(
          free < 0 ? "what it records is gone" : "the disk that it records on is almost full");
      return;
    }
    // What was written before the last raise is still being read for a while.
    boolean settled = System.nanoTime() - raisedNanos > SETTLE_NANOS;
    boolean raised = overwhelmed && settled && recording.raiseThreshold();
    if (raised) {
      raisedNanos = System.nanoTime();
      notice = "only waits of " + recording.thresholdNanos() / 1_000_000 + " ms or more: too many";
    }
    if (raised || recording.isDue(System.nanoTime())) {
      try {
        recording.start(System.nanoTime(), timeoutNanos);
      } catch (AttachException e) {
        // The lease under way goes on; the next turn tries again.
        notice = "it is slow to answer: " + e.getMessage();
      }
    }
  }

  private void stopRecording(String why) {
    notice = "no latencies: " + why;
    recording.stop(STOP_NANOS);
  }

  /** Asks the scheduler of virtual threads, if there is one to ask. */
  void askScheduler(long timeoutNanos) {
    if (!names.carriesVirtualThreads()) {
      return;
    }
    if (major(version) < SCHEDULER_SINCE) {
      virtualThreads = VirtualThreadUse.na("this JDK does not tell (24 does)");
      return;
    }
    try {
      virtualThreads =
          SchedulerText.parse(client.command("Thread.vthread_scheduler", timeoutNanos));
    } catch (AttachException e) {
      virtualThreads = VirtualThreadUse.na(Optional.ofNullable(e.getMessage()).orElse("no answer"));
    }
  }

  /** Says that virtual threads are about to be counted. */
  void beginGroups() {
    groups = VirtualThreadGroups.na(VirtualThreadGroups.BEING_COUNTED);
  }

  /** Counts all virtual threads by state and stack. */
  void group(long timeoutNanos, BooleanSupplier unwanted) {
    if (!names.carriesVirtualThreads()) {
      groups = VirtualThreadGroups.na(SchedulerText.NONE);
    } else if (major(version) < GROUPS_SINCE) {
      groups = VirtualThreadGroups.na("this JDK does not tell (21 does)");
    } else {
      groups = stacks.take(timeoutNanos, unwanted);
    }
  }

  VirtualThreadGroups groups() {
    return groups;
  }

  Figure joined(List<Integer> tids) {
    return names.threads().isEmpty() ? Figure.na("no dump was taken") : names.joined(tids);
  }

  /** The feature release of a VM's version: 25 of 25.0.3+9-LTS; JDK 8's begins with 25, too. */
  public static int major(String version) {
    int end = 0;
    while (end < version.length() && Character.isDigit(version.charAt(end))) {
      end++;
    }
    boolean old = version.matches("\\d+\\.\\d+-b\\d+.*");
    return end == 0 || end > 4 || old ? 0 : Integer.parseInt(version.substring(0, end));
  }

  @Override
  public void close() {
    recording.stop(STOP_NANOS);
    JfrReader open = reader;
    if (open != null) {
      reader = null;
      open.close();
    }
  }
}
