package dev.conctop.app.settings;

import dev.conctop.catalog.parameter.BadInput;
import dev.conctop.catalog.parameter.Nearest;
import dev.conctop.catalog.parameter.Quantity;
import dev.conctop.sample.figure.CleanText;
import dev.conctop.source.look.CauseSettings;
import dev.conctop.state.keys.Command;
import dev.conctop.state.keys.KeyBindings;
import dev.conctop.state.ui.table.ProcessColumn;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.toml.TomlMapper;

/**
 * The settings file, TOML. It holds values only, never commands to run. The parser is loaded only
 * when there is a file.
 */
final class SettingsFile {
  static final long MOST_BYTES = 64 * 1024;
  private static final int LONGEST_MESSAGE = 2000;
  private static final long MOST_RING = 1L << 30;
  private static final List<String> KNOWN =
      List.of(
          "interval",
          "ascii",
          "mouse",
          "theme",
          "deep",
          "keys",
          "causes",
          "cost-budget",
          "columns",
          "ring",
          HostSettings.HOSTS,
          HostSettings.GROUPS);

  private final JsonNode root;

  /** The setting that is being read, for the message when it is wrong. */
  private String reading = "";

  private SettingsFile(JsonNode root) {
    this.root = root;
  }

  /**
   * Where the user's file is: {@code $XDG_CONFIG_HOME/conctop/config.toml}, else {@code
   * ~/.config/conctop/config.toml}. The working directory is never looked at, so a relative
   * XDG_CONFIG_HOME is ignored, as its specification asks.
   */
  static Optional<Path> usual(Map<String, String> env) {
    String xdg = env.getOrDefault("XDG_CONFIG_HOME", "");
    String home = env.getOrDefault("HOME", "");
    if (xdg.startsWith("/")) {
      return Optional.of(Path.of(xdg, "conctop", "config.toml"));
    }
    return home.startsWith("/")
        ? Optional.of(Path.of(home, ".config", "conctop", "config.toml"))
        : Optional.empty();
  }

  /**
   * Reads a file over the given settings.
   *
   * @throws BadInput with the file and the line
   */
  static Settings read(Path file, Settings base) {
    try {
      if (Files.size(file) > MOST_BYTES) {
        throw new BadInput(file + " is larger than " + Quantity.formatSize(MOST_BYTES));
      }
    } catch (IOException e) {
      throw new BadInput("cannot read " + file + ": " + Utf8File.why(file, e));
    }
    return parse(file.toString(), Utf8File.read(file), base);
  }

  static Settings parse(String file, String text, Settings base) {
    JsonNode root;
    try {
      root = new TomlMapper().readTree(text);
    } catch (JacksonException e) {
      TomlFault fault = TomlFault.of(e, text);
      throw bad(file + fault.place(), fault.why());
    }
    SettingsFile settings = new SettingsFile(root);
    try {
      return settings.apply(base);
    } catch (BadInput | IllegalArgumentException e) {
      throw bad(file + lineOf(settings.reading, text), String.valueOf(e.getMessage()));
    }
  }

  /** What is quoted of the file may hold anything. */
  private static BadInput bad(String where, String why) {
    return new BadInput(CleanText.clean(where + ": " + why, LONGEST_MESSAGE));
  }

  /** Where a setting is given first: " line 3"; empty when it is written in an odd way. */
  private static String lineOf(String name, String text) {
    Pattern given =
        Pattern.compile(
            "\\s*\\[?\\s*([\"']?keys[\"']?\\s*\\.\\s*)?[\"']?"
                + Pattern.quote(name)
                + "[\"']?\\s*[=.\\]].*");
    List<String> lines = text.lines().toList();
    for (int i = 0; i < lines.size(); i++) {
      if (given.matcher(lines.get(i)).matches()) {
        return " line " + (i + 1);
      }
    }
    return "";
  }

  private Settings apply(Settings base) {
    for (String name : root.propertyNames()) {
      reading = name;
      if (!KNOWN.contains(name)) {
        throw new BadInput("unknown setting '" + name + "'" + Nearest.hint(name, KNOWN));
      }
    }
    otherMachines();
    return new Settings(
        has("interval") ? Intervals.check("interval", text("interval")) : base.intervalNanos(),
        has("ascii") ? flag("ascii") : base.ascii(),
        has("mouse") ? flag("mouse") : base.mouse(),
        has("theme") ? text("theme") : base.theme(),
        has("deep") ? Depths.check("deep", text("deep")) : base.deep(),
        has("keys") ? keys(root.get("keys")) : base.keys(),
        causes(base.causes()),
        has("columns") ? columns(root.get("columns")) : base.columns(),
        has("ring") ? ring(text("ring")) : base.ringBytes());
  }

  /** What is wrong there is said, too, when no other machine is asked for. */
  private void otherMachines() {
    for (String name : List.of(HostSettings.HOSTS, HostSettings.GROUPS)) {
      if (has(name)) {
        HostSettings.of(root);
      }
    }
  }

  private static long ring(String written) {
    long bytes = Quantity.size(written);
    if (bytes < 0 || bytes > MOST_RING) {
      throw new BadInput("ring " + written + " is outside 0 … 1GiB");
    }
    return bytes;
  }

  /** Columns of the table of processes by their names. */
  private static List<ProcessColumn> columns(JsonNode list) {
    if (!list.isArray() || list.isEmpty()) {
      throw new BadInput(
          "columns must be a list of names: " + String.join(", ", ProcessColumn.ids()));
    }
    List<ProcessColumn> columns = new ArrayList<>();
    for (JsonNode each : list) {
      String name = each.isString() ? each.stringValue() : each.toString();
      ProcessColumn column =
          ProcessColumn.ofId(name)
              .orElseThrow(
                  () ->
                      new BadInput(
                          "there is no column '"
                              + name
                              + "'"
                              + Nearest.hint(name, ProcessColumn.ids())));
      if (columns.contains(column)) {
        throw new BadInput("columns has '" + name + "' twice");
      }
      columns.add(column);
    }
    return columns;
  }

  /** One after the other, so that a mistake is looked for in the right line. */
  private CauseSettings causes(CauseSettings base) {
    Optional<String> none = Optional.empty();
    CauseSettings withRate =
        has("causes")
            ? CauseOptions.over(base, "causes", Optional.of(number("causes")), "", none)
            : base;
    return has("cost-budget")
        ? CauseOptions.over(withRate, "", none, "cost-budget", Optional.of(text("cost-budget")))
        : withRate;
  }

  private String number(String name) {
    JsonNode node = root.get(name);
    if (!node.isNumber()) {
      throw new BadInput(name + " must be a number");
    }
    return node.asString();
  }

  private boolean has(String name) {
    reading = name;
    return root.has(name);
  }

  private String text(String name) {
    JsonNode node = root.get(name);
    if (!node.isString()) {
      throw new BadInput(name + " must be a text in quotes");
    }
    return node.stringValue();
  }

  private boolean flag(String name) {
    JsonNode node = root.get(name);
    if (!node.isBoolean()) {
      throw new BadInput(name + " must be true or false");
    }
    return node.booleanValue();
  }

  private KeyBindings keys(JsonNode table) {
    if (!table.isObject()) {
      throw new BadInput("keys must be a table");
    }
    Map<Command, List<String>> changed = new EnumMap<>(Command.class);
    for (Map.Entry<String, JsonNode> entry : table.properties()) {
      reading = entry.getKey();
      List<String> names = names(entry.getKey(), entry.getValue());
      changed.put(command(entry.getKey()), names);
      KeyBindings.check(names);
    }
    reading = "keys";
    return KeyBindings.with(changed);
  }

  private static List<String> names(String command, JsonNode value) {
    List<String> names = new ArrayList<>();
    if (value.isString()) {
      names.add(value.stringValue());
    } else if (value.isArray()) {
      value.forEach(each -> names.add(each.isString() ? each.stringValue() : ""));
    }
    if (names.isEmpty() || names.contains("")) {
      throw new BadInput("keys." + command + " must be a key's name or a list of them");
    }
    return names;
  }

  private static Command command(String word) {
    List<String> known = new ArrayList<>();
    for (Command command : Command.values()) {
      String name = command.name().toLowerCase(Locale.ROOT).replace('_', '-');
      known.add(name);
      if (name.equals(word)) {
        return command;
      }
    }
    throw new BadInput("there is nothing called '" + word + "'" + Nearest.hint(word, known));
  }
}
