package dev.conctop.view;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.conctop.state.fleet.FleetView;
import dev.conctop.state.fleet.HostRow;
import dev.conctop.state.keys.Key;
import dev.conctop.view.canvas.Canvas;
import dev.conctop.view.canvas.Look;
import dev.conctop.view.fleet.FleetScreen;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The page of several machines as text. */
class FleetScreensTest {
  private static final Key DOWN = Key.of(Key.Kind.DOWN);

  private static Map<String, FleetView> views() {
    List<HostRow> rows = FleetScenes.rows();
    return Map.of(
        "fleet", FleetScenes.view(rows),
        "fleet-stale", FleetScenes.view(rows, DOWN),
        "fleet-connecting", FleetScenes.view(rows.subList(5, 6)),
        "fleet-groups", FleetScenes.view(rows, Key.of('p')),
        "fleet-filtering", FleetScenes.view(rows, Key.of('/'), Key.of('w'), Key.of('e')),
        "fleet-by-busy", FleetScenes.view(rows, Key.of('s'), Key.of('s')));
  }

  private static Canvas draw(FleetView view, int width, int height, Look look) {
    Canvas canvas = new Canvas(width, height);
    FleetScreen.draw(view, FleetScenes.NOW, canvas, look);
    return canvas;
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "fleet",
        "fleet-stale",
        "fleet-connecting",
        "fleet-groups",
        "fleet-filtering",
        "fleet-by-busy"
      })
  void looksAsKept(String name) throws IOException {
    FleetView view = views().get(name);
    Golden.check(name + "-80x24", Golden.text(draw(view, 80, 24, Look.unicode())));
    Golden.check(name + "-120x40", Golden.text(draw(view, 120, 40, Look.unicode())));
  }

  @Test
  void staleIsGrey() throws IOException {
    Golden.check(
        "fleet-inks-80x24", Golden.inks(draw(views().get("fleet"), 80, 24, Look.unicode())));
  }

  @Test
  void isPlainWhereItMustBe() {
    String text = Golden.text(draw(views().get("fleet"), 80, 24, Look.ascii()));
    assertEquals(Optional.empty(), text.codePoints().filter(c -> c > 0x7e).boxed().findFirst());
  }
}
