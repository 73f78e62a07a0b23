package dev.conctop.probe;

/** How far watching goes from the roots. */
public enum Reach {
  /** The roots themselves. */
  ALONE,
  /** The roots and all their descendants, found once a second. */
  TREE
}
