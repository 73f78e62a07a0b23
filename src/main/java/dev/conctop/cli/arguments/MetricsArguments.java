package dev.conctop.cli.arguments;

import dev.conctop.app.metrics.MetricsTo;
import dev.conctop.catalog.parameter.BadInput;
import dev.conctop.cli.arguments.common.Command;
import dev.conctop.cli.arguments.common.CommonOptions;
import dev.conctop.cli.arguments.common.TargetArguments;
import dev.conctop.cli.arguments.common.Words;
import dev.conctop.metrics.Address;
import dev.conctop.probe.Reach;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** The options about metrics, and the arguments of {@code conctop export}. */
final class MetricsArguments {
  /** Of metrics nobody asks for ten times a second. */
  private static final long USUAL_INTERVAL_NANOS = 1_000_000_000L;

  private MetricsArguments() {}

  static MetricsTo to(Words words) {
    if (!words.has("--metrics") && !words.has("--otlp")) {
      // The usual case, in which nothing of metrics is even loaded.
      return MetricsTo.nowhere();
    }
    return new MetricsTo(
        words.text("--metrics").map(MetricsTo::address),
        words.text("--otlp").map(MetricsTo::collector));
  }

  static Command export(Words words, CommonOptions common) {
    if (common.format().isPresent()) {
      throw new BadInput(
          "export prints nothing, so that --format is not for it: metrics are asked for at"
              + " http://"
              + Address.usual().written()
              + ":"
              + Address.USUAL_PORT
              + "/metrics");
    }
    if (words.positional().isEmpty()) {
      for (String option : List.of("--tree", "--deep")) {
        if (words.has(option)) {
          throw new BadInput(option + " is for a process: conctop export PID " + option);
        }
      }
    }
    MetricsTo to =
        common.metrics().isNowhere()
            ? new MetricsTo(Optional.of(Address.usual()), Optional.empty())
            : common.metrics();
    OptionalLong interval =
        common.intervalNanos().isPresent()
            ? common.intervalNanos()
            : OptionalLong.of(USUAL_INTERVAL_NANOS);
    return new Command.Export(
        words.positional(),
        words.has("--tree") ? Reach.TREE : Reach.ALONE,
        TargetArguments.durationNanos(words),
        common.with(interval, to));
  }
}
