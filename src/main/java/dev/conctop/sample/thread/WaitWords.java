package dev.conctop.sample.thread;

import dev.conctop.sample.figure.Part;

/** What is waited for, in plain words; the kernel's own name for it is the detail. */
final class WaitWords {
  private WaitWords() {}

  /** Words for a state and the kernel's name of the wait: at most 12 cells. */
  static String of(Part part, String detail) {
    return switch (part) {
      case ON_CPU -> "on cpu";
      case RUN_QUEUE -> "a core";
      case DISK -> "disk";
      case NETWORK -> "network";
      case LOCK -> detail.contains("futex") ? "lock futex" : "lock";
      case SLEEP -> "timer";
      case IPC -> ipc(detail);
      case IDLE -> idle(detail);
      case UNKNOWN -> detail.contains("futex") ? "futex" : detail.isEmpty() ? "unknown" : "event";
    };
  }

  private static String ipc(String detail) {
    if (detail.contains("wait4") || detail.contains("waitid") || detail.contains("do_wait")) {
      return "child";
    }
    return detail.contains("pipe") || detail.contains("fifo") ? "pipe" : "process";
  }

  private static String idle(String detail) {
    if (detail.contains("server") || detail.contains("listen") || detail.contains("accept")) {
      return "clients";
    }
    if (detail.contains("join")) {
      return "a thread";
    }
    if (detail.contains("tty") || detail.contains("terminal")) {
      return "terminal";
    }
    return detail.contains("signal") || detail.contains("sigsuspend") ? "signal" : "work";
  }
}
