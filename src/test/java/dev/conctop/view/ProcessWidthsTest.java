package dev.conctop.view;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.conctop.state.ui.table.ProcessColumn;
import dev.conctop.view.canvas.Look;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which columns of the table of processes there is room for. */
class ProcessWidthsTest {
  private static List<String> heads(int width) {
    String text = Golden.text(Screens.all().get("processes").get().draw(width, 40, Look.unicode()));
    String line = text.lines().filter(each -> each.contains("VERDICT")).findFirst().orElse("");
    List<String> heads = new ArrayList<>();
    for (ProcessColumn column : ProcessColumn.all()) {
      if (line.contains(column.head())) {
        heads.add(column.id());
      }
    }
    return heads;
  }

  @Test
  void eightyColumnsHaveWhatMatters() {
    assertEquals(List.of("pid", "command", "memory", "on-cpu", "waits", "verdict"), heads(80));
    assertEquals(ProcessColumn.ids(), heads(120));
    assertEquals(ProcessColumn.ids(), heads(200));
  }

  @ParameterizedTest
  @ValueSource(ints = {60, 64, 80, 90, 100, 110, 120, 160})
  void aVerdictIsNeverCut(int width) {
    String text = Golden.text(Screens.all().get("processes").get().draw(width, 40, Look.unicode()));
    assertTrue(text.contains("lock-bound futex") && text.contains("io-waiting disk"), text);
    assertTrue(text.contains("cpu-saturated"), text);
  }

  @Test
  void theLongestVerdictFits() {
    assertTrue("io-waiting network".length() <= ProcessColumn.VERDICT.width());
  }
}
