package dev.conctop.term.paint;

/** How many colours a terminal shows. */
public enum ColorDepth {
  /** None: attributes only. */
  NONE,
  /** The sixteen named ones. */
  ANSI,
  /** The 256 of xterm's palette. */
  INDEXED,
  /** 24 bits. */
  TRUE
}
