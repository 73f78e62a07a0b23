package dev.conctop.app.tour;

import dev.conctop.app.settings.TomlFault;
import dev.conctop.catalog.parameter.BadInput;
import dev.conctop.catalog.parameter.Nearest;
import dev.conctop.catalog.parameter.Quantity;
import dev.conctop.sample.figure.CleanText;
import dev.conctop.tour.lesson.Formula;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.function.Supplier;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.toml.TomlMapper;

/** A table of a TOML file; what is wrong in it is said with file, line and key. */
final class TomlTable {
  private static final int LONGEST_MESSAGE = 600;

  private final TomlLines lines;
  private final String file;
  private final String path;
  private final JsonNode node;

  private TomlTable(TomlLines lines, String file, String path, JsonNode node) {
    this.lines = lines;
    this.file = file;
    this.path = path;
    this.node = node;
  }

  /**
   * Reads a file's text.
   *
   * @param file as it is named in messages
   * @throws BadInput naming the line when it is not TOML
   */
  static TomlTable read(String file, String text) {
    try {
      return new TomlTable(new TomlLines(text), file, "", new TomlMapper().readTree(text));
    } catch (JacksonException e) {
      TomlFault fault = TomlFault.of(e, text);
      throw new BadInput(
          CleanText.clean(file + fault.place() + ": " + fault.why(), LONGEST_MESSAGE));
    }
  }

  /** What is wrong with an entry. */
  BadInput bad(String key, String why) {
    String full = full(key);
    String line = lines.of(full).isPresent() ? " line " + lines.of(full).getAsInt() : "";
    String named = full.isEmpty() ? "" : full + ": ";
    return new BadInput(CleanText.clean(file + line + ": " + named + why, LONGEST_MESSAGE));
  }

  /** What is done with an entry; what is wrong with it is said with its place. */
  <T> T at(String key, Supplier<T> work) {
    try {
      return work.get();
    } catch (BadInput e) {
      String why = String.valueOf(e.getMessage());
      // What has a place already keeps it.
      throw why.startsWith(file + " line ") || why.startsWith(file + ": ") ? e : bad(key, why);
    }
  }

  private String full(String key) {
    return path.isEmpty() || key.isEmpty() ? path + key : path + "." + key;
  }

  /**
   * Says whether it has no other entries.
   *
   * @throws BadInput with the nearest right key
   */
  void only(List<String> keys) {
    for (String key : node.propertyNames()) {
      if (!keys.contains(key)) {
        throw bad(key, "there is no such key" + Nearest.hint(key, keys));
      }
    }
  }

  boolean has(String key) {
    return node.has(key);
  }

  /** A text that must be there. */
  String text(String key) {
    if (!node.has(key)) {
      throw bad("", "'" + key + "' is missing");
    }
    JsonNode value = node.get(key);
    if (!value.isString() || value.stringValue().isBlank()) {
      throw bad(key, "it must be a text in quotes");
    }
    String text = value.stringValue();
    if (text.codePoints().anyMatch(c -> Character.isISOControl(c) && c != '\n' && c != '\r')) {
      throw bad(key, "it has a control character");
    }
    return text.replace("\r", "");
  }

  Optional<String> optionalText(String key) {
    return node.has(key) ? Optional.of(text(key)) : Optional.empty();
  }

  OptionalInt whole(String key) {
    if (!node.has(key)) {
      return OptionalInt.empty();
    }
    if (!node.get(key).isInt()) {
      throw bad(key, "it must be a whole number");
    }
    return OptionalInt.of(node.get(key).intValue());
  }

  OptionalDouble number(String key) {
    if (!node.has(key)) {
      return OptionalDouble.empty();
    }
    if (!node.get(key).isNumber()) {
      throw bad(key, "it must be a number");
    }
    return OptionalDouble.of(node.get(key).doubleValue());
  }

  boolean flag(String key, boolean usual) {
    if (node.has(key) && !node.get(key).isBoolean()) {
      throw bad(key, "it must be true or false");
    }
    return node.has(key) ? node.get(key).booleanValue() : usual;
  }

  OptionalLong duration(String key) {
    return node.has(key)
        ? OptionalLong.of(at(key, () -> Quantity.duration(text(key))))
        : OptionalLong.empty();
  }

  /** A number, or a text that is a formula. */
  Optional<Formula> formula(String key) {
    if (!node.has(key)) {
      return Optional.empty();
    }
    return node.get(key).isNumber()
        ? Optional.of(Formula.of(node.get(key).doubleValue()))
        : Optional.of(at(key, () -> Formula.parse(text(key))));
  }

  /** A number, or a formula that names nothing, such as "50ms". */
  OptionalDouble constant(String key) {
    Optional<Formula> formula = formula(key);
    if (formula.isEmpty()) {
      return OptionalDouble.empty();
    }
    if (!formula.get().names().isEmpty()) {
      throw bad(key, "'" + formula.get().names().iterator().next() + "' is not a number");
    }
    return OptionalDouble.of(formula.get().value(name -> Double.NaN));
  }

  /** Key → value as text, of a table of plain values. */
  Map<String, String> words(String key) {
    Map<String, String> words = new LinkedHashMap<>();
    if (table(key).isEmpty()) {
      return words;
    }
    for (Map.Entry<String, JsonNode> entry : node.get(key).properties()) {
      if (!entry.getValue().isValueNode()) {
        throw bad(key + "." + entry.getKey(), "it must be one value");
      }
      words.put(entry.getKey(), entry.getValue().asString());
    }
    return words;
  }

  Optional<TomlTable> table(String key) {
    if (!node.has(key)) {
      return Optional.empty();
    }
    if (!node.get(key).isObject()) {
      throw bad(key, "it must be a table");
    }
    return Optional.of(new TomlTable(lines, file, full(key), node.get(key)));
  }

  /** A table that must be there. */
  TomlTable needed(String key) {
    return table(key).orElseThrow(() -> bad("", "the table [" + full(key) + "] is missing"));
  }

  /** A list of tables; empty when there is none. */
  List<TomlTable> tables(String key) {
    List<TomlTable> tables = new ArrayList<>();
    JsonNode list = node.path(key);
    if (node.has(key) && !list.isArray()) {
      throw bad(key, "it must be a list of tables");
    }
    for (int i = 0; i < list.size(); i++) {
      String its = full(key) + "." + i;
      if (!list.get(i).isObject()) {
        throw bad(key + "." + i, "it must be a table");
      }
      tables.add(new TomlTable(lines, file, its, list.get(i)));
    }
    return tables;
  }
}
