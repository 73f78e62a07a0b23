package dev.conctop.view;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.conctop.diagnosis.Diagnosis;
import dev.conctop.diagnosis.Verdict;
import dev.conctop.sample.ProcessTable;
import dev.conctop.sample.figure.Fidelity;
import dev.conctop.sample.figure.Figure;
import dev.conctop.sample.figure.Part;
import dev.conctop.sample.thread.ProcessLife;
import dev.conctop.sample.thread.ProcessRow;
import dev.conctop.state.keys.Key;
import dev.conctop.view.canvas.Canvas;
import dev.conctop.view.canvas.Look;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Much iowait is explained on the screen that shows it. */
class IowaitTest {
  private static String draw(Scenes scenes, int columns, int rows) {
    Canvas canvas = new Canvas(columns, rows);
    Views.draw(scenes.state(), Diagnosis.live(scenes.state()), canvas, Look.unicode());
    return Golden.text(canvas);
  }

  @Test
  void theHostPageOfARunSaysWhatItMeans() {
    Scenes scenes = Screens.pool(20).press(Key.of('4'));
    scenes.pass(Scenes.TICK).host(2, 0.05, 0.5);
    String words = "iowait is idle time, no evidence: an idle io_uring ring shows as 100 %";
    assertTrue(draw(scenes, 80, 24).contains(words));
    assertTrue(draw(Screens.pool(20).press(Key.of('4')), 80, 24).contains("never the sole"));
  }

  @Test
  void theMachinesPageNamesWhoWaitsAtARing() {
    Scenes scenes = new Scenes(Optional.empty(), 2).press(Key.of('4'));
    scenes.pass(Scenes.TICK).host(2, 0.02, 0.5);
    Figure none = Figure.exact(0);
    scenes.see(
        new ProcessTable(
            1,
            1_000_000_000L,
            List.of(
                new ProcessRow(
                    9,
                    "ring",
                    1,
                    none,
                    none,
                    Part.UNKNOWN,
                    Fidelity.ESTIMATED,
                    "io_cqring_wait",
                    ProcessLife.ALIVE,
                    "",
                    true)),
            0));
    assertEquals(Verdict.Kind.IDLE, Diagnosis.live(scenes.state()).kind());
    for (int columns : new int[] {80, 120}) {
      String drawn = draw(scenes, columns, 24);
      assertTrue(
          drawn.contains("is idle time: ring (pid 9) waits at a ring of io_uring"), () -> drawn);
    }
  }
}
