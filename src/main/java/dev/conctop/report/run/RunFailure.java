package dev.conctop.report.run;

import dev.conctop.catalog.RunSpec;
import dev.conctop.sample.task.TaskCounts;
import dev.conctop.state.State;
import dev.conctop.state.seen.Stage;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Comparator;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Whether a run was one in which nothing worked, and why, in one line. */
public final class RunFailure {
  /** What Java, CPython's sockets and its asyncio write when nobody listens. */
  private static final String[] REFUSED = {
    "connection refused", "connectionrefusederror", "connect call failed"
  };

  private RunFailure() {}

  /**
   * "no task succeeded: …" with the commonest cause; empty when one did, when tasks were given up
   * as they should, or while the first may yet come.
   */
  public static Optional<String> of(State state) {
    TaskCounts tasks = state.totals().tasks();
    if (state.run().isEmpty() || tasks.completed() > 0) {
      return Optional.empty();
    }
    if (tasks.failed() == 0) {
      return state.stage() instanceof Stage.Finished finished && tasks.cancelled() == 0
          ? Optional.of(
              String.format(
                  Locale.ROOT,
                  "no task succeeded: none ended while measuring (%.1f s)",
                  finished.wallNanos() / 1e9))
          : Optional.empty();
    }
    String cause =
        state.totals().errors().entrySet().stream()
            .max(
                Comparator.comparingLong(Map.Entry<String, Long>::getValue)
                    .thenComparing(Map.Entry.comparingByKey(Comparator.reverseOrder())))
            .map(Map.Entry::getKey)
            .orElse("no cause was told");
    String where = peer(state.run().get()).map(peer -> " (" + peer + ")").orElse("");
    return Optional.of("no task succeeded: " + words(cause) + where);
  }

  private static String words(String error) {
    String lower = error.toLowerCase(Locale.ROOT);
    for (String refused : REFUSED) {
      if (lower.contains(refused)) {
        return "connection refused";
      }
    }
    return error;
  }

  /** Host and port of a server of the user's own; nothing else of the URL, which may be secret. */
  private static Optional<String> peer(RunSpec spec) {
    if (!spec.parameters().has("url") || spec.parameters().text("url").isEmpty()) {
      return Optional.empty();
    }
    try {
      URI uri = new URI(spec.parameters().text("url"));
      if (uri.getHost() == null) {
        return Optional.empty();
      }
      int usual = "https".equalsIgnoreCase(uri.getScheme()) ? 443 : 80;
      return Optional.of(uri.getHost() + ":" + (uri.getPort() > 0 ? uri.getPort() : usual));
    } catch (URISyntaxException e) {
      return Optional.empty();
    }
  }
}
