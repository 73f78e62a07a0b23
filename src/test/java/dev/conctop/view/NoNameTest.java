package dev.conctop.view;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.conctop.diagnosis.Diagnosis;
import dev.conctop.sample.ProcessTable;
import dev.conctop.sample.figure.Fidelity;
import dev.conctop.sample.figure.Figure;
import dev.conctop.sample.figure.Part;
import dev.conctop.sample.figure.Role;
import dev.conctop.sample.thread.ProcessRow;
import dev.conctop.state.keys.Key;
import dev.conctop.view.canvas.Canvas;
import dev.conctop.view.canvas.Look;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A process may call itself and its threads nothing at all: no row is blank for that. */
class NoNameTest {
  private static final int HEADER_AND_LIST = 2;

  private static long mentions(Scenes scenes) {
    Canvas canvas = new Canvas(120, 40);
    Views.draw(scenes.state(), Diagnosis.live(scenes.state()), canvas, Look.unicode());
    return Golden.text(canvas).lines().filter(line -> line.contains("(no name)")).count();
  }

  private static Scenes nameless(String name) {
    Scenes scenes = Scenes.of(name, 2);
    for (int tick = 1; tick <= 3; tick++) {
      scenes.pass(Scenes.TICK).host(2, 0.1, 0);
      scenes.threads(
          List.of(
              scenes.thread(
                  7, name, Role.WORKER, "read pipe", Map.of(Part.ON_CPU, 0.1, Part.IPC, 0.9))));
    }
    return scenes;
  }

  @Test
  void threadsHaveAPlaceholder() {
    assertEquals(HEADER_AND_LIST, mentions(nameless("")));
    assertEquals(HEADER_AND_LIST, mentions(nameless("").press(Key.of('2'))));
    assertEquals(HEADER_AND_LIST, mentions(nameless("   ").press(Key.of('2'))));
    assertTrue(mentions(nameless("").type("2").press(Screens.enter())) >= HEADER_AND_LIST);
  }

  @Test
  void processesHaveAPlaceholder() {
    Figure none = Figure.exact(0);
    ProcessRow row = new ProcessRow(9, "", 1, none, none, Part.SLEEP, Fidelity.EXACT, "nanosleep");
    Scenes scenes = Screens.machine().press(Key.of('4'));
    scenes.see(new ProcessTable(1, 1_000_000_000L, List.of(row), 0));
    assertEquals(1, mentions(scenes));
  }
}
