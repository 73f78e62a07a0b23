package dev.conctop.cli.syntax;

import static dev.conctop.cli.syntax.Shared.COMMON;
import static dev.conctop.cli.syntax.Shared.DEEP;
import static dev.conctop.cli.syntax.Shared.METRICS;
import static dev.conctop.cli.syntax.Shared.flag;
import static dev.conctop.cli.syntax.Shared.value;
import static dev.conctop.cli.syntax.Shared.verb;
import static dev.conctop.cli.syntax.Shared.with;

import dev.conctop.cli.syntax.Syntax.Positional;
import dev.conctop.cli.syntax.Syntax.Value;
import dev.conctop.cli.syntax.Syntax.Verb;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The commands for dashboards and other machines, and those about conctop itself. */
final class OtherVerbs {
  static final List<Verb> ALL =
      List.of(
          verb(
              "export",
              "metrics of the machine, or of a process, for dashboards; without a screen",
              new Positional(
                  "PID|NAME",
                  false,
                  Value.PID,
                  "the process's number, or its name when only one has it; else the machine"),
              with(
                  METRICS,
                  flag("of a process its descendants, too", "--tree"),
                  DEEP,
                  value(
                      Value.FREE,
                      "for how long (default: until it is ended)",
                      "-d",
                      "--duration"))),
          verb(
              "list",
              "what can be run, with parameters, defaults and ranges",
              new Positional("[workloads|models|scenarios]", false, Value.PART, "")),
          new Verb(
              "feed",
              "tell a conctop elsewhere what is seen here; --host starts it there",
              Optional.empty(),
              Stream.concat(
                      COMMON.stream(),
                      Stream.of(
                          DEEP,
                          flag(
                              "run workloads, too, when that is asked for; else it only looks",
                              "--run")))
                  .toList()),
          new Verb(
              "fetch-engine",
              "bring an engine that the archive has not: hazelcast, jython",
              Optional.of(
                  new Positional(
                      "ENGINE", false, Value.FREE, "hazelcast (21 MB) or jython (50 MB)")),
              List.of(flag("do not ask", "--yes"))),
          new Verb("doctor", "what this machine can and cannot measure", Optional.empty(), COMMON),
          new Verb(
              "completion",
              "print what has a shell complete commands and options",
              Optional.of(
                  new Positional("SHELL", false, Value.SHELL, String.join(", ", Syntax.SHELLS))),
              List.of()),
          new Verb("man", "print the manual page", Optional.empty(), List.of()));

  private OtherVerbs() {}
}
