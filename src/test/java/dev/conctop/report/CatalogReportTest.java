package dev.conctop.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.conctop.catalog.Engine;
import dev.conctop.catalog.Engines;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What can be run is told with what is here of the engines that it needs. */
class CatalogReportTest {
  private static List<Engine.Found> found() {
    return Engines.ALL.stream()
        .map(
            engine ->
                new Engine.Found(
                    engine,
                    switch (engine.name()) {
                      case "uvloop" -> "0.17.0";
                      case "tornado" -> "5.1";
                      default -> "";
                    }))
        .toList();
  }

  /** What is said of it, its parameters left out, as one line. */
  private static String line(String text, String id) {
    StringBuilder words = new StringBuilder();
    boolean its = false;
    for (String line : text.lines().toList()) {
      boolean begins = line.startsWith("  ") && !line.startsWith("   ");
      its = begins ? (line + " ").startsWith("  " + id + " ") : its && !line.contains("default");
      words.append(its ? " " + line.strip() : "");
    }
    return words.toString();
  }

  @Test
  void fitsATerminalThatNobodyHasWidened() {
    CatalogReport.text(true, true, found())
        .lines()
        .forEach(line -> assertTrue(line.length() <= 80, line));
  }

  @Test
  void enginesAreToldInWords() {
    String text = CatalogReport.text(true, true, found());
    assertTrue(line(text, "cpython-uvloop").endsWith(" (here: uvloop 0.17.0)"), text);
    assertTrue(
        line(text, "cpython-tornado")
            .endsWith(
                " (tornado 5.1 is too old, 6.0 or newer is needed: install python3-tornado (Debian)"
                    + " or tornado (pip), or --python PATH)"),
        text);
    assertTrue(line(text, "numpy").contains("(numpy is not here: install python3-numpy"), text);
    assertFalse(line(text, "cpython-asyncio").contains("here"), text);
  }

  @Test
  void withoutAnInterpreterNoneIsHere() {
    String text = CatalogReport.text(false, true, List.of());
    assertTrue(line(text, "cpython-uvloop").contains("(uvloop is not here: install"), text);
  }

  @Test
  void enginesAreToldToPrograms() {
    JsonNode models =
        new JsonMapper().readTree(CatalogReport.json(false, true, found())).path("models");
    for (JsonNode model : models) {
      JsonNode engine = model.path("engine");
      switch (model.path("id").asString()) {
        case "cpython-uvloop" -> {
          assertTrue(engine.path("here").asBoolean());
          assertEquals("0.17.0", engine.path("version").asString());
        }
        case "cpython-tornado" -> assertFalse(engine.path("here").asBoolean());
        case "celery" -> {
          assertTrue(engine.path("version").isMissingNode());
          assertEquals("python3-celery", engine.path("debian").asString());
        }
        case "cpython-asyncio" -> assertTrue(engine.isMissingNode());
        default -> {}
      }
    }
  }
}
