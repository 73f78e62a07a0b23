package dev.conctop.concurrency.thread;

import dev.conctop.sample.figure.Part;
import dev.conctop.sample.task.TaskWait;

/** What a task's wait is to the thread that makes it. */
public final class Waits {
  private Waits() {}

  public static Part part(TaskWait wait) {
    return switch (wait) {
      case READY, RUNNING -> Part.ON_CPU;
      case NETWORK -> Part.NETWORK;
      case DISK -> Part.DISK;
      case TIMER -> Part.SLEEP;
      case IPC -> Part.IPC;
      case LOCK, GIL -> Part.LOCK;
    };
  }
}
