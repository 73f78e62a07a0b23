package dev.conctop.view.canvas;

import dev.conctop.sample.figure.Part;

/** What a cell means; a theme says how that looks. */
public enum Ink {
  TEXT,
  DIM,
  TITLE,
  FRAME,
  ACCENT,
  GOOD,
  WARN,
  BAD,
  SELECTED,
  KEY,
  ON_CPU,
  RUN_QUEUE,
  DISK,
  NETWORK,
  LOCK,
  SLEEP,
  IPC,
  IDLE,
  UNKNOWN,
  /** A core's time in the kernel. */
  SYSTEM,
  /** A core without work while something waits for a disk; no evidence of anything. */
  IOWAIT,
  /** Time that the hypervisor took. */
  STEAL,
  /** The part of a bar that is not filled. */
  TRACK,
  HEAT_1,
  HEAT_2,
  HEAT_3,
  HEAT_4,
  /** The line at the top. */
  HEADER,
  /** A page's name in the bar at the bottom. */
  TAB;

  private static final Ink[] ALL = values();

  /** How many inks there are. */
  public static int count() {
    return ALL.length;
  }

  public static Ink at(int ordinal) {
    return ALL[ordinal];
  }

  /** The ink of a budget part. */
  public static Ink of(Part part) {
    return switch (part) {
      case ON_CPU -> ON_CPU;
      case RUN_QUEUE -> RUN_QUEUE;
      case DISK -> DISK;
      case NETWORK -> NETWORK;
      case LOCK -> LOCK;
      case SLEEP -> SLEEP;
      case IPC -> IPC;
      case IDLE -> IDLE;
      case UNKNOWN -> UNKNOWN;
    };
  }
}
