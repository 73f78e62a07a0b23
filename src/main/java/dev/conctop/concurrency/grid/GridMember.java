package dev.conctop.concurrency.grid;

import dev.conctop.concurrency.context.ChildSetup;
import dev.conctop.concurrency.context.JavaCommand;
import dev.conctop.concurrency.context.ModelContext;
import dev.conctop.concurrency.thread.NativeSignals;
import dev.conctop.concurrency.thread.ThreadClock;
import dev.conctop.concurrency.thread.Waits;
import dev.conctop.sample.figure.Part;
import dev.conctop.sample.figure.Role;
import dev.conctop.sample.task.Series;
import dev.conctop.sample.task.TaskWait;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.LongFunction;

/** The run's end of one member: its process, what it says, and its threads. */
final class GridMember {
  /** What a member's word changes. Called by the member's own thread. */
  interface Listener {
    /** A task was begun by another member before, and now by this one. */
    void redone();
  }

  private final int number;
  private final ModelContext context;
  private final Process process;
  private final DataOutputStream out;
  private final DataInputStream in;

  // Of the thread that reads, but for the end.
  private final Map<Integer, ThreadClock> clocks = new HashMap<>();
  private final List<ThreadClock> spinners = new ArrayList<>();
  private volatile UUID uuid = new UUID(0, 0);

  private GridMember(int number, ModelContext context, Process process) {
    this.number = number;
    this.context = context;
    this.process = process;
    out = new DataOutputStream(new BufferedOutputStream(process.getOutputStream()));
    in = new DataInputStream(new BufferedInputStream(process.getInputStream()));
  }

  /**
   * Starts a member and tells it what it will run and whom it joins.
   *
   * @param number from 1
   */
  static GridMember launch(
      int number, ModelContext context, String cluster, int port, int threads, int inFlight)
      throws IOException {
    Process process =
        new ProcessBuilder(JavaCommand.of(MemberProcess.class, List.of()))
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    GridMember member = new GridMember(number, context, process);
    ChildSetup.write(context, member.out);
    member.out.writeUTF(cluster);
    member.out.writeInt(port);
    member.out.writeInt(threads);
    member.out.writeInt(inFlight);
    member.out.flush();
    return member;
  }

  /**
   * Waits until it has joined.
   *
   * @throws IOException when it cannot, or died
   */
  void awaitReady() throws IOException {
    while (true) {
      int kind = in.read();
      switch (kind) {
        case MemberFrames.READY -> {
          uuid = UUID.fromString(in.readUTF());
          for (int busy = in.readInt(); busy > 0; busy--) {
            spinners.add(
                context.threads.add(in.readInt(), in.readInt(), in.readUTF(), Role.SPINNER));
          }
          return;
        }
        case MemberFrames.NOTE -> context.steps.accept(in.readUTF());
        case MemberFrames.CANNOT -> throw new IOException(in.readUTF());
        default -> throw new IOException(name() + " ended before it was ready: " + how());
      }
    }
  }

  /** Begins to follow what it says, on a thread of its own. */
  void follow(LongFunction<Optional<Flight>> flights, Listener listener) {
    Thread.ofPlatform()
        .daemon()
        .name("node-" + number)
        .start(
            () -> {
              try {
                read(flights, listener);
              } catch (IOException e) {
                // It has ended, which its process's own end tells.
              }
            });
  }

  private void read(LongFunction<Optional<Flight>> flights, Listener listener) throws IOException {
    while (true) {
      int kind = in.read();
      switch (kind) {
        case MemberFrames.STATE -> {
          Optional<Flight> flight = flights.apply(in.readLong());
          ThreadClock clock = clock(in.readInt());
          TaskWait state = TaskWait.at(in.readByte());
          long now = in.readLong();
          if (state == TaskWait.RUNNING) {
            clock.exit(now);
          } else {
            clock.enter(Waits.part(state), now);
          }
          if (flight.isPresent() && flight.get().state(this, state, now)) {
            listener.redone();
          }
        }
        case MemberFrames.END -> {
          Optional<Flight> flight = flights.apply(in.readLong());
          ThreadClock clock = clock(in.readInt());
          long now = in.readLong();
          clock.enter(Part.IDLE, now);
          flight.ifPresent(known -> known.away(now));
        }
        case MemberFrames.LATENCY -> {
          Optional<Flight> flight = flights.apply(in.readLong());
          Series series = Series.values()[in.readByte()];
          long nanos = in.readLong();
          flight.ifPresent(known -> known.record(series, nanos));
        }
        case MemberFrames.NOTE -> context.steps.accept(in.readUTF());
        default -> {
          return;
        }
      }
    }
  }

  /** The row of one of its threads, which runs tasks; the cluster's threads come and go. */
  private ThreadClock clock(int tid) {
    synchronized (clocks) {
      return clocks.computeIfAbsent(
          tid, its -> context.threads.add((int) process.pid(), its, name(), Role.WORKER));
    }
  }

  String name() {
    return "node " + number;
  }

  /** With its process, in words. */
  String words() {
    return name() + " (pid " + process.pid() + ")";
  }

  int number() {
    return number;
  }

  /** Its name in the cluster. */
  UUID uuid() {
    return uuid;
  }

  boolean alive() {
    return process.isAlive();
  }

  /** Calls this once when its process has ended. */
  void onEnd(Runnable then) {
    process.onExit().thenRun(then);
  }

  /** How it ended, in words: SIGKILL, or its exit status. */
  String how() {
    try {
      if (!process.waitFor(1, TimeUnit.SECONDS)) {
        return "it still runs";
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return "it is not known how";
    }
    int code = process.exitValue();
    return code == 137 ? "SIGKILL" : code > 128 ? "signal " + (code - 128) : "exit status " + code;
  }

  /** Whether a signal holds its process; false where that cannot be seen. */
  boolean stopped() {
    try {
      String stat = Files.readString(Path.of("/proc/" + process.pid() + "/stat"));
      return "Tt".indexOf(stat.charAt(stat.lastIndexOf(')') + 2)) >= 0;
    } catch (IOException | RuntimeException e) {
      return false;
    }
  }

  void kill() {
    process.destroyForcibly();
  }

  void stop() {
    NativeSignals.stop(process.pid());
  }

  /** Tells it to rest, or to go on; by any thread. */
  void tell(int what) {
    tell(() -> out.writeByte(what));
  }

  /** Tells it that nobody wants tasks of lower numbers; by any thread. */
  void dropBelow(long number) {
    tell(
        () -> {
          out.writeByte(MemberFrames.DROP);
          out.writeLong(number);
        });
  }

  private interface Frame {
    void write() throws IOException;
  }

  private void tell(Frame frame) {
    synchronized (out) {
      try {
        frame.write();
        out.flush();
      } catch (IOException e) {
        // It is gone, which is found out elsewhere.
      }
    }
  }

  /** Its threads are gone. */
  void forget() {
    synchronized (clocks) {
      clocks.values().forEach(context.threads::remove);
      spinners.forEach(context.threads::remove);
    }
  }
}
