package dev.conctop.app.settings;

import dev.conctop.catalog.parameter.BadInput;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.toml.TomlMapper;

/**
 * What the settings say of other machines: {@code hosts} and {@code groups}. Read only where other
 * machines are asked for. What runs in the place of ssh is no setting: a file holds no commands.
 *
 * @param groups name → hosts; {@code hosts} is the group of that name
 */
public record HostSettings(Map<String, List<String>> groups) {
  static final String HOSTS = "hosts";
  static final String GROUPS = "groups";

  public HostSettings {
    groups = Map.copyOf(groups);
  }

  /**
   * Reads them.
   *
   * @param asked a file named by the user; empty: the usual one, if there is one
   * @throws BadInput naming the file, when it is not as it should be
   */
  public static HostSettings read(Map<String, String> env, Optional<Path> asked) {
    Optional<Path> file =
        asked.isPresent() ? asked : SettingsFile.usual(env).filter(Files::isRegularFile);
    if (file.isEmpty()) {
      return new HostSettings(Map.of());
    }
    // All that can be wrong with it as a file is said there.
    SettingsFile.read(file.get(), Settings.defaults());
    return of(new TomlMapper().readTree(Utf8File.read(file.get())));
  }

  /**
   * Of a file's root.
   *
   * @throws BadInput naming the setting
   */
  static HostSettings of(JsonNode root) {
    Map<String, List<String>> groups = new LinkedHashMap<>();
    if (root.has(HOSTS)) {
      groups.put(HOSTS, names(HOSTS, root.get(HOSTS)));
    }
    if (root.has(GROUPS)) {
      if (!root.get(GROUPS).isObject()) {
        throw new BadInput("groups must be a table of lists of hosts");
      }
      for (Map.Entry<String, JsonNode> group : root.get(GROUPS).properties()) {
        groups.put(group.getKey(), names("groups." + group.getKey(), group.getValue()));
      }
    }
    return new HostSettings(groups);
  }

  private static List<String> names(String name, JsonNode list) {
    List<String> names = new ArrayList<>();
    if (list.isArray()) {
      list.forEach(each -> names.add(each.isString() ? each.stringValue() : ""));
    }
    if (names.isEmpty() || names.contains("")) {
      throw new BadInput(name + " must be a list of hosts in quotes");
    }
    return List.copyOf(names);
  }
}
