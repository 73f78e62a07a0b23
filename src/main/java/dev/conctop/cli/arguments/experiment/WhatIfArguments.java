package dev.conctop.cli.arguments.experiment;

import dev.conctop.catalog.Catalog;
import dev.conctop.catalog.RunRequest;
import dev.conctop.catalog.RunSpec;
import dev.conctop.catalog.Servers;
import dev.conctop.catalog.parameter.BadInput;
import dev.conctop.cli.arguments.common.Command;
import dev.conctop.cli.arguments.common.CommonOptions;
import dev.conctop.cli.arguments.common.RunArguments;
import dev.conctop.cli.arguments.common.TargetArguments;
import dev.conctop.cli.arguments.common.Words;
import dev.conctop.experiment.predict.run.Candidates;
import dev.conctop.experiment.predict.run.WhatIfPlan;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/** The options of {@code conctop whatif}. */
public final class WhatIfArguments {
  private static final long USUAL_NANOS = 20_000_000_000L;
  private static final long SHORTEST_NANOS = 5_000_000_000L;
  private static final long LONGEST_NANOS = 3600 * 1_000_000_000L;

  /** What is asked of a run that is yet to be. */
  private static final List<String> OF_A_WORKLOAD =
      List.of(
          "-m",
          "-j",
          "-c",
          "--rate",
          "-p",
          "--url",
          "--python",
          "--jdbc-url",
          "--class-path",
          "--class",
          "-d",
          "--verify",
          "--recalibrate");

  private WhatIfArguments() {}

  public static Command read(Words words, CommonOptions common, int cores) {
    String workload = words.positional().orElse("");
    if (workload.isEmpty()) {
      throw new BadInput(
          "whatif needs a workload, such as http-get ('conctop list workloads' shows them), or a"
              + " recording of a run");
    }
    boolean known = Catalog.workloads().stream().anyMatch(each -> each.id().equals(workload));
    if (!known && TargetArguments.isFile(workload)) {
      refuse(words, OF_A_WORKLOAD, " is for a workload, and " + workload + " is a recording");
      return new Command.WhatIfRecorded(TargetArguments.part(words, workload), common);
    }
    if (!known && workload.matches(".*[./].*")) {
      throw new BadInput("there is no file '" + workload + "', and no workload has such a name");
    }
    refuse(
        words,
        List.of("--from", "--to", "--strict"),
        " is for a recording, and there is no file " + workload);
    RunSpec from = request(words, workload).check(cores);
    Servers.checkOwn("whatif", from.parameters());
    Candidates.check(from);
    return new Command.WhatIf(
        new WhatIfPlan(
            from, nanos(words), words.has("--verify"), words.has("--recalibrate"), cores),
        common);
  }

  private static void refuse(Words words, List<String> options, String why) {
    for (String option : options) {
      if (words.has(option)) {
        throw new BadInput(option + why);
      }
    }
  }

  private static RunRequest request(Words words, String workload) {
    return new RunRequest(
        workload,
        words.text("-m").orElse("thread-pool"),
        RunArguments.parameters(Map.of(), words),
        RunArguments.whole(words, "-j", "--workers"),
        RunArguments.whole(words, "-c", "--in-flight"),
        RunArguments.rate(words),
        OptionalLong.empty(),
        OptionalLong.empty(),
        OptionalLong.empty());
  }

  private static long nanos(Words words) {
    long nanos = RunArguments.duration(words, "-d").orElse(USUAL_NANOS);
    if (nanos < SHORTEST_NANOS || nanos > LONGEST_NANOS) {
      throw new BadInput("-d " + words.text("-d").orElse("") + " is outside 5s … 1h");
    }
    return nanos;
  }
}
