package dev.conctop.state.settings;

/** Which of a setting's values comes next. */
public enum Turn {
  /** The one before; the first stays. */
  BACK,
  /** The one behind; the last stays. */
  ON,
  /** The one behind, and after the last the first: one key or button reaches all of them. */
  ROUND
}
