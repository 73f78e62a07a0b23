package dev.conctop.view;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.conctop.state.keys.Key;
import dev.conctop.state.settings.SettingRows;
import dev.conctop.view.canvas.Canvas;
import dev.conctop.view.canvas.Look;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** A click into the settings hits a row of theirs, never the list that they lie over. */
class SettingsClicksTest {
  @Test
  void onlyTheirOwnRowsAreHit() {
    Canvas canvas =
        Screens.Screen.of(Screens.pool(120).type("2").press(Key.of(Key.Kind.F2)))
            .draw(120, 40, Look.unicode());
    Set<Integer> hit = new TreeSet<>();
    for (int row = 0; row < 39; row++) {
      int first = Canvas.NOTHING;
      for (int column = 0; column < 120; column++) {
        int meaning = canvas.click(column, row);
        first = first == Canvas.NOTHING ? meaning : first;
        if (meaning != Canvas.NOTHING) {
          assertEquals(first, meaning, "one row, one meaning");
          hit.add(meaning);
        }
      }
    }
    assertEquals(SettingRows.all().size(), hit.size());
    assertEquals(canvas.click(60, 9), 1, "the theme's row: " + Golden.text(canvas));
  }
}
