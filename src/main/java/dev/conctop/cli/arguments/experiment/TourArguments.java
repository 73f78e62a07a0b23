package dev.conctop.cli.arguments.experiment;

import dev.conctop.catalog.parameter.BadInput;
import dev.conctop.cli.arguments.common.Command;
import dev.conctop.cli.arguments.common.CommonOptions;
import dev.conctop.cli.arguments.common.Words;
import java.nio.file.Path;

/** The options of {@code conctop tour}. */
public final class TourArguments {
  private TourArguments() {}

  public static Command.Tour read(Words words, CommonOptions common) {
    if (words.has("--all") && words.has("--check")) {
      throw new BadInput("give either --all or --check");
    }
    if (words.has("--check") && words.positional().isPresent()) {
      throw new BadInput("--check reads all lessons: name none");
    }
    return new Command.Tour(
        words.positional(),
        words.text("--tour").map(Path::of),
        words.has("--all")
            ? Command.Tour.How.ALL
            : words.has("--check") ? Command.Tour.How.CHECK : Command.Tour.How.GUIDED,
        common);
  }
}
