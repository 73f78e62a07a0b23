package dev.conctop.app.settings;

import dev.conctop.catalog.parameter.BadInput;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.dataformat.toml.TomlMapper;

/**
 * Changes values in the text of a settings file. What else a person has written there stays as it
 * stands: comments, order, blanks, keys that nobody knows. Pure.
 */
final class SettingsEdit {
  private SettingsEdit() {}

  /**
   * The text with some values replaced or added.
   *
   * @param file its name, for messages
   * @param values key → value as TOML
   * @throws BadInput when the text cannot be read, or is written so that a value cannot be changed
   *     without touching another
   */
  static String with(String file, String text, Map<String, String> values) {
    JsonNode meant = parse(file, text);
    String changed = text;
    for (Map.Entry<String, String> value : values.entrySet()) {
      changed = with(changed, value.getKey(), value.getValue());
      String line = value.getKey() + " = " + value.getValue();
      ((ObjectNode) meant).set(value.getKey(), parse(line, line).get(value.getKey()));
    }
    // A text can be written in more ways than are thought of here: what came out is read again.
    if (!isRead(changed, meant)) {
      throw new BadInput(file + " is written in a way that cannot be changed without harm");
    }
    return changed;
  }

  private static boolean isRead(String text, JsonNode meant) {
    try {
      return new TomlMapper().readTree(text).equals(meant);
    } catch (JacksonException e) {
      return false;
    }
  }

  private static JsonNode parse(String file, String text) {
    try {
      return new TomlMapper().readTree(text);
    } catch (JacksonException e) {
      String line = e.getLocation() == null ? "" : " line " + e.getLocation().getLineNr();
      throw new BadInput(file + line + " is no TOML: put it right first");
    }
  }

  private static String with(String text, String key, String value) {
    TomlRoot root = TomlRoot.of(text);
    Optional<TomlRoot.Entry> entry = root.entry(key);
    if (entry.isPresent()) {
      return text.substring(0, entry.get().begin()) + value + text.substring(entry.get().end());
    }
    String newline = text.contains("\r\n") ? "\r\n" : "\n";
    String line = key + " = " + value + newline;
    if (!root.entries().isEmpty()) {
      return inserted(text, root.entries().getLast().next(), line, newline);
    }
    return root.header() == text.length()
        ? inserted(text, text.length(), line, newline)
        : inserted(text, aboveComments(text, root.header()), line + newline, newline);
  }

  private static String inserted(String text, int at, String line, String newline) {
    boolean torn = at > 0 && text.charAt(at - 1) != '\n';
    return text.substring(0, at) + (torn ? newline : "") + line + text.substring(at);
  }

  /** Comments right above a table are about it. */
  private static int aboveComments(String text, int header) {
    int at = header;
    while (at > 0) {
      int begin = text.lastIndexOf('\n', at - 2) + 1;
      if (!text.substring(begin, at).strip().startsWith("#")) {
        return at;
      }
      at = begin;
    }
    return at;
  }
}
