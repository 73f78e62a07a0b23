package dev.conctop.view.bar;

import dev.conctop.state.seen.Playback;
import dev.conctop.view.canvas.Area;
import dev.conctop.view.canvas.Glyphs;
import dev.conctop.view.canvas.Ink;
import dev.conctop.view.canvas.Style;
import dev.conctop.view.canvas.Words;

/**
 * Where in a recording one is.
 *
 * <pre>
 *  ▶ 4x 14:03:20  cccccnnnn..nnnn!nnnnnnnnn   1:12 of 5:00
 * </pre>
 *
 * A cell of the bar is a stretch of time with the letter and the ink of what most of it went to;
 * the one that is shown is reversed, one in which something happened is bold; a bracket is the
 * mark.
 */
public final class TimeBar {
  public static final int ROWS = 1;

  private static final long DAY_SECONDS = 86_400;
  private static final int KINDS = 128;

  private TimeBar() {}

  /**
   * Draws the line.
   *
   * @param nanos the moment that is shown
   */
  public static void draw(Area line, Playback played, long nanos) {
    Glyphs glyphs = line.glyphs();
    if (played.playing()) {
      line.put(1, 0, glyphs.running(), Ink.GOOD);
    } else {
      line.put(1, 0, glyphs.paused(), Style.bold(Ink.WARN));
    }
    int at = line.text(3, 0, speed(line.words(), played.speed()), Ink.DIM) + 1;
    at = line.text(at, 0, clock(line.words(), played.wallNanosAt(nanos)), Ink.HEADER) + 2;
    Words length = line.words();
    span(length, nanos - played.beginNanos()).add(" of ");
    span(length, played.length()).add(played.growing() ? "+" : "");
    int end = line.width() - 1 - length.length();
    line.text(end, 0, length, Ink.DIM);
    bar(line.part(at, 0, Math.max(0, end - 2 - at), 1), played, nanos);
  }

  private static void bar(Area cells, Playback played, long nanos) {
    int width = cells.width();
    int here = width == 0 ? 0 : Math.min(width - 1, (int) (played.share(nanos) * width));
    boolean[] happened = new boolean[width];
    for (Playback.Event event : played.events()) {
      if (width > 0) {
        happened[Math.min(width - 1, (int) (played.share(event.nanos()) * width))] = true;
      }
    }
    double seconds = Math.max(1, played.length() / (double) Playback.SECOND);
    for (int i = 0; i < width; i++) {
      int from = (int) (i * seconds / width);
      int to = Math.max(from + 1, (int) ((i + 1) * seconds / width));
      char letter = most(played.marks(), from, to);
      Ink ink = ink(letter);
      int shown = letter == Playback.UNKNOWN ? cells.glyphs().dot() : letter;
      int style = i == here ? Style.reverse(ink) : happened[i] ? Style.bold(ink) : ink.ordinal();
      cells.put(i, 0, happened[i] ? Character.toUpperCase(shown) : shown, style);
    }
    if (played.mark().isPresent() && width > 0) {
      int mark = Math.min(width - 1, (int) (played.share(played.mark().getAsLong()) * width));
      cells.put(
          mark,
          0,
          mark > here ? ']' : '[',
          mark == here ? Style.reverse(Ink.WARN) : Style.bold(Ink.WARN));
    }
  }

  /** What most seconds of a stretch have; a gap goes before all. */
  private static char most(String marks, int from, int to) {
    int[] counts = new int[KINDS];
    char most = Playback.UNKNOWN;
    for (int i = from; i < Math.min(to, marks.length()); i++) {
      char letter = marks.charAt(i);
      if (letter == Playback.GAP) {
        return letter;
      }
      counts[letter % KINDS]++;
      if (most == Playback.UNKNOWN || counts[letter % KINDS] > counts[most % KINDS]) {
        most = letter;
      }
    }
    return most;
  }

  private static Ink ink(char letter) {
    return switch (letter) {
      case 'c' -> Ink.ON_CPU;
      case 'd' -> Ink.DISK;
      case 'n' -> Ink.NETWORK;
      case 'p' -> Ink.IPC;
      case 'l' -> Ink.LOCK;
      case 't', Playback.GAP -> Ink.BAD;
      case '.' -> Ink.SLEEP;
      case 'm' -> Ink.ACCENT;
      default -> Ink.DIM;
    };
  }

  private static Words speed(Words words, double speed) {
    return speed < 1 ? words.add("1/2x") : words.whole(Math.round(speed)).add("x");
  }

  /** A time of day. */
  private static Words clock(Words words, long wallNanos) {
    long seconds = Math.floorMod(Math.floorDiv(wallNanos, Playback.SECOND), DAY_SECONDS);
    two(words, seconds / 3600).add(":");
    two(words, seconds / 60 % 60).add(":");
    return two(words, seconds % 60);
  }

  /** How long: {@code 5:00}, {@code 1:02:03}. */
  private static Words span(Words words, long nanos) {
    long seconds = Math.max(0, nanos) / Playback.SECOND;
    if (seconds >= 3600) {
      words.whole(seconds / 3600).add(":");
      two(words, seconds / 60 % 60);
    } else {
      words.whole(seconds / 60);
    }
    return two(words.add(":"), seconds % 60);
  }

  private static Words two(Words words, long number) {
    return (number < 10 ? words.add("0") : words).whole(number);
  }
}
