package dev.conctop.concurrency.grid;

import dev.conctop.concurrency.task.ErrorText;
import dev.conctop.concurrency.thread.NativeThreads;
import dev.conctop.sample.task.Series;
import dev.conctop.sample.task.TaskWait;
import dev.conctop.workload.task.MapReduce;
import dev.conctop.workload.task.TaskContext;
import dev.conctop.workload.task.Workload;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/**
 * The tasks of this process, which is a member: run on the threads of its executor. Each change of
 * a task's state is told as it happens, so that what is shown is never late.
 */
final class MemberTasks {
  private static final byte[] NOTHING = {};

  private static volatile @Nullable MemberTasks here;

  private final Workload workload;
  private final DataOutputStream out;
  private volatile long dropBelow;

  /**
   * @param out frames to the run; written under its own monitor
   */
  private MemberTasks(Workload workload, DataOutputStream out) {
    this.workload = workload;
    this.out = out;
  }

  /** From now on this process runs tasks. A task that comes finds them by no other way. */
  static MemberTasks begin(Workload workload, DataOutputStream out) {
    MemberTasks tasks = new MemberTasks(workload, out);
    here = tasks;
    return tasks;
  }

  /** Those of this process. */
  static MemberTasks here() {
    MemberTasks tasks = here;
    if (tasks == null) {
      throw new IllegalStateException("this process runs no tasks");
    }
    return tasks;
  }

  /** Nobody wants tasks of lower numbers any more. */
  void dropBelow(long number) {
    dropBelow = number;
  }

  GridResult run(long number) {
    if (number < dropBelow) {
      return GridResult.dropped();
    }
    Running task = new Running(number, NativeThreads.tid());
    long began = System.nanoTime();
    task.state(TaskWait.RUNNING, began);
    byte[] part = NOTHING;
    String failure = "";
    try {
      if (workload instanceof MapReduce mapping) {
        part = mapping.map(task, number);
      } else {
        workload.run(task);
      }
    } catch (Throwable e) {
      failure = ErrorText.of(e);
    }
    long ended = System.nanoTime();
    task.end(ended);
    return new GridResult(began, ended, failure, part);
  }

  /** One of them on its thread. */
  private final class Running implements TaskContext {
    private final long number;
    private final int tid;

    Running(long number, int tid) {
      this.number = number;
      this.tid = tid;
    }

    void state(TaskWait state, long now) {
      tell(
          to -> {
            to.writeByte(MemberFrames.STATE);
            to.writeLong(number);
            to.writeInt(tid);
            to.writeByte(state.ordinal());
            to.writeLong(now);
          });
    }

    void end(long now) {
      tell(
          to -> {
            to.writeByte(MemberFrames.END);
            to.writeLong(number);
            to.writeInt(tid);
            to.writeLong(now);
          });
    }

    @Override
    public void checkpoint() {
      // Nobody asks for anything here: the run ends a member by killing it.
    }

    @Override
    public <T> T await(TaskWait cause, Callable<T> call) throws Exception {
      state(cause, System.nanoTime());
      try {
        return call.call();
      } finally {
        state(TaskWait.RUNNING, System.nanoTime());
      }
    }

    @Override
    public void record(Series series, long nanos) {
      tell(
          to -> {
            to.writeByte(MemberFrames.LATENCY);
            to.writeLong(number);
            to.writeByte(series.ordinal());
            to.writeLong(nanos);
          });
    }
  }

  private interface Frame {
    void write(DataOutputStream to) throws IOException;
  }

  private void tell(Frame frame) {
    synchronized (out) {
      try {
        frame.write(out);
        out.flush();
      } catch (IOException e) {
        // The run is gone, and this process is about to end.
        throw new UncheckedIOException(e);
      }
    }
  }
}
