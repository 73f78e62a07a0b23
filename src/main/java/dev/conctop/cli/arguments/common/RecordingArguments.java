package dev.conctop.cli.arguments.common;

import dev.conctop.catalog.parameter.BadInput;
import dev.conctop.catalog.parameter.Quantity;
import dev.conctop.export.ExportFormat;
import dev.conctop.export.ExportFormats;
import dev.conctop.export.cast.CastOptions;
import dev.conctop.export.part.Choices;
import dev.conctop.view.page.TooSmall;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The arguments of the commands that write what a recording has: report and cast. */
public final class RecordingArguments {
  private static final String REPORT = "report";
  private static final String CSV = "csv";
  private static final String SIZE = "[0-9]{1,4}x[0-9]{1,4}";
  private static final int MOST_CELLS = 1000;
  private static final double SLOWEST = 0.01;
  private static final double FASTEST = 1000;
  private static final long SHORTEST_IDLE = 10_000_000L;

  private RecordingArguments() {}

  public static Command report(Words words, Path file, CommonOptions common) {
    Command.Part part = TargetArguments.part(words, file.toString());
    Optional<String> table = words.text("--table");
    if (isExport(words)) {
      ExportFormat format = ExportFormats.named(words.text("--format").orElse("")).orElseThrow();
      Choices choices = new Choices(table);
      if (table.isPresent() && !format.name().equals(CSV)) {
        throw noTable();
      }
      // What is wrong is said before anything is opened.
      format.export(choices);
      return new Command.ExportRecording(part, format, choices, to(words), common);
    }
    if (table.isPresent()) {
      throw noTable();
    }
    return new Command.Report(part, to(words), common);
  }

  private static BadInput noTable() {
    return new BadInput("--table is for --format csv");
  }

  /**
   * Whether another tool's format is asked for. CSV without a table is the report's own figures.
   */
  public static boolean isExport(Words words) {
    String format = words.text("--format").orElse("");
    return words.verb().equals(REPORT)
        && (format.equals(CSV) ? words.has("--table") : ExportFormats.named(format).isPresent());
  }

  public static String missing(String command) {
    return command + " needs a recording, such as FILE of --record FILE";
  }

  /** What else a command can write, by name. */
  public static List<String> formats(String verb) {
    if (!verb.equals(REPORT)) {
      return List.of();
    }
    List<String> names = new ArrayList<>(List.of("html"));
    names.addAll(ExportFormats.names());
    return names;
  }

  /** Whether {@code --force} is about what the command itself writes. */
  public static boolean writes(Words words) {
    return words.verb().equals(REPORT) || words.verb().equals("cast");
  }

  public static Command.Cast cast(Words words, Path file, CommonOptions common) {
    if (common.format().isPresent()) {
      throw new BadInput("cast writes an asciicast; 'conctop report' has the other formats");
    }
    return new Command.Cast(
        TargetArguments.part(words, file.toString()), film(words), to(words), common);
  }

  private static CastOptions film(Words words) {
    CastOptions film = CastOptions.usual();
    if (words.has("--size")) {
      String written = words.text("--size").orElse("");
      if (!written.matches(SIZE)) {
        throw new BadInput("--size '" + written + "' is not like 120x40");
      }
      int by = written.indexOf('x');
      film =
          film.sized(
              Integer.parseInt(written.substring(0, by)),
              Integer.parseInt(written.substring(by + 1)));
      if (film.columns() < TooSmall.LEAST_COLUMNS
          || film.rows() < TooSmall.LEAST_ROWS
          || film.columns() > MOST_CELLS
          || film.rows() > MOST_CELLS) {
        throw new BadInput("--size " + written + " is outside 60x16 … 1000x1000");
      }
    }
    if (words.has("--speed")) {
      film = film.atSpeed(speed(words.text("--speed").orElse("")));
    }
    if (words.has("--idle-limit")) {
      film = film.withIdleLimit(idleLimit(words.text("--idle-limit").orElse("")));
    }
    return film;
  }

  private static double speed(String written) {
    double speed;
    try {
      speed = Double.parseDouble(written);
    } catch (NumberFormatException e) {
      throw new BadInput("--speed '" + written + "' is no number, such as 2 or 0.5");
    }
    if (!(speed >= SLOWEST && speed <= FASTEST)) {
      throw new BadInput("--speed " + written + " is outside 0.01 … 1000");
    }
    return speed;
  }

  private static long idleLimit(String written) {
    long nanos;
    try {
      nanos = Quantity.duration(written);
    } catch (BadInput e) {
      throw new BadInput("--idle-limit: " + e.getMessage());
    }
    if (nanos < SHORTEST_IDLE) {
      throw new BadInput("--idle-limit " + written + " is below 10ms");
    }
    return nanos;
  }

  public static Command.To to(Words words) {
    Optional<String> written = words.text("-o").filter(name -> !name.equals("-"));
    if (written.isEmpty()) {
      if (words.has("--force")) {
        throw new BadInput("--force is about a file: it needs -o FILE");
      }
      return new Command.To(Optional.empty(), false);
    }
    if (written.get().isBlank()) {
      throw new BadInput("-o needs a file, or - for standard output");
    }
    try {
      return new Command.To(Optional.of(Path.of(written.get())), words.has("--force"));
    } catch (InvalidPathException e) {
      throw new BadInput("-o '" + written.get() + "' cannot be the name of a file");
    }
  }

  /** Two recordings, or two parts of one. */
  public static Command.Diff diff(Words words, CommonOptions common) {
    List<String> files = words.positionals();
    boolean parts =
        List.of("--from-a", "--to-a", "--from-b", "--to-b").stream().anyMatch(words::has);
    if (files.isEmpty() || files.size() == 1 && !parts) {
      throw new BadInput(
          "diff needs two recordings, or two parts of one by --from-a, --to-a, --from-b, --to-b");
    }
    return new Command.Diff(
        side(words, files.getFirst(), "a"), side(words, files.getLast(), "b"), common);
  }

  private static Command.Part side(Words words, String written, String side) {
    try {
      return new Command.Part(
          Path.of(written),
          words.text("--from-" + side),
          words.text("--to-" + side),
          words.has("--strict"));
    } catch (InvalidPathException e) {
      throw new BadInput("'" + written + "' cannot be the name of a file");
    }
  }
}
