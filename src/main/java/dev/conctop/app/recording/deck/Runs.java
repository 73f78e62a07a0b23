package dev.conctop.app.recording.deck;

import dev.conctop.catalog.RunRequest;
import dev.conctop.catalog.RunSpec;
import java.util.OptionalInt;
import java.util.OptionalLong;

/** A run as it is written down: as somebody could ask for it again. */
public final class Runs {
  private Runs() {}

  /** With all that had a default filled in. */
  public static RunRequest request(RunSpec spec) {
    return new RunRequest(
        spec.workload().id(),
        spec.model().id(),
        spec.parameters().written(),
        OptionalInt.of(spec.workers()),
        spec.openLoop() ? OptionalInt.empty() : OptionalInt.of(spec.inFlight()),
        spec.ratePerSecond(),
        spec.tasks(),
        spec.durationNanos(),
        OptionalLong.of(spec.warmUpNanos()));
  }
}
