package dev.conctop.term.paint;

import com.googlecode.lanterna.TextColor;
import dev.conctop.view.canvas.Canvas;
import dev.conctop.view.canvas.Ink;
import dev.conctop.view.canvas.Palette;
import java.nio.charset.StandardCharsets;

/**
 * The parameters of SGR for every ink under one palette and depth; Lanterna's colours say which
 * numbers, and which of its 256 is nearest.
 */
final class SgrTable {
  private static final byte[] NO_FOREGROUND = ascii("39");
  private static final byte[] NO_BACKGROUND = ascii("49");
  private static final TextColor.ANSI[] ANSI = {
    TextColor.ANSI.BLACK,
    TextColor.ANSI.RED,
    TextColor.ANSI.GREEN,
    TextColor.ANSI.YELLOW,
    TextColor.ANSI.BLUE,
    TextColor.ANSI.MAGENTA,
    TextColor.ANSI.CYAN,
    TextColor.ANSI.WHITE,
    TextColor.ANSI.BLACK_BRIGHT,
    TextColor.ANSI.RED_BRIGHT,
    TextColor.ANSI.GREEN_BRIGHT,
    TextColor.ANSI.YELLOW_BRIGHT,
    TextColor.ANSI.BLUE_BRIGHT,
    TextColor.ANSI.MAGENTA_BRIGHT,
    TextColor.ANSI.CYAN_BRIGHT,
    TextColor.ANSI.WHITE_BRIGHT
  };

  private final byte[][] foreground = new byte[Ink.values().length][];
  private final byte[][] background = new byte[Ink.values().length][];
  private final boolean[] bold = new boolean[Ink.values().length];

  SgrTable(Palette palette, ColorDepth depth) {
    for (Ink ink : Ink.values()) {
      int i = ink.ordinal();
      int front = depth == ColorDepth.NONE ? Palette.DEFAULT : palette.foreground(ink);
      int back = depth == ColorDepth.NONE ? Palette.DEFAULT : palette.background(ink);
      foreground[i] = front < 0 ? NO_FOREGROUND : color(front, depth).getForegroundSGRSequence();
      background[i] = back < 0 ? NO_BACKGROUND : color(back, depth).getBackgroundSGRSequence();
      bold[i] = palette.bold(ink);
    }
  }

  /** The parameter for a style's colour, the same array for the same colour of one ink. */
  byte[] foreground(int style) {
    return foreground[style & 0xff];
  }

  byte[] background(int style) {
    return background[style & 0xff];
  }

  boolean defaultBackground(int style) {
    return background[style & 0xff] == NO_BACKGROUND;
  }

  /** The attributes of a style, the ink's own included. */
  int attributes(int style) {
    int attributes = style & (Canvas.BOLD | Canvas.REVERSE | Canvas.UNDERLINE);
    return bold[style & 0xff] ? attributes | Canvas.BOLD : attributes;
  }

  private static TextColor color(int color, ColorDepth depth) {
    if ((color & Palette.TRUE_COLOUR) == 0) {
      return ANSI[color & 15];
    }
    int red = color >> 16 & 0xff;
    int green = color >> 8 & 0xff;
    int blue = color & 0xff;
    return switch (depth) {
      case TRUE -> new TextColor.RGB(red, green, blue);
      case INDEXED -> TextColor.Indexed.fromRGB(red, green, blue);
      case ANSI, NONE -> nearest(red, green, blue);
    };
  }

  private static TextColor.ANSI nearest(int red, int green, int blue) {
    TextColor.ANSI best = ANSI[7];
    int bestDistance = Integer.MAX_VALUE;
    for (TextColor.ANSI candidate : ANSI) {
      int r = candidate.getRed() - red;
      int g = candidate.getGreen() - green;
      int b = candidate.getBlue() - blue;
      int distance = r * r + g * g + b * b;
      if (distance < bestDistance) {
        bestDistance = distance;
        best = candidate;
      }
    }
    return best;
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
