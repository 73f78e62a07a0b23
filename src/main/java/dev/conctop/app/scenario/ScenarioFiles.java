package dev.conctop.app.scenario;

import dev.conctop.catalog.parameter.BadInput;
import dev.conctop.catalog.parameter.Nearest;
import dev.conctop.catalog.scenario.Scenario;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The scenarios that are packaged with the program, {@code config/scenarios/NAME.toml}. */
public final class ScenarioFiles {
  private static final String FOLDER = "config/scenarios";

  private ScenarioFiles() {}

  /** All of them by name. */
  public static List<Scenario> all() {
    List<Scenario> scenarios = new ArrayList<>();
    texts().forEach((name, text) -> scenarios.add(ScenarioFile.parse(name, text)));
    return scenarios;
  }

  /** All of their names. */
  public static List<String> names() {
    return List.copyOf(texts().keySet());
  }

  /**
   * Finds one.
   *
   * @throws BadInput with the nearest right name
   */
  public static Scenario named(String name) {
    Map<String, String> texts = texts();
    String text = texts.get(name);
    if (text == null) {
      throw new BadInput("unknown scenario '" + name + "'" + Nearest.hint(name, texts.keySet()));
    }
    return ScenarioFile.parse(name, text);
  }

  private static Map<String, String> texts() {
    return PackagedTexts.read(FOLDER);
  }
}
