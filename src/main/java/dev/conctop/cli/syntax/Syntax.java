package dev.conctop.cli.syntax;

import static dev.conctop.cli.syntax.Shared.COPY;
import static dev.conctop.cli.syntax.Shared.HOST;
import static dev.conctop.cli.syntax.Shared.METRICS;
import static dev.conctop.cli.syntax.Shared.RECORD;
import static dev.conctop.cli.syntax.Shared.value;
import static dev.conctop.cli.syntax.Shared.with;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The commands and their options: one table, from which both readers of arguments, the help, the
 * manual page and the shells' completions are made, so that they cannot differ.
 */
public final class Syntax {
  /** What follows an option. */
  public enum Kind {
    /** Nothing. */
    FLAG,
    /** One value; may be given once. */
    VALUE,
    /** One value; may be given again. */
    REPEATED
  }

  /** What a value is, for those who complete it. */
  public enum Value {
    NONE,
    FREE,
    FILE,
    FORMAT,
    REPORT_FORMAT,
    TABLE,
    THEME,
    WORKLOAD,
    MODEL,
    PARAMETER,
    PID,
    PART,
    SCENARIO,
    LESSON,
    DEPTH,
    SHELL
  }

  /**
   * An option.
   *
   * @param names the first is its key, the last its longest
   */
  public record Option(Kind kind, Value value, String help, List<String> names) {
    public Option {
      names = List.copyOf(names);
    }

    /** What it is known by. */
    public String key() {
      return names.getFirst();
    }
  }

  /**
   * The word that a command takes besides its options.
   *
   * @param most how many words of that kind it takes, 1 or more
   */
  public record Positional(String label, boolean required, Value value, String help, int most) {
    /** One of them. */
    Positional(String label, boolean required, Value value, String help) {
      this(label, required, value, help, 1);
    }
  }

  /**
   * A command.
   *
   * @param name empty for the program itself
   */
  public record Verb(
      String name, String help, Optional<Positional> positional, List<Option> options) {
    public Verb {
      options = List.copyOf(options);
    }

    /** How it is used, one command line each, with a word of what it is for. */
    public List<Examples.Example> examples() {
      return Examples.of(name);
    }
  }

  /** The shells that there is a completion for. */
  public static final List<String> SHELLS = List.of("bash", "zsh", "fish");

  /** The options of every command. */
  public static final List<Option> COMMON = Shared.COMMON;

  /** The program itself, without a command. */
  public static final Verb ROOT =
      new Verb(
          "",
          "top for concurrency: where thread time goes, live",
          Optional.empty(),
          Stream.concat(
                  COMMON.stream(),
                  Stream.of(
                      with(
                          with(RECORD, METRICS),
                          HOST,
                          COPY,
                          value(
                              Value.FREE,
                              "how long to look at the machine without a screen (default 1s)",
                              "-d",
                              "--duration"))))
              .toList());

  /** The commands, in the order of the help. */
  public static final List<Verb> VERBS =
      Stream.of(RunVerbs.ALL, WatchVerbs.ALL, RecordingVerbs.ALL, OtherVerbs.ALL)
          .flatMap(List::stream)
          .toList();

  private Syntax() {}

  /** The command of that name. */
  public static Optional<Verb> verb(String name) {
    return VERBS.stream().filter(verb -> verb.name().equals(name)).findFirst();
  }
}
