package dev.conctop.view.canvas;

import dev.conctop.catalog.parameter.BadInput;
import java.util.Arrays;
import java.util.Locale;

/**
 * A palette made of data. Its text has one line an ink, {@code on-cpu = yellow}, {@code selected =
 * bright-white on blue}, {@code bad = #ff5f5f bold}; what is not named looks like {@code text}.
 * Lines that begin with a hash are comments.
 */
public final class Theme implements Palette {
  private static final String[] ANSI = {
    "black", "red", "green", "yellow", "blue", "magenta", "cyan", "white"
  };

  private final int[] foreground = new int[Ink.count()];
  private final int[] background = new int[Ink.count()];
  private final boolean[] bold = new boolean[Ink.count()];

  private Theme() {
    Arrays.fill(foreground, DEFAULT);
    Arrays.fill(background, DEFAULT);
  }

  @Override
  public int foreground(Ink ink) {
    return foreground[ink.ordinal()];
  }

  @Override
  public int background(Ink ink) {
    return background[ink.ordinal()];
  }

  @Override
  public boolean bold(Ink ink) {
    return bold[ink.ordinal()];
  }

  /**
   * The sixteen colours that every terminal has: blue against yellow, no red against green, nothing
   * that is lost on a dark or on a light background.
   */
  public static Theme standard() {
    Theme theme = new Theme();
    theme.set(Ink.DIM, 8).set(Ink.FRAME, 8).set(Ink.TRACK, 8).set(Ink.IDLE, 8);
    theme.set(Ink.ACCENT, 6).set(Ink.GOOD, 12).set(Ink.WARN, 3).set(Ink.BAD, 1);
    theme.set(Ink.ON_CPU, 3).set(Ink.RUN_QUEUE, 1).set(Ink.SYSTEM, 1).set(Ink.IOWAIT, 8);
    theme.set(Ink.NETWORK, 12).set(Ink.DISK, 6).set(Ink.LOCK, 5).set(Ink.IPC, 13);
    theme.set(Ink.STEAL, 5).set(Ink.KEY, 6);
    theme.set(Ink.HEAT_1, 8).set(Ink.HEAT_2, 12).set(Ink.HEAT_3, 6).set(Ink.HEAT_4, 3);
    theme.set(Ink.SELECTED, 15, 4);
    theme.strong(Ink.TITLE).strong(Ink.BAD).strong(Ink.KEY).strong(Ink.HEADER).strong(Ink.TAB);
    return theme;
  }

  /** No colours at all: for {@code NO_COLOR} and printers. */
  public static Theme mono() {
    Theme theme = new Theme();
    theme.strong(Ink.TITLE).strong(Ink.BAD).strong(Ink.WARN).strong(Ink.KEY).strong(Ink.HEADER);
    theme.strong(Ink.ON_CPU).strong(Ink.RUN_QUEUE).strong(Ink.LOCK).strong(Ink.TAB);
    return theme;
  }

  private Theme set(Ink ink, int colour) {
    foreground[ink.ordinal()] = colour;
    return this;
  }

  private Theme set(Ink ink, int front, int back) {
    background[ink.ordinal()] = back;
    return set(ink, front);
  }

  private Theme strong(Ink ink) {
    bold[ink.ordinal()] = true;
    return this;
  }

  /**
   * Reads a theme's text.
   *
   * @param name for messages
   * @throws BadInput with the name and the line that cannot be read
   */
  public static Theme read(String name, String text) {
    Theme theme = new Theme();
    boolean[] named = new boolean[Ink.count()];
    int number = 0;
    for (String line : text.lines().toList()) {
      number++;
      String trimmed = line.strip();
      if (!trimmed.isEmpty() && trimmed.charAt(0) != '#') {
        try {
          named[theme.line(trimmed).ordinal()] = true;
        } catch (BadInput e) {
          throw new BadInput("theme " + name + ", line " + number + ": " + e.getMessage());
        }
      }
    }
    for (int i = 0; i < named.length; i++) {
      if (!named[i]) {
        theme.foreground[i] = theme.foreground[Ink.TEXT.ordinal()];
        theme.background[i] = theme.background[Ink.TEXT.ordinal()];
      }
    }
    return theme;
  }

  private Ink line(String line) {
    int split = line.indexOf('=');
    if (split < 0) {
      throw new BadInput("'" + line + "' has no '='");
    }
    Ink ink = ink(line.substring(0, split).strip());
    boolean behind = false;
    for (String word : line.substring(split + 1).strip().split("\\s+", -1)) {
      switch (word) {
        case "on" -> behind = true;
        case "bold" -> strong(ink);
        default -> (behind ? background : foreground)[ink.ordinal()] = colour(word);
      }
    }
    return ink;
  }

  private static Ink ink(String word) {
    for (int i = 0; i < Ink.count(); i++) {
      if (Ink.at(i).name().toLowerCase(Locale.ROOT).replace('_', '-').equals(word)) {
        return Ink.at(i);
      }
    }
    throw new BadInput("there is no ink '" + word + "'");
  }

  private static int colour(String word) {
    if (word.equals("default")) {
      return DEFAULT;
    }
    if (word.matches("#[0-9a-fA-F]{6}")) {
      return TRUE_COLOUR | Integer.parseInt(word.substring(1), 16);
    }
    boolean bright = word.startsWith("bright-");
    int index = Arrays.asList(ANSI).indexOf(bright ? word.substring("bright-".length()) : word);
    if (index < 0) {
      throw new BadInput(
          "'" + word + "' is no colour: #rrggbb, default, or yellow, bright-blue, …");
    }
    return bright ? index + 8 : index;
  }
}
