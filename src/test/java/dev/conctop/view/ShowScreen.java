package dev.conctop.view;

import dev.conctop.view.canvas.Canvas;
import dev.conctop.view.canvas.Ink;
import dev.conctop.view.canvas.Look;
import dev.conctop.view.canvas.Palette;
import dev.conctop.view.canvas.Theme;
import dev.conctop.view.canvas.Themes;

/**
 * Prints one of {@link Screens} to a terminal, in colour: {@code ShowScreen NAME COLUMNS ROWS
 * [THEME] [ascii]}.
 */
final class ShowScreen {
  private ShowScreen() {}

  public static void main(String[] args) {
    Theme theme = Themes.named(args.length > 3 ? args[3] : "standard");
    Look look = args.length > 4 && args[4].equals("ascii") ? Look.ascii() : Look.unicode();
    Canvas canvas =
        Screens.all()
            .get(args[0])
            .get()
            .draw(Integer.parseInt(args[1]), Integer.parseInt(args[2]), look);
    System.out.print(ansi(canvas, theme));
  }

  private static String ansi(Canvas canvas, Theme theme) {
    StringBuilder out = new StringBuilder();
    for (int row = 0; row < canvas.height(); row++) {
      out.append(row == 0 ? "" : "\r\n");
      for (int column = 0; column < canvas.width(); column++) {
        int style = canvas.style(column, row);
        Ink ink = Canvas.ink(style);
        out.append("\033[0");
        out.append(theme.bold(ink) || (style & Canvas.BOLD) != 0 ? ";1" : "");
        out.append((style & Canvas.REVERSE) != 0 ? ";7" : "");
        out.append(colour(theme.foreground(ink), 30)).append(colour(theme.background(ink), 40));
        out.append('m');
        if (canvas.codePoint(column, row) != 0) {
          out.appendCodePoint(canvas.codePoint(column, row));
        }
      }
      out.append("\033[0m");
    }
    return out.toString();
  }

  private static String colour(int colour, int base) {
    if (colour == Palette.DEFAULT) {
      return "";
    }
    if ((colour & Palette.TRUE_COLOUR) != 0) {
      return ";%d;2;%d;%d;%d"
          .formatted(base + 8, colour >> 16 & 0xff, colour >> 8 & 0xff, colour & 0xff);
    }
    return ";" + (colour < 8 ? base + colour : base + 52 + colour);
  }
}
