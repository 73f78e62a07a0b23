package dev.conctop.view;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.conctop.view.canvas.Canvas;
import dev.conctop.view.canvas.Ink;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Texts kept in {@code src/test/resources/screens}. With {@code -Dscreens.rewrite=true} they are
 * written anew instead of compared: look at the difference before you commit it.
 */
public final class Golden {
  private static final Path DIRECTORY = Path.of("src/test/resources/screens");

  private Golden() {}

  static void check(String name, String drawn) throws IOException {
    Path file = DIRECTORY.resolve(name + ".txt");
    if (Boolean.getBoolean("screens.rewrite")) {
      Files.createDirectories(DIRECTORY);
      Files.writeString(file, drawn, StandardCharsets.UTF_8);
      return;
    }
    assertTrue(Files.exists(file), () -> file + " is missing: run with -Dscreens.rewrite=true");
    assertEquals(Files.readString(file, StandardCharsets.UTF_8), drawn, name);
  }

  /** The characters, a line a row, blanks at the end of a row left out. */
  public static String text(Canvas canvas) {
    StringBuilder out = new StringBuilder();
    for (int row = 0; row < canvas.height(); row++) {
      StringBuilder line = new StringBuilder();
      for (int column = 0; column < canvas.width(); column++) {
        if (canvas.codePoint(column, row) != 0) {
          line.appendCodePoint(canvas.codePoint(column, row));
        }
      }
      out.append(line.toString().stripTrailing()).append('\n');
    }
    return out.toString();
  }

  /** The inks, one character a cell: a letter an ink, a dot for plain text and blanks. */
  static String inks(Canvas canvas) {
    StringBuilder out = new StringBuilder();
    for (int row = 0; row < canvas.height(); row++) {
      StringBuilder line = new StringBuilder();
      for (int column = 0; column < canvas.width(); column++) {
        int style = canvas.style(column, row);
        boolean plain = Canvas.ink(style) == Ink.TEXT && (style & Canvas.REVERSE) == 0;
        boolean reverse = (style & Canvas.REVERSE) != 0;
        line.append(plain ? '.' : (char) ((reverse ? 'A' : 'a') + Canvas.ink(style).ordinal()));
      }
      out.append(line.toString().replaceFirst("\\.+$", "")).append('\n');
    }
    return out.toString();
  }
}
