package dev.conctop.view.canvas;

import dev.conctop.sample.figure.Fidelity;

/** The characters that pictures are made of: one set for Unicode terminals, one of 7-bit ASCII. */
public enum Glyphs {
  UNICODE("─│┌┐└┘├┤", " ▏▎▍▌▋▊▉█", " ▁▂▃▄▅▆▇█", " ░▒▓█", "·×▸▶■✗…▲▼‖≈✓◇◆", false),
  ASCII("-|++++++", " .......#", " .:-=+*##", " .:*#", ".x>>#!.^v|e+o@", true);

  private final String box;
  private final String across;
  private final String up;
  private final String shades;
  private final String signs;
  private final boolean plain;

  Glyphs(String box, String across, String up, String shades, String signs, boolean plain) {
    this.box = box;
    this.across = across;
    this.up = up;
    this.shades = shades;
    this.signs = signs;
    this.plain = plain;
  }

  /** Whether only 7-bit characters may be drawn. */
  boolean plain() {
    return plain;
  }

  public int horizontal() {
    return box.charAt(0);
  }

  public int vertical() {
    return box.charAt(1);
  }

  int topLeft() {
    return box.charAt(2);
  }

  int topRight() {
    return box.charAt(3);
  }

  public int bottomLeft() {
    return box.charAt(4);
  }

  int bottomRight() {
    return box.charAt(5);
  }

  public int teeRight() {
    return box.charAt(6);
  }

  int teeLeft() {
    return box.charAt(7);
  }

  /** A cell filled from the left, 0 to 8 eighths. ASCII has halves only. */
  public int across(int eighths) {
    if (plain) {
      return eighths >= 7 ? '#' : eighths >= 4 ? '=' : eighths >= 1 ? '-' : ' ';
    }
    return across.charAt(eighths);
  }

  /** A cell filled from below, 0 to 8 eighths. */
  public int up(int eighths) {
    return up.charAt(eighths);
  }

  /** A shade from 0 (nothing) to 4 (full). */
  public int shade(int level) {
    return shades.charAt(level);
  }

  /** A small dot: a bar's empty part, a separator. */
  public int dot() {
    return signs.charAt(0);
  }

  public int times() {
    return signs.charAt(1);
  }

  /** The chosen row. */
  public int pointer() {
    return signs.charAt(2);
  }

  public int running() {
    return signs.charAt(3);
  }

  public int finished() {
    return signs.charAt(4);
  }

  public int died() {
    return signs.charAt(5);
  }

  public int ellipsis() {
    return signs.charAt(6);
  }

  public int moreAbove() {
    return signs.charAt(7);
  }

  public int moreBelow() {
    return signs.charAt(8);
  }

  public int paused() {
    return signs.charAt(9);
  }

  /** Before a time that is so long ago. */
  public int minus() {
    return this == ASCII ? '-' : '\u2212';
  }

  /** What was expected holds. */
  public int holds() {
    return signs.charAt(11);
  }

  /** Where something is predicted to come to that has not been measured yet. */
  public int predicted() {
    return signs.charAt(12);
  }

  /** Where something that has been measured was predicted to come to. */
  public int foreseen() {
    return signs.charAt(13);
  }

  /** The mark behind a figure that says how it was got. */
  public int mark(Fidelity fidelity) {
    return switch (fidelity) {
      case EXACT -> '=';
      case SAMPLED -> '~';
      case ESTIMATED -> signs.charAt(10);
      case NA -> '?';
    };
  }

  /**
   * What stands for a character of a text: itself, or where only ASCII may be drawn the nearest
   * plain one.
   */
  int plain(int codePoint) {
    if (!plain || codePoint < 0x7f) {
      return codePoint;
    }
    return switch (codePoint) {
      case '×' -> 'x';
      case 'µ', 'μ' -> 'u';
      case '–', '—', '−' -> '-';
      case '→' -> '>';
      case '█', '▇' -> '#';
      case '≈' -> '~';
      case '·', '…' -> '.';
      case '≥' -> '>';
      case '≤' -> '<';
      case '‘', '’' -> '\'';
      case '“', '”' -> '"';
      case '\u00a0', '\u202f' -> ' ';
      default -> '?';
    };
  }
}
