package dev.conctop.view.bar;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.conctop.view.Golden;
import dev.conctop.view.Scenes;
import dev.conctop.view.Screens;
import dev.conctop.view.canvas.Look;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The top line says what is not the real thing, at any width. */
class HeaderTest {
  @ParameterizedTest
  @CsvSource({
    "camera, thread-pool, ' simulated '",
    "camera, gil-threads, ' simulated, emulated '",
    "sleep, gil-threads, ' emulated '",
    "sleep, thread-pool, ''"
  })
  void whatIsNotTheRealThingIsSaid(String workload, String model, String label) {
    Scenes scenes = new Scenes(Optional.of(Scenes.run(workload, model, 2, 2)), 2);
    for (int width : new int[] {80, 120}) {
      String top = Golden.text(Screens.Screen.of(scenes).draw(width, 24, Look.unicode()));
      top = top.lines().findFirst().orElseThrow();
      assertTrue(top.contains(label), top);
      assertEquals(label.contains("emulated"), top.contains("emulated"), top);
      assertEquals(label.contains("simulated"), top.contains("simulated"), top);
    }
  }
}
