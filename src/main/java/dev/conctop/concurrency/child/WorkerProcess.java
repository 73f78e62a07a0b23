package dev.conctop.concurrency.child;

import dev.conctop.concurrency.context.BusyThreads;
import dev.conctop.concurrency.context.ChildSetup;
import dev.conctop.concurrency.context.ModelContext;
import dev.conctop.concurrency.context.OpenWorkload;
import dev.conctop.concurrency.task.ErrorText;
import dev.conctop.concurrency.thread.NativeThreads;
import dev.conctop.concurrency.thread.ParentWatch;
import dev.conctop.process.Interrupts;
import dev.conctop.sample.task.Series;
import dev.conctop.sample.task.TaskWait;
import dev.conctop.workload.process.Children;
import dev.conctop.workload.task.MapReduce;
import dev.conctop.workload.task.TaskContext;
import dev.conctop.workload.task.Workload;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.Callable;

/**
 * One child of a process pool: reads tasks from its standard input and runs them on its main
 * thread. It says each change of a task's state as it happens, so that what is shown is never late.
 */
final class WorkerProcess implements TaskContext {
  /** No result waits longer than this for the others of its message. */
  private static final long LATEST_NANOS = 10_000_000;

  private final DataOutputStream out;
  private long flushed = System.nanoTime();

  private WorkerProcess(DataOutputStream out) {
    this.out = out;
  }

  public static void main(String[] arguments) throws IOException {
    Interrupts.leaveToTheObserver();
    DataOutputStream out =
        new DataOutputStream(
            new BufferedOutputStream(new FileOutputStream(FileDescriptor.out), 512));
    // What a library prints must not get between the frames.
    System.setOut(System.err);
    ParentWatch.start();
    try {
      DataInputStream in = new DataInputStream(new BufferedInputStream(System.in));
      new WorkerProcess(out).serve(in);
    } catch (IOException e) {
      // The pool is gone, and with it any reason to go on.
    }
    Children.endAll();
    Runtime.getRuntime().halt(0);
  }

  private void serve(DataInputStream in) throws IOException {
    ModelContext context = ChildSetup.read(in, this::note);
    Workload workload;
    try {
      workload = OpenWorkload.open(context, 1, BusyThreads.unlocked(context)).workload();
    } catch (Exception e) {
      out.writeByte(ChildFrames.CANNOT);
      out.writeUTF(ErrorText.of(e));
      out.flush();
      return;
    }
    out.writeByte(ChildFrames.READY);
    out.writeInt(NativeThreads.pid());
    out.writeInt(NativeThreads.tid());
    ChildSetup.writeBusy(context, out);
    out.flush();
    while (true) {
      switch (in.read()) {
        case ChildFrames.RUN -> run(workload, in.readInt(), in.readLong());
        case ChildFrames.REST -> context.rest();
        case ChildFrames.GO -> ChildSetup.go(context);
        default -> {
          return;
        }
      }
    }
  }

  private void run(Workload workload, int tasks, long number) throws IOException {
    for (int i = 0; i < tasks; i++) {
      runOne(workload, number + i, i == 0, i == tasks - 1);
    }
  }

  private void note(String text) {
    try {
      out.writeByte(ChildFrames.NOTE);
      out.writeUTF(text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Runs one task of a message. What the pool has to know at once is sent at once: that work has
   * begun, waits, and the end of the last. The rest goes with it, or when it is getting old.
   */
  private void runOne(Workload workload, long number, boolean first, boolean last)
      throws IOException {
    state(TaskWait.RUNNING, first);
    String failure = "";
    try {
      if (workload instanceof MapReduce mapping) {
        byte[] part = mapping.map(this, number);
        out.writeByte(ChildFrames.PART);
        out.writeInt(part.length);
        out.write(part);
      } else {
        workload.run(this);
      }
    } catch (Throwable e) {
      failure = ErrorText.of(e);
    }
    out.writeByte(ChildFrames.END);
    out.writeLong(System.nanoTime());
    out.writeUTF(failure);
    flush(last);
  }

  private void state(TaskWait state, boolean atOnce) throws IOException {
    out.writeByte(ChildFrames.STATE);
    out.writeByte(state.ordinal());
    out.writeLong(System.nanoTime());
    flush(atOnce);
  }

  private void flush(boolean atOnce) throws IOException {
    long now = System.nanoTime();
    if (atOnce || now - flushed > LATEST_NANOS) {
      out.flush();
      flushed = now;
    }
  }

  @Override
  public void checkpoint() {
    // Nobody asks for anything here: the pool ends a child by killing it.
  }

  @Override
  public <T> T await(TaskWait cause, Callable<T> call) throws Exception {
    state(cause, true);
    try {
      return call.call();
    } finally {
      state(TaskWait.RUNNING, true);
    }
  }

  @Override
  public void record(Series series, long nanos) {
    try {
      out.writeByte(ChildFrames.LATENCY);
      out.writeByte(series.ordinal());
      out.writeLong(nanos);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
