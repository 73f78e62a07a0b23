package dev.conctop.cli.arguments;

import dev.conctop.catalog.parameter.BadInput;
import dev.conctop.cli.arguments.common.Command;
import dev.conctop.cli.arguments.common.CommonOptions;
import dev.conctop.cli.arguments.common.RunArguments;
import dev.conctop.cli.arguments.common.TargetArguments;
import dev.conctop.cli.arguments.common.Words;
import dev.conctop.probe.Reach;
import dev.conctop.report.diagnose.ProcessFound;
import java.util.List;
import java.util.Optional;

/** The arguments of what is seen on other machines. */
final class FleetArguments {
  private FleetArguments() {}

  static Command read(Words words, CommonOptions common, int cores) {
    String hosts = words.text("--host").orElse("");
    if (hosts.isBlank()) {
      throw new BadInput("--host needs a host, such as web1 or web1,ann@web2:2222");
    }
    if (!common.metrics().isNowhere()) {
      throw new BadInput(
          "metrics are those of this machine: run 'conctop export' on the host, which is scraped");
    }
    if (words.verb().equals("run")) {
      Command.Run run = RunArguments.read(words, common, cores);
      if (run.scenario().filter(scenario -> !scenario.sweep().isEmpty()).isPresent()) {
        throw new BadInput("a scenario that goes over several sizes is not run on another machine");
      }
      return new Command.RunThere(hosts, words.text("--copy"), run);
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
        words.all("--assert").stream().map(ProcessFound::parse).toList(),
        common);
  }
}
