package dev.conctop.workload.task;

import dev.conctop.sample.task.TaskWait;
import io.netty.channel.EventLoop;

/** One task on an event loop. All methods are called on the loop. */
public interface LoopTask extends TaskContext {
  EventLoop loop();

  /** The task gives the loop back until something comes in. */
  void waiting(TaskWait cause);

  /** What was waited for has come; the task has the loop again. */
  void resumed();

  void done();

  void failed(Throwable cause);
}
