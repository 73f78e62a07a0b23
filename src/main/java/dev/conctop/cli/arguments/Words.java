package dev.conctop.cli.arguments;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Arguments taken apart, their values not yet understood.
 *
 * @param verb the command's name; empty for none
 * @param positionals the words besides the options
 * @param options an option's key → its values; a flag has none
 */
record Words(String verb, List<String> positionals, Map<String, List<String>> options) {
  Words {
    positionals = List.copyOf(positionals);
    options = Map.copyOf(options);
  }

  /** The first of the words besides the options. */
  Optional<String> positional() {
    return positionals.stream().findFirst();
  }

  boolean has(String key) {
    return options.containsKey(key);
  }

  List<String> all(String key) {
    return options.getOrDefault(key, List.of());
  }

  Optional<String> text(String key) {
    List<String> values = all(key);
    return values.isEmpty() ? Optional.empty() : Optional.of(values.getFirst());
  }
}
