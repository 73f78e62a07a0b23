package dev.conctop.wire;

import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/**
 * What a subject is told to run; see the wire format page.
 *
 * @param parameters every parameter of workload and model, as written
 * @param httpPort port of the loopback server's HTTP side, 0 when none was started
 * @param queryPort port of its query side, 0 when none was started
 * @param directory a directory private to the run, which the observer removes, and the subject if
 *     the observer is gone
 * @param rest whether it rests once all is open, and works in blocks when told to
 */
public record RunOrder(
    String workload,
    String model,
    Map<String, String> parameters,
    int workers,
    int inFlight,
    OptionalDouble rate,
    OptionalLong tasks,
    OptionalLong durationNanos,
    long warmUpNanos,
    int httpPort,
    int queryPort,
    String directory,
    boolean rest)
    implements Order {
  public RunOrder {
    parameters = Map.copyOf(parameters);
  }
}
