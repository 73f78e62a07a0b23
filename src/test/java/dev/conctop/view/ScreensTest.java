package dev.conctop.view;

import dev.conctop.view.canvas.Canvas;
import dev.conctop.view.canvas.Look;
import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every screen as text at two sizes; a few at others, in ASCII, and in their inks. */
class ScreensTest {
  static Stream<String> names() {
    return Screens.all().keySet().stream();
  }

  @ParameterizedTest
  @MethodSource("names")
  void looksAsKept(String name) throws IOException {
    Screens.Screen screen = Screens.all().get(name).get();
    Golden.check(name + "-80x24", Golden.text(screen.draw(80, 24, Look.unicode())));
    Golden.check(name + "-120x40", Golden.text(screen.draw(120, 40, Look.unicode())));
  }

  @ParameterizedTest
  @ValueSource(strings = {"overview", "threads", "latency", "host", "compare", "tour-compare"})
  void looksAsKeptInAscii(String name) throws IOException {
    Screens.Screen screen = Screens.all().get(name).get();
    Golden.check(name + "-ascii-80x24", Golden.text(screen.draw(80, 24, Look.ascii())));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "overview",
        "threads",
        "latency",
        "launcher",
        "settings-changed",
        "died",
        "paused"
      })
  void inksAreAsKept(String name) throws IOException {
    Screens.Screen screen = Screens.all().get(name).get();
    Golden.check(name + "-inks-80x24", Golden.inks(screen.draw(80, 24, Look.unicode())));
  }

  static Stream<String> large() {
    return names()
        .filter(
            name ->
                name.matches(
                    "overview(-many)?|processes.*|compare(-eight)?|settings(-[a-z]+)?|latency(-slow.*)?|threads-.*|stack-.*"));
  }

  @ParameterizedTest
  @MethodSource("large")
  void aLargeScreenIsFuller(String name) throws IOException {
    Screens.Screen screen = Screens.all().get(name).get();
    Golden.check(name + "-200x60", Golden.text(screen.draw(200, 60, Look.unicode())));
  }

  @Test
  void settingsOnASmallScreenScroll() throws IOException {
    Screens.Screen screen = Screens.all().get("settings-changed").get();
    Golden.check("settings-changed-60x16", Golden.text(screen.draw(60, 16, Look.unicode())));
  }

  @ParameterizedTest
  @ValueSource(strings = {"30x8", "59x16", "60x16", "12x1"})
  void theSmallestAndSmaller(String size) throws IOException {
    List<Integer> cells = Stream.of(size.split("x")).map(Integer::valueOf).toList();
    Canvas canvas =
        Screens.all().get("overview").get().draw(cells.get(0), cells.get(1), Look.unicode());
    Golden.check("small-" + size, Golden.text(canvas));
  }
}
