package dev.conctop.cli.arguments;

import dev.conctop.catalog.BadInput;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;

/** The arguments of diff. */
final class DiffArguments {
  private DiffArguments() {}

  static Command.Diff read(Words words, CommonOptions common) {
    List<String> files = words.positionals();
    boolean parts =
        List.of("--from-a", "--to-a", "--from-b", "--to-b").stream().anyMatch(words::has);
    if (files.size() == 1 && !parts) {
      throw new BadInput(
          "diff needs two recordings, or two parts of one by --from-a, --to-a, --from-b, --to-b");
    }
    return new Command.Diff(
        part(words, files.getFirst(), "a"), part(words, files.getLast(), "b"), common);
  }

  private static Command.Part part(Words words, String written, String side) {
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
