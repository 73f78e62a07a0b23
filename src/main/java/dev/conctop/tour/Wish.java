package dev.conctop.tour;

/** What is to be done outside because of a step. */
public enum Wish {
  NOTHING,
  /** The lesson's run is to be started; what still runs is ended first. */
  START,
  /** What runs is to be ended, and what was seen of it forgotten. */
  END,
  /** The figure of the run that has just ended is to be read. */
  READ
}
