package dev.conctop.concurrency;

import dev.conctop.sample.Part;
import dev.conctop.sample.TaskWait;

/** What a task's wait is to the thread that makes it. */
final class Waits {
  private Waits() {}

  static Part part(TaskWait wait) {
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
