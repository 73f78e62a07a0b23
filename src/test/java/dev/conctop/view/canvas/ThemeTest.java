package dev.conctop.view.canvas;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.conctop.catalog.parameter.BadInput;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ThemeTest {
  @ParameterizedTest
  @MethodSource("dev.conctop.view.canvas.Themes#names")
  void everyThemeIsThereAndItsColoursAreInRange(String name) {
    Theme theme = Themes.named(name);
    for (int i = 0; i < Ink.count(); i++) {
      for (int colour : new int[] {theme.foreground(Ink.at(i)), theme.background(Ink.at(i))}) {
        boolean ansi = colour >= Palette.DEFAULT && colour < 16;
        assertTrue(ansi || colour >>> 24 == 1, name + " " + Ink.at(i) + " " + colour);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("dev.conctop.view.canvas.Themes#names")
  void whatMattersMostIsToldApart(String name) {
    if (name.equals("mono")) {
      return;
    }
    Theme theme = Themes.named(name);
    Map<Integer, Ink> seen = new HashMap<>();
    for (Ink ink : new Ink[] {Ink.ON_CPU, Ink.NETWORK, Ink.LOCK, Ink.DISK, Ink.RUN_QUEUE}) {
      Ink other = seen.put(theme.foreground(ink), ink);
      assertEquals(null, other, () -> name + ": " + ink + " looks like " + other);
    }
  }

  @Test
  void monoHasNoColours() {
    Theme theme = Themes.named("mono");
    for (int i = 0; i < Ink.count(); i++) {
      assertEquals(Palette.DEFAULT, theme.foreground(Ink.at(i)));
      assertEquals(Palette.DEFAULT, theme.background(Ink.at(i)));
    }
  }

  @Test
  void readsColoursAndFallsBackToText() {
    Theme theme = Theme.read("t", "# mine\ntext = white on #102030\n\non-cpu = bright-blue bold\n");
    assertEquals(12, theme.foreground(Ink.ON_CPU));
    assertTrue(theme.bold(Ink.ON_CPU));
    assertEquals(7, theme.foreground(Ink.LOCK));
    assertEquals(0x1102030, theme.background(Ink.LOCK));
  }

  @Test
  void aMistakeIsNamedWithItsLine() {
    assertMistake("text = red\nsky = blue", "theme t, line 2: there is no ink 'sky'");
    assertMistake("text = reddish", "theme t, line 1: 'reddish' is no colour");
    assertMistake("text", "theme t, line 1: 'text' has no '='");
    BadInput unknown = assertThrows(BadInput.class, () -> Themes.named("drak"));
    assertTrue(unknown.getMessage().contains("did you mean 'dark'"), unknown.getMessage());
  }

  private static void assertMistake(String text, String message) {
    BadInput mistake = assertThrows(BadInput.class, () -> Theme.read("t", text));
    assertTrue(mistake.getMessage().startsWith(message), mistake.getMessage());
  }
}
