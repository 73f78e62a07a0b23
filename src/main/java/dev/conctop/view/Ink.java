package dev.conctop.view;

import dev.conctop.sample.Part;

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
  HEAT_1,
  HEAT_2,
  HEAT_3,
  HEAT_4;

  private static final Ink[] ALL = values();

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
