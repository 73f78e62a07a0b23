package dev.conctop.app.settings;

import dev.conctop.catalog.parameter.BadInput;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * Environment over the settings file over defaults; flags are laid over the result by the caller.
 */
public final class SettingsReader {
  private SettingsReader() {}

  /**
   * @param asked a file named by the user, which must exist; empty: the usual one, if there is one
   * @throws BadInput naming the file and the line, or the variable
   */
  public static Settings read(Map<String, String> env, Optional<Path> asked) {
    Settings settings = Settings.defaults();
    Optional<Path> file =
        asked.isPresent() ? asked : SettingsFile.usual(env).filter(Files::isRegularFile);
    if (file.isPresent()) {
      settings = SettingsFile.read(file.get(), settings);
    }
    return overlay(env, settings);
  }

  private static Settings overlay(Map<String, String> env, Settings base) {
    String interval = env.getOrDefault("CONCTOP_INTERVAL", "");
    String ascii = env.getOrDefault("CONCTOP_ASCII", "");
    String mouse = env.getOrDefault("CONCTOP_MOUSE", "");
    String theme = env.getOrDefault("CONCTOP_THEME", "");
    String deep = env.getOrDefault("CONCTOP_DEEP", "");
    return new Settings(
        interval.isEmpty() ? base.intervalNanos() : Intervals.check("CONCTOP_INTERVAL", interval),
        ascii.isEmpty() ? base.ascii() : flag("CONCTOP_ASCII", ascii),
        mouse.isEmpty() ? base.mouse() : flag("CONCTOP_MOUSE", mouse),
        theme.isEmpty() ? base.theme() : theme,
        deep.isEmpty() ? base.deep() : Depths.check("CONCTOP_DEEP", deep),
        base.keys(),
        CauseOptions.over(
            base.causes(),
            "CONCTOP_CAUSES",
            given(env, "CONCTOP_CAUSES"),
            "CONCTOP_COST_BUDGET",
            given(env, "CONCTOP_COST_BUDGET")),
        base.columns(),
        base.ringBytes());
  }

  private static Optional<String> given(Map<String, String> env, String name) {
    return Optional.ofNullable(env.get(name)).filter(value -> !value.isEmpty());
  }

  private static boolean flag(String name, String value) {
    return switch (value) {
      case "1", "true", "yes" -> true;
      case "0", "false", "no" -> false;
      default -> throw new BadInput(name + "=" + value + " is neither true nor false");
    };
  }
}
