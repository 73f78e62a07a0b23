package dev.conctop.cli.arguments;

import dev.conctop.cli.arguments.common.Words;
import dev.conctop.cli.syntax.Syntax;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Takes apart the plainest arguments: a command's name, then options by their full names with their
 * values apart or behind "=", each at most once. Everything else, mistakes and help included, is
 * left to the library, whose classes alone take longer to load than all the rest of the start.
 */
final class PlainWords {
  private final Syntax.Verb verb;
  private final Map<String, List<String>> options = new HashMap<>();
  private final List<String> positionals = new ArrayList<>();

  private PlainWords(Syntax.Verb verb) {
    this.verb = verb;
  }

  /** The words, or nothing if these arguments are not plain. */
  static Optional<Words> of(String... args) {
    for (String arg : args) {
      // "@" would name a file of arguments.
      if (arg.isEmpty() || arg.startsWith("@")) {
        return Optional.empty();
      }
    }
    Optional<Syntax.Verb> named = args.length == 0 ? Optional.empty() : Syntax.verb(args[0]);
    PlainWords words = new PlainWords(named.orElse(Syntax.ROOT));
    return words.read(args, named.isPresent() ? 1 : 0)
        ? Optional.of(new Words(words.verb.name(), words.positionals, words.options))
        : Optional.empty();
  }

  private boolean read(String[] args, int from) {
    int next = from;
    while (next < args.length) {
      int used = args[next].startsWith("-") ? option(args, next) : word(args[next]);
      if (used == 0) {
        return false;
      }
      next += used;
    }
    return !positionals.isEmpty() || !verb.positional().map(p -> p.required()).orElse(false);
  }

  /** How many arguments were used; 0: this is not plain. */
  private int word(String arg) {
    if (positionals.size() >= verb.positional().map(Syntax.Positional::most).orElse(0)) {
      return 0;
    }
    positionals.add(arg);
    return 1;
  }

  private int option(String[] args, int at) {
    int equals = args[at].startsWith("--") ? args[at].indexOf('=') : -1;
    String name = equals < 0 ? args[at] : args[at].substring(0, equals);
    for (Syntax.Option option : verb.options()) {
      if (option.names().contains(name)) {
        return switch (option.kind()) {
          case FLAG -> equals < 0 && put(option, List.of()) ? 1 : 0;
          case VALUE, REPEATED ->
              equals >= 0
                  ? take(option, args[at].substring(equals + 1), 1)
                  : at + 1 < args.length ? take(option, args[at + 1], 2) : 0;
        };
      }
    }
    return 0;
  }

  private int take(Syntax.Option option, String value, int used) {
    // A value that looks like an option or a command may be a forgotten value.
    boolean odd = value.isEmpty() || value.startsWith("-") || Syntax.verb(value).isPresent();
    return !odd && put(option, List.of(value)) ? used : 0;
  }

  private boolean put(Syntax.Option option, List<String> values) {
    List<String> before = options.get(option.key());
    if (before == null) {
      options.put(option.key(), values);
      return true;
    }
    if (option.kind() != Syntax.Kind.REPEATED) {
      return false;
    }
    List<String> all = new ArrayList<>(before);
    all.addAll(values);
    options.put(option.key(), all);
    return true;
  }
}
