package dev.conctop.concurrency.child;

import dev.conctop.concurrency.context.ChildSetup;
import dev.conctop.concurrency.context.Costs;
import dev.conctop.concurrency.context.JavaCommand;
import dev.conctop.concurrency.context.ModelContext;
import dev.conctop.concurrency.task.Task;
import dev.conctop.concurrency.thread.ThreadClock;
import dev.conctop.concurrency.thread.Waits;
import dev.conctop.sample.figure.Part;
import dev.conctop.sample.figure.Role;
import dev.conctop.sample.task.Series;
import dev.conctop.sample.task.TaskWait;
import dev.conctop.workload.task.MapReduce;
import dev.conctop.workload.task.TaskFailure;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** The pool's end of one child process. Used by one thread at a time. */
final class ChildWorker {
  /** No child: it is not alive, and whatever is asked of it fails. */
  static final ChildWorker NONE =
      new ChildWorker(Optional.empty(), Optional.empty(), Optional.empty());

  private final Optional<ModelContext> context;
  private final Optional<MapReduce> reduce;
  private final Optional<Process> process;
  private final DataOutputStream out;
  private final DataInputStream in;
  private Optional<ThreadClock> clock = Optional.empty();
  private final List<ThreadClock> clocks = new ArrayList<>();
  private long began;

  private ChildWorker(
      Optional<ModelContext> context, Optional<Process> process, Optional<MapReduce> reduce) {
    this.context = context;
    this.reduce = reduce;
    this.process = process;
    out =
        new DataOutputStream(
            new BufferedOutputStream(
                process.map(Process::getOutputStream).orElseGet(OutputStream::nullOutputStream)));
    in =
        new DataInputStream(
            new BufferedInputStream(
                process.map(Process::getInputStream).orElseGet(InputStream::nullInputStream)));
  }

  /**
   * Starts a child and tells it what it will run.
   *
   * @param reduce what is told of the parts that its tasks find
   */
  static ChildWorker launch(ModelContext context, Optional<MapReduce> reduce) throws IOException {
    long began = System.nanoTime();
    Process process =
        new ProcessBuilder(JavaCommand.of(WorkerProcess.class, List.of()))
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    ChildWorker child = new ChildWorker(Optional.of(context), Optional.of(process), reduce);
    child.began = began;
    DataOutputStream out = child.out;
    ChildSetup.write(context, out);
    out.flush();
    return child;
  }

  /**
   * Waits until the child has opened the workload.
   *
   * @param costs told how long that took from its start
   * @throws IOException when it cannot, or died
   */
  void awaitReady(Costs costs) throws IOException {
    while (true) {
      int kind = in.read();
      switch (kind) {
        case ChildFrames.READY -> {
          costs.started(System.nanoTime() - began);
          register(in.readInt(), in.readInt());
          for (int busy = in.readInt(); busy > 0; busy--) {
            add(in.readInt(), in.readInt(), in.readUTF(), Role.SPINNER);
          }
          return;
        }
        case ChildFrames.NOTE -> {
          String note = in.readUTF();
          context.ifPresent(known -> known.steps.accept(note));
        }
        case ChildFrames.CANNOT -> throw new IOException(in.readUTF());
        default -> throw new IOException(death());
      }
    }
  }

  private void register(int pid, int tid) {
    clock = add(pid, tid, "process-worker-" + pid, Role.WORKER);
    clock.ifPresent(known -> known.enter(Part.IDLE, System.nanoTime()));
  }

  private Optional<ThreadClock> add(int pid, int tid, String name, Role role) {
    Optional<ThreadClock> added = context.map(known -> known.threads.add(pid, tid, name, role));
    added.ifPresent(clocks::add);
    return added;
  }

  boolean alive() {
    return process.isPresent() && process.get().isAlive();
  }

  /**
   * Has the child run tasks, and follows each to its end.
   *
   * @param number how many of the run were begun before them
   * @param costs told how long the tasks and their results were on their ways
   * @throws IOException when the child is gone; some tasks have not ended then
   */
  void run(List<Task> tasks, long number, Costs costs) throws IOException {
    long sent = System.nanoTime();
    tasks.getFirst().to(TaskWait.IPC, sent);
    synchronized (out) {
      out.writeByte(ChildFrames.RUN);
      out.writeInt(tasks.size());
      out.writeLong(number);
      out.flush();
    }
    long way = 0;
    long its = number;
    for (Task task : tasks) {
      long back = follow(task, its++);
      if (task == tasks.getFirst()) {
        way += task.started() - sent;
      }
      if (task == tasks.getLast()) {
        way += back;
      }
    }
    costs.sent(tasks.size(), way);
  }

  /** Tells it whether to rest; by any thread. */
  void tell(int what) {
    synchronized (out) {
      try {
        out.writeByte(what);
        out.flush();
      } catch (IOException e) {
        // It is gone; who sends it a task will find out.
      }
    }
  }

  /** Follows a task to its end; gives how long its result was on its way. */
  private long follow(Task task, long number) throws IOException {
    boolean started = false;
    byte[] part = {};
    while (true) {
      int kind = in.read();
      switch (kind) {
        case ChildFrames.STATE -> {
          TaskWait state = TaskWait.at(in.readByte());
          long now = in.readLong();
          if (!started) {
            started = true;
            task.started(now);
          }
          task.to(state, now);
          declare(state, now);
        }
        case ChildFrames.LATENCY -> task.record(Series.values()[in.readByte()], in.readLong());
        case ChildFrames.PART -> part = in.readNBytes(in.readInt());
        case ChildFrames.END -> {
          return end(task, number, part);
        }
        default -> throw new EOFException("unexpected frame " + kind);
      }
    }
  }

  private long end(Task task, long number, byte[] part) throws IOException {
    long ended = in.readLong();
    String failure = in.readUTF();
    clock.ifPresent(known -> known.enter(Part.IDLE, ended));
    // The result's way back is part of the task: it is done when it is here.
    task.to(TaskWait.IPC, ended);
    long now = System.nanoTime();
    if (failure.isEmpty()) {
      reduce.ifPresent(its -> its.reduce(number, part, task.started(), ended));
      task.end(null, now);
    } else {
      task.end(new TaskFailure(failure), now);
    }
    return now - ended;
  }

  private void declare(TaskWait state, long now) {
    if (clock.isPresent()) {
      if (state == TaskWait.RUNNING) {
        clock.get().exit(now);
      } else {
        clock.get().enter(Waits.part(state), now);
      }
    }
  }

  /** What a task fails with whose child is gone. */
  Exception deathOr(IOException otherwise) {
    return process.isPresent() ? new TaskFailure(death()) : otherwise;
  }

  private String death() {
    try {
      if (process.isPresent() && process.get().waitFor(1, TimeUnit.SECONDS)) {
        return "worker process died (exit " + process.get().exitValue() + ")";
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return "worker process stopped answering";
  }

  /** Ends the child if it has not ended. */
  void close() {
    process.ifPresent(Process::destroyForcibly);
    context.ifPresent(known -> clocks.forEach(known.threads::remove));
  }

  /** Ends it and what its workload has started, such as a command that runs. */
  private static void end(Process process) {
    List<ProcessHandle> family = process.descendants().toList();
    process.destroyForcibly();
    family.forEach(ProcessHandle::destroyForcibly);
  }
}
