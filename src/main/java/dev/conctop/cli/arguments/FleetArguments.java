package dev.conctop.cli.arguments;

import dev.conctop.catalog.BadInput;
import dev.conctop.probe.Reach;
import dev.conctop.report.diagnose.Assertion;
import java.util.List;
import java.util.Optional;

/** The arguments of what is seen on other machines. */
final class FleetArguments {
  private FleetArguments() {}

  static Command.Fleet read(Words words, CommonOptions common) {
    String hosts = words.text("--host").orElse("");
    if (hosts.isBlank()) {
      throw new BadInput("--host needs a host, such as web1 or web1,ann@web2:2222");
    }
    if (common.record().isPresent()) {
      String one = hosts.contains(",") || hosts.startsWith("@") ? "HOST" : hosts.strip();
      throw new BadInput(
          "--record writes what is seen here: try 'ssh "
              + one
              + " conctop --record - -d 60s > FILE', or without --host");
    }
    for (String option : List.of("--from", "--to", "--strict")) {
      if (words.has(option)) {
        throw new BadInput(option + " is for a recording, not for other hosts");
      }
    }
    boolean attach = words.verb().equals("attach");
    boolean diagnose = words.verb().equals("diagnose");
    Optional<String> target = words.positional().filter(word -> !word.isBlank());
    if ((attach || diagnose) && target.isEmpty()) {
      throw new BadInput(TargetArguments.missing(words.verb()));
    }
    if (target.filter(word -> word.chars().anyMatch(c -> c < ' ')).isPresent()) {
      throw new BadInput("that cannot be the name of a process");
    }
    return new Command.Fleet(
        hosts,
        words.text("--copy"),
        attach
            ? Command.Fleet.What.ATTACH
            : diagnose ? Command.Fleet.What.DIAGNOSE : Command.Fleet.What.MACHINES,
        target,
        words.has("--tree") ? Reach.TREE : Reach.ALONE,
        TargetArguments.durationNanos(words),
        words.all("--assert").stream().map(Assertion::parse).toList(),
        common);
  }
}
