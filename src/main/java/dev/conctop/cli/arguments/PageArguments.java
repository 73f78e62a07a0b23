package dev.conctop.cli.arguments;

import dev.conctop.cli.arguments.common.Command;
import dev.conctop.cli.arguments.common.CommonOptions;
import dev.conctop.cli.arguments.common.RecordingArguments;
import dev.conctop.cli.arguments.common.TargetArguments;
import dev.conctop.cli.arguments.common.Words;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The arguments of {@code report FILE --format html}. */
final class PageArguments {
  private static final String FORMAT = "--format";
  private static final String OUTPUT = "-o";
  private static final String FORCE = "--force";

  private PageArguments() {}

  /** Whether a page is asked for. */
  static boolean asked(Words words) {
    boolean page = words.text(FORMAT).map("html"::equals).orElse(false);
    return page && words.verb().equals("report");
  }

  /** What is asked for besides. */
  static Words others(Words words) {
    Map<String, List<String>> options = new HashMap<>(words.options());
    List.of(FORMAT, OUTPUT, FORCE).forEach(options::remove);
    return new Words(words.verb(), words.positionals(), options);
  }

  static Command.Page read(Words words, CommonOptions common, Path file) {
    return new Command.Page(
        TargetArguments.part(words, file.toString()), RecordingArguments.to(words), common);
  }
}
