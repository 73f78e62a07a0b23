package dev.conctop.view;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.fail;

import dev.conctop.view.canvas.Canvas;
import dev.conctop.view.canvas.CellWidth;
import dev.conctop.view.canvas.Glyphs;
import dev.conctop.view.canvas.Look;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What holds of every screen at every size. */
class AnySizeTest {
  private static final int DRAWINGS = 10_000;

  private static List<Screens.Screen> screens = List.of();

  @BeforeAll
  static void draw() {
    screens = Screens.all().values().stream().map(Supplier::get).toList();
  }

  @Test
  void neverThrowsAndKeepsItsCellsClean() {
    Random dice = new Random(1);
    Canvas canvas = new Canvas(1, 1);
    for (int i = 0; i < DRAWINGS; i++) {
      // Small ones are where layouts break; one in 25 is as large as it gets.
      int width = 1 + dice.nextInt(i % 25 == 0 ? 500 : 130);
      int height = 1 + dice.nextInt(i % 25 == 0 ? 200 : 45);
      Look look = i % 2 == 0 ? Look.unicode() : Look.ascii();
      canvas.resize(width, height);
      Screens.Screen screen = screens.get(i % screens.size());
      Views.draw(screen.shown(), screen.verdict(), canvas, look);
      checkCells(canvas, look.glyphs() == Glyphs.ASCII);
    }
  }

  private static void checkCells(Canvas canvas, boolean ascii) {
    for (int row = 0; row < canvas.height(); row++) {
      for (int column = 0; column < canvas.width(); column++) {
        String wrong = wrong(canvas, column, row, ascii);
        // Millions of cells: no assertion a cell, its message alone would cost seconds.
        if (!wrong.isEmpty()) {
          fail(wrong + " at " + column + "," + row + " in\n" + Golden.text(canvas));
        }
      }
    }
  }

  private static String wrong(Canvas canvas, int column, int row, boolean ascii) {
    int codePoint = canvas.codePoint(column, row);
    if (codePoint >= ' ' && codePoint < 0x7f) {
      return "";
    }
    if (codePoint == 0) {
      boolean wide = column > 0 && CellWidth.of(canvas.codePoint(column - 1, row)) == 2;
      return wide ? "" : "half a character";
    }
    if (CellWidth.isControl(codePoint)) {
      return "a control character";
    }
    boolean wide = column + 1 < canvas.width() && canvas.codePoint(column + 1, row) == 0;
    if (CellWidth.of(codePoint) != (wide ? 2 : 1)) {
      return "a character of another width";
    }
    return ascii ? "a character that is not ASCII" : "";
  }

  @Test
  void whatIsDrawnDependsOnStateAndSizeOnly() {
    Canvas used = new Canvas(200, 60);
    for (Screens.Screen screen : screens) {
      Canvas fresh = screen.draw(100, 30, Look.unicode());
      used.resize(200, 60);
      Views.draw(screens.getFirst().shown(), screen.verdict(), used, Look.ascii());
      used.resize(100, 30);
      Views.draw(screen.shown(), screen.verdict(), used, Look.unicode());
      assertEquals(Golden.text(fresh), Golden.text(used));
      assertEquals(Golden.inks(fresh), Golden.inks(used));
    }
  }
}
