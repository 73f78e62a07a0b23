package dev.conctop.cli.syntax;

import static dev.conctop.cli.syntax.Shared.COPY;
import static dev.conctop.cli.syntax.Shared.DEEP;
import static dev.conctop.cli.syntax.Shared.HOST;
import static dev.conctop.cli.syntax.Shared.METRICS;
import static dev.conctop.cli.syntax.Shared.PART;
import static dev.conctop.cli.syntax.Shared.RECORD;
import static dev.conctop.cli.syntax.Shared.TARGET;
import static dev.conctop.cli.syntax.Shared.flag;
import static dev.conctop.cli.syntax.Shared.value;
import static dev.conctop.cli.syntax.Shared.verb;
import static dev.conctop.cli.syntax.Shared.with;

import dev.conctop.cli.syntax.Syntax.Kind;
import dev.conctop.cli.syntax.Syntax.Option;
import dev.conctop.cli.syntax.Syntax.Positional;
import dev.conctop.cli.syntax.Syntax.Value;
import dev.conctop.cli.syntax.Syntax.Verb;
import java.util.List;

/** The commands that watch what runs anyway. */
final class WatchVerbs {
  static final List<Verb> ALL =
      List.of(
          verb(
              "attach",
              "watch all threads of a process, live",
              TARGET,
              with(
                  with(RECORD, METRICS),
                  HOST,
                  COPY,
                  flag("its descendants, too", "--tree"),
                  DEEP,
                  value(
                      Value.FREE,
                      "how long to watch without a screen (default 10s)",
                      "-d",
                      "--duration"))),
          verb(
              "diagnose",
              "watch a process for a while and say what its time goes to; or of a recording",
              new Positional(
                  "PID|NAME|FILE",
                  true,
                  Value.PID,
                  "the process's number, or its name when only one has it, or a recording"),
              with(
                  with(with(RECORD, PART), METRICS),
                  HOST,
                  COPY,
                  flag("its descendants, too", "--tree"),
                  DEEP,
                  value(Value.FREE, "how long to watch (default 5s)", "-d", "--duration"),
                  new Option(
                      Kind.REPEATED,
                      Value.FREE,
                      "what must hold, such as run_queue<0.05 or verdict==io-waiting; may be"
                          + " repeated; exit 3 when it does not",
                      List.of("--assert")))));

  private WatchVerbs() {}
}
