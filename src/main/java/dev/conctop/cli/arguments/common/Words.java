package dev.conctop.cli.arguments.common;

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
public record Words(String verb, List<String> positionals, Map<String, List<String>> options) {
  public Words {
    positionals = List.copyOf(positionals);
    options = Map.copyOf(options);
  }

  /** The first of the words besides the options. */
  public Optional<String> positional() {
    return positionals.stream().findFirst();
  }

  /** Whether the option was given. */
  public boolean has(String key) {
    return options.containsKey(key);
  }

  /** What was given for it, in order. */
  public List<String> all(String key) {
    return options.getOrDefault(key, List.of());
  }

  /** What was given for it first. */
  public Optional<String> text(String key) {
    List<String> values = all(key);
    return values.isEmpty() ? Optional.empty() : Optional.of(values.getFirst());
  }
}
