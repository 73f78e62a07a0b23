package dev.conctop.tour;

import java.util.Optional;

/** The keys of a tour, beside those of the screen. The hints on the screen are made from it. */
public enum WalkKey {
  NEXT('n', "next"),
  BACK('b', "back"),
  AGAIN('a', "again"),
  SKIP('x', "skip"),
  LESSONS('o', "lessons"),
  NOTES('i', "notes");

  private final char key;
  private final String word;

  WalkKey(char key, String word) {
    this.key = key;
    this.word = word;
  }

  public char key() {
    return key;
  }

  /** What it does, for the hints. */
  public String word() {
    return word;
  }

  /** What a key does in a tour, if anything. */
  public static Optional<WalkKey> of(int codePoint) {
    for (WalkKey each : values()) {
      if (each.key == codePoint) {
        return Optional.of(each);
      }
    }
    return Optional.empty();
  }
}
