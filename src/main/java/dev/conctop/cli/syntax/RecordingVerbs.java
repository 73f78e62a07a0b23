package dev.conctop.cli.syntax;

import static dev.conctop.cli.syntax.Shared.COMMON;
import static dev.conctop.cli.syntax.Shared.OUTPUT;
import static dev.conctop.cli.syntax.Shared.PART;
import static dev.conctop.cli.syntax.Shared.RECORDING;
import static dev.conctop.cli.syntax.Shared.flag;
import static dev.conctop.cli.syntax.Shared.value;
import static dev.conctop.cli.syntax.Shared.verb;
import static dev.conctop.cli.syntax.Shared.with;

import dev.conctop.cli.syntax.Syntax.Option;
import dev.conctop.cli.syntax.Syntax.Positional;
import dev.conctop.cli.syntax.Syntax.Value;
import dev.conctop.cli.syntax.Syntax.Verb;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The commands about recordings. */
final class RecordingVerbs {
  static final List<Verb> ALL =
      List.of(
          new Verb(
              "report",
              "what a recording has, as it was reported live, or for another tool",
              Optional.of(RECORDING),
              reported()),
          verb(
              "cast",
              "a recording as a film of the screen (asciicast v2)",
              RECORDING,
              with(
                  with(PART, OUTPUT),
                  value(Value.FREE, "columns x rows (default 120x40)", "--size"),
                  value(Value.FREE, "how fast it is played (default 1)", "--speed"),
                  value(
                      Value.FREE,
                      "nothing stands still for longer, such as 2s (default: as it was)",
                      "--idle-limit"))),
          verb(
              "diff",
              "two recordings, or two parts of one, beside each other, with intervals",
              new Positional(
                  "A [B]", true, Value.FILE, "what --record has written; B: A again, for parts", 2),
              value(Value.FREE, "of A: from this time: 14:03:20, +30s, or -30s", "--from-a"),
              value(Value.FREE, "of A: up to this time", "--to-a"),
              value(Value.FREE, "of B: from this time", "--from-b"),
              value(Value.FREE, "of B: up to this time", "--to-b"),
              flag("exit 5 when something in one of them is damaged", "--strict")),
          verb(
              "cut",
              "a part of a recording as a recording of its own",
              RECORDING,
              with(
                  PART,
                  value(Value.FILE, "where to; - is standard output", "-o", "--output"),
                  flag("write over a file that exists", "--force"))),
          verb(
              "replay",
              "play a recording: the same screen, at any moment of it",
              RECORDING,
              value(Value.FREE, "where to begin: 14:03:20, +30s, or -30s before its end", "--at")));

  private RecordingVerbs() {}

  /** Its formats are others than those of what is seen live. */
  private static List<Option> reported() {
    List<Option> options = new ArrayList<>();
    options.add(
        value(
            Value.REPORT_FORMAT,
            "text (default), json or csv; or for another tool: hlog, csv with --table, ndjson,"
                + " perfetto, folded; html: a page to be looked at",
            "--format"));
    COMMON.stream().filter(option -> !option.key().equals("--format")).forEach(options::add);
    options.addAll(
        List.of(
            with(
                with(PART, OUTPUT),
                value(Value.TABLE, "with --format csv: which facts, such as thread", "--table"))));
    return options;
  }
}
