package dev.conctop.state.keys;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Which key does what. Immutable; the help page is made from it. */
public final class KeyBindings {
  private final Map<Key, Command> commands;
  private final Map<Command, List<String>> names;

  private KeyBindings(Map<Key, Command> commands, Map<Command, List<String>> names) {
    this.commands = commands;
    this.names = names;
  }

  /** The bindings without any settings. */
  public static KeyBindings defaults() {
    return with(Map.of());
  }

  /**
   * Bindings with some replaced. A key that is given to a command is taken from the one that has it
   * by default: who has settled his keys keeps them when there are new commands.
   *
   * @param changed command → its keys as people write them; a command not named keeps its own
   * @throws IllegalArgumentException naming the key that cannot be read or is given twice
   */
  public static KeyBindings with(Map<Command, List<String>> changed) {
    Map<Key, Command> commands = new HashMap<>();
    Map<Command, List<String>> names = new EnumMap<>(Command.class);
    changed.forEach((command, keys) -> names.put(command, List.copyOf(keys)));
    for (Command command : Command.values()) {
      for (String name : changed.getOrDefault(command, List.of())) {
        bind(commands, name, command);
      }
    }
    Set<Key> given = Set.copyOf(commands.keySet());
    for (Command command : Command.values()) {
      if (!changed.containsKey(command)) {
        List<String> free =
            command.defaultKeys().stream().filter(name -> !given.contains(parse(name))).toList();
        names.put(command, free);
        free.forEach(name -> bind(commands, name, command));
      }
    }
    return new KeyBindings(commands, names);
  }

  private static void bind(Map<Key, Command> commands, String name, Command command) {
    Command other = commands.put(parse(name), command);
    if (other != null) {
      throw new IllegalArgumentException(
          "key " + name + " does both " + word(other) + " and " + word(command));
    }
  }

  /**
   * Whether these keys exist.
   *
   * @throws IllegalArgumentException naming the one that does not
   */
  public static void check(List<String> keys) {
    keys.forEach(KeyBindings::parse);
  }

  private static String word(Command command) {
    return command.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** What a key does. */
  public Optional<Command> command(Key key) {
    return Optional.ofNullable(
        commands.get(new Key(key.kind(), key.codePoint(), key.ctrl(), key.alt(), false)));
  }

  /** The keys of a command as people write them. */
  public List<String> keys(Command command) {
    return names.getOrDefault(command, List.of());
  }

  /**
   * Reads a key's name: {@code q}, {@code ?}, {@code Space}, {@code F1}, {@code Ctrl-C}, {@code
   * Shift-Tab}, {@code PgUp}.
   *
   * @throws IllegalArgumentException when there is no such key
   */
  static Key parse(String name) {
    if (name.codePointCount(0, name.length()) == 1) {
      return new Key(Key.Kind.CHARACTER, name.codePointAt(0), false, false, false);
    }
    String lower = name.toLowerCase(Locale.ROOT);
    if (lower.startsWith("ctrl-") && name.length() == 6) {
      return Key.ctrl(lower.charAt(5));
    }
    if (lower.startsWith("alt-") && name.length() == 5) {
      return new Key(Key.Kind.CHARACTER, name.charAt(4), false, true, false);
    }
    Key.Kind kind =
        switch (lower) {
          case "space" -> Key.Kind.CHARACTER;
          case "shift-tab" -> Key.Kind.BACK_TAB;
          case "esc" -> Key.Kind.ESCAPE;
          case "pgup" -> Key.Kind.PAGE_UP;
          case "pgdn" -> Key.Kind.PAGE_DOWN;
          default -> kindNamed(lower, name);
        };
    return kind == Key.Kind.CHARACTER ? Key.of(' ') : Key.of(kind);
  }

  private static Key.Kind kindNamed(String lower, String name) {
    List<String> known =
        new ArrayList<>(
            List.of("space", "esc", "tab", "shift-tab", "pgup", "pgdn", "ctrl-x", "alt-x"));
    for (Key.Kind kind : Key.Kind.values()) {
      String word = kind.name().toLowerCase(Locale.ROOT).replace('_', '-');
      if (kind != Key.Kind.CHARACTER && !known.contains(word)) {
        known.add(word);
      }
      if (word.equals(lower) && kind != Key.Kind.CHARACTER) {
        return kind;
      }
    }
    throw new IllegalArgumentException(
        "there is no key '"
            + name
            + "'"
            + dev.conctop.catalog.parameter.Nearest.hint(lower, known));
  }
}
