package dev.conctop.cli.arguments;

import dev.conctop.app.recording.RecordTo;
import dev.conctop.app.settings.CauseOptions;
import dev.conctop.app.settings.Depths;
import dev.conctop.app.settings.Intervals;
import dev.conctop.app.settings.Settings;
import dev.conctop.catalog.parameter.BadInput;
import dev.conctop.catalog.parameter.Nearest;
import dev.conctop.cli.arguments.common.Command;
import dev.conctop.cli.arguments.common.CommonOptions;
import dev.conctop.cli.arguments.common.RecordingArguments;
import dev.conctop.cli.arguments.common.RunArguments;
import dev.conctop.cli.arguments.common.TargetArguments;
import dev.conctop.cli.arguments.common.Words;
import dev.conctop.cli.arguments.experiment.AdviseArguments;
import dev.conctop.cli.arguments.experiment.CompareArguments;
import dev.conctop.cli.arguments.experiment.SweepArguments;
import dev.conctop.cli.arguments.experiment.TourArguments;
import dev.conctop.cli.arguments.experiment.WhatIfArguments;
import dev.conctop.cli.syntax.Syntax;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;

/** Arguments to a {@link Command}. */
public final class Arguments {
  private final int cores;
  private final String version;

  /**
   * @param cores cores that may be used: the default number of workers
   * @param version what {@code --version} prints
   */
  public Arguments(int cores, String version) {
    this.cores = cores;
    this.version = version;
  }

  /**
   * Reads and checks the arguments.
   *
   * @throws BadInput one line that names what is wrong and the nearest right thing
   */
  public Command parse(String... given) {
    String[] args = joined(given);
    Optional<Words> plain = PlainWords.of(args);
    return plain.isPresent() ? command(plain.get()) : parseFully(args);
  }

  /** A group of hosts is no file of arguments, which a word that begins with "@" is else. */
  private static String[] joined(String... args) {
    List<String> words = new ArrayList<>();
    for (String arg : args) {
      boolean behind = !words.isEmpty() && words.getLast().equals("--host");
      if (behind && arg.startsWith("@")) {
        words.set(words.size() - 1, "--host=" + arg);
      } else {
        words.add(arg);
      }
    }
    return words.toArray(String[]::new);
  }

  /** The same without the short way for plain arguments. */
  Command parseFully(String... args) {
    FullWords.Found found = FullWords.of(args);
    if (found instanceof FullWords.Asked asked) {
      return command(asked.words());
    }
    return new Command.Print(
        found instanceof FullWords.Help help ? help.text() : "conctop " + version + "\n");
  }

  private Command command(Words words) {
    if (PageArguments.asked(words)) {
      return PageArguments.read(words, common(PageArguments.others(words)), file(words));
    }
    CommonOptions common = common(words);
    if (words.has("--host")) {
      return FleetArguments.read(words, common, cores);
    }
    if (words.has("--copy")) {
      throw new BadInput("--copy brings conctop to another machine: it needs --host");
    }
    return switch (words.verb()) {
      case "run" -> RunArguments.read(words, common, cores);
      case "compare" -> CompareArguments.read(words, common, cores);
      case "sweep" -> SweepArguments.read(words, common, cores);
      case "tour" -> TourArguments.read(words, common);
      case "advise" -> AdviseArguments.read(words, common, cores);
      case "whatif" -> WhatIfArguments.read(words, common, cores);
      case "attach" -> TargetArguments.attach(words, common);
      case "diagnose" -> TargetArguments.diagnose(words, common);
      case "diff" -> RecordingArguments.diff(words, common);
      case "report" -> RecordingArguments.report(words, file(words), common);
      case "cast" -> RecordingArguments.cast(words, file(words), common);
      case "cut" -> cut(words, common);
      case "feed" -> new Command.Feed(words.has("--run"), common);
      case "replay" -> new Command.Replay(file(words), words.text("--at"), common);
      case "export" -> MetricsArguments.export(words, common);
      case "completion" -> new Command.Completion(shell(words));
      case "man" -> new Command.Manual();
      case "list" -> new Command.ListCatalog(what(words), common);
      case "fetch-engine" ->
          new Command.FetchEngine(words.positional().orElse(""), words.has("--yes"));
      case "doctor" -> new Command.Doctor(common);
      default -> new Command.Machine(TargetArguments.durationNanos(words), common);
    };
  }

  // ---- from options to values

  private static CommonOptions common(Words words) {
    OptionalLong interval = OptionalLong.empty();
    Optional<String> written = words.text("--interval");
    if (written.isPresent()) {
      interval = OptionalLong.of(Intervals.check("--interval", written.get()));
    }
    // What is wrong is said before anything is read or started.
    CauseOptions.over(
        Settings.defaults().causes(),
        "--causes",
        words.text("--causes"),
        "--cost-budget",
        words.text("--cost-budget"));
    return new CommonOptions(
        words.verb().equals("report") && RecordingArguments.isExport(words)
            ? Optional.empty()
            : words.text("--format").map(word -> format(words.verb(), word)),
        interval,
        words.has("--ascii"),
        words.has("--no-mouse"),
        words.text("--theme"),
        words.text("--config").map(Path::of),
        words.text("--deep").map(word -> Depths.check("--deep", word)),
        words.text("--causes"),
        words.text("--cost-budget"),
        record(words),
        MetricsArguments.to(words));
  }

  private static Path file(Words words) {
    String written = words.positional().orElse("");
    if (written.isBlank()) {
      throw new BadInput(RecordingArguments.missing(words.verb()));
    }
    try {
      return Path.of(written);
    } catch (InvalidPathException e) {
      throw new BadInput("'" + written + "' cannot be the name of a file");
    }
  }

  private static Command cut(Words words, CommonOptions common) {
    Command.Part part = TargetArguments.part(words, file(words).toString());
    String to =
        words
            .text("-o")
            .filter(written -> !written.isBlank())
            .orElseThrow(
                () -> new BadInput("cut needs -o OUT, a new file, or - for standard output"));
    return new Command.Cut(part, new RecordTo(to, words.has("--force"), false), common);
  }

  private static Optional<RecordTo> record(Words words) {
    if (words.verb().equals("cut")) {
      return Optional.empty();
    }
    Optional<RecordTo> to =
        words
            .text("--record")
            .map(file -> new RecordTo(file, words.has("--force"), words.has("--redact")));
    for (String option : List.of("--force", "--redact")) {
      if (to.isEmpty() && words.has(option) && !RecordingArguments.writes(words)) {
        throw new BadInput(option + " is about a recording: it needs --record FILE");
      }
    }
    return to;
  }

  private static CommonOptions.Format format(String verb, String word) {
    List<String> known = new ArrayList<>(RecordingArguments.formats(verb));
    for (CommonOptions.Format format : CommonOptions.Format.values()) {
      String name = format.name().toLowerCase(Locale.ROOT);
      known.add(name);
      if (name.equals(word)) {
        return format;
      }
    }
    throw new BadInput("unknown format '" + word + "'" + Nearest.hint(word, known));
  }

  private static String shell(Words words) {
    String word = words.positional().orElse("");
    if (Syntax.SHELLS.contains(word)) {
      return word;
    }
    throw new BadInput(
        word.isEmpty()
            ? "completion needs a shell: " + String.join(", ", Syntax.SHELLS)
            : "there is no completion for '" + word + "'" + Nearest.hint(word, Syntax.SHELLS));
  }

  private static Command.ListCatalog.What what(Words words) {
    String word = words.positional().orElse("");
    return switch (word) {
      case "" -> Command.ListCatalog.What.ALL;
      case "workloads" -> Command.ListCatalog.What.WORKLOADS;
      case "models" -> Command.ListCatalog.What.MODELS;
      case "scenarios" -> Command.ListCatalog.What.SCENARIOS;
      default ->
          throw new BadInput(
              "cannot list '"
                  + word
                  + "'"
                  + Nearest.hint(word, List.of("workloads", "models", "scenarios")));
    };
  }
}
