package dev.conctop.report.fleet;

import dev.conctop.report.assertion.Outcome;
import dev.conctop.report.diagnose.Diagnosed;
import dev.conctop.report.host.HostSeen;
import java.util.List;
import java.util.Optional;

/**
 * What became of one host.
 *
 * @param name as the person wrote it
 * @param reason why nothing was found; empty when something was
 * @param remedy what to do about that; may be empty
 * @param writer the program there, with its version; empty when it was not heard
 * @param diagnosed the process that was asked for
 * @param seen the machine, when none was
 * @param results what became of what was asserted
 */
public record HostFound(
    String name,
    String reason,
    String remedy,
    String writer,
    Optional<Diagnosed> diagnosed,
    Optional<HostSeen> seen,
    List<Outcome> results) {
  public HostFound {
    results = List.copyOf(results);
  }

  /** A host of which nothing was found. */
  public static HostFound failed(String name, String writer, String reason, String remedy) {
    return new HostFound(
        name, reason, remedy, writer, Optional.empty(), Optional.empty(), List.of());
  }

  /** Whether nothing was found. */
  public boolean isFailed() {
    return diagnosed.isEmpty() && seen.isEmpty();
  }
}
