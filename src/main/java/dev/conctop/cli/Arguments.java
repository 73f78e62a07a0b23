package dev.conctop.cli;

import dev.conctop.app.Intervals;
import dev.conctop.catalog.BadInput;
import dev.conctop.catalog.Nearest;
import dev.conctop.catalog.Quantity;
import dev.conctop.catalog.RunRequest;
import dev.conctop.sample.Pid;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
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
  public Command parse(String... args) {
    Optional<Words> plain = PlainWords.of(args);
    return plain.isPresent() ? command(plain.get()) : parseFully(args);
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
    CommonOptions common = common(words);
    return switch (words.verb()) {
      case "run" -> runCommand(words, common);
      case "attach" -> new Command.Attach(pid(words), common);
      case "list" -> new Command.ListCatalog(what(words), common);
      case "doctor" -> new Command.Doctor(common);
      default -> new Command.Machine(common);
    };
  }

  // ---- from options to values

  private static CommonOptions common(Words words) {
    OptionalLong interval = OptionalLong.empty();
    Optional<String> written = words.text("--interval");
    if (written.isPresent()) {
      interval = OptionalLong.of(Intervals.check("--interval", written.get()));
    }
    return new CommonOptions(
        words.text("--format").map(Arguments::format),
        interval,
        words.has("--ascii"),
        words.has("--no-mouse"),
        words.text("--theme"),
        words.text("--config").map(Path::of));
  }

  private static CommonOptions.Format format(String word) {
    List<String> known = new ArrayList<>();
    for (CommonOptions.Format format : CommonOptions.Format.values()) {
      String name = format.name().toLowerCase(Locale.ROOT);
      known.add(name);
      if (name.equals(word)) {
        return format;
      }
    }
    throw new BadInput("unknown format '" + word + "'" + Nearest.hint(word, known));
  }

  private Command runCommand(Words words, CommonOptions common) {
    String workload = words.positional().orElse("");
    if (workload.isEmpty()) {
      throw new BadInput("run needs a workload, such as http-get ('conctop list' shows them)");
    }
    Map<String, String> parameters = new LinkedHashMap<>();
    for (String pair : words.all("-p")) {
      int equals = pair.indexOf('=');
      if (equals < 1) {
        throw new BadInput("-p " + pair + " is not key=value");
      }
      parameters.put(pair.substring(0, equals), pair.substring(equals + 1));
    }
    for (String name : List.of("url", "python", "jdbc-url", "class-path", "class")) {
      words.text("--" + name).ifPresent(value -> parameters.put(name, value));
    }
    RunRequest request =
        new RunRequest(
            workload,
            words.text("-m").orElse("thread-pool"),
            parameters,
            whole(words, "-j", "--workers"),
            whole(words, "-c", "--in-flight"),
            rate(words),
            count(words, "-n"),
            duration(words, "-d"),
            duration(words, "--warm-up"));
    return new Command.Run(request, request.check(cores), common);
  }

  private static OptionalInt whole(Words words, String option, String name) {
    Optional<String> text = words.text(option);
    if (text.isEmpty()) {
      return OptionalInt.empty();
    }
    try {
      return OptionalInt.of(Integer.parseInt(text.get()));
    } catch (NumberFormatException e) {
      throw new BadInput(option + " (" + name + ") '" + text.get() + "' is not a whole number");
    }
  }

  private static OptionalLong count(Words words, String option) {
    Optional<String> text = words.text(option);
    try {
      return text.isEmpty() ? OptionalLong.empty() : OptionalLong.of(Long.parseLong(text.get()));
    } catch (NumberFormatException e) {
      throw new BadInput(option + " '" + text.orElse("") + "' is not a whole number");
    }
  }

  private static OptionalDouble rate(Words words) {
    Optional<String> text = words.text("--rate");
    try {
      return text.isEmpty()
          ? OptionalDouble.empty()
          : OptionalDouble.of(Double.parseDouble(text.get()));
    } catch (NumberFormatException e) {
      throw new BadInput("--rate '" + text.orElse("") + "' is not a number of arrivals a second");
    }
  }

  private static OptionalLong duration(Words words, String option) {
    Optional<String> text = words.text(option);
    return text.isEmpty()
        ? OptionalLong.empty()
        : OptionalLong.of(named(option, () -> Quantity.duration(text.get())));
  }

  private static long named(String option, java.util.function.LongSupplier read) {
    try {
      return read.getAsLong();
    } catch (BadInput e) {
      throw new BadInput(option + ": " + e.getMessage());
    }
  }

  private static Pid pid(Words words) {
    String written = words.positional().orElse("");
    try {
      return new Pid(Integer.parseInt(written));
    } catch (IllegalArgumentException e) {
      throw new BadInput("'" + written + "' is not the number of a process");
    }
  }

  private static Command.ListCatalog.What what(Words words) {
    String word = words.positional().orElse("");
    return switch (word) {
      case "" -> Command.ListCatalog.What.ALL;
      case "workloads" -> Command.ListCatalog.What.WORKLOADS;
      case "models" -> Command.ListCatalog.What.MODELS;
      default ->
          throw new BadInput(
              "cannot list '" + word + "'" + Nearest.hint(word, List.of("workloads", "models")));
    };
  }
}
