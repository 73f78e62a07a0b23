package dev.conctop.source.look;

import dev.conctop.probe.MachineProbe;
import dev.conctop.sample.Fact;
import java.util.Optional;
import java.util.function.Consumer;

/** Looks at devices, and at all processes while nothing else is watched, once a second. */
public final class MachineLooks {
  private static final long EVERY_NANOS = 1_000_000_000L;
  private static final long FIRST_NANOS = 250_000_000L;

  private final Optional<MachineProbe> probe;
  private final Consumer<Fact> out;
  private long nextNanos;
  private int looks;

  /**
   * @param probe empty where the machine cannot be looked at
   * @param nanos now
   */
  public MachineLooks(Optional<MachineProbe> probe, Consumer<Fact> out, long nanos) {
    this.probe = probe;
    this.out = out;
    nextNanos = nanos + FIRST_NANOS / 2;
  }

  /** Looks, when it is time. */
  public void look(boolean alone, long now) {
    if (now < nextNanos) {
      return;
    }
    // The second look comes soon: only then there is something to show.
    nextNanos = now + (looks++ == 0 ? FIRST_NANOS : EVERY_NANOS);
    if (probe.isPresent()) {
      if (alone) {
        out.accept(probe.get().processes(now));
      }
      out.accept(probe.get().devices(now));
    }
  }

  /** What a person should know of how it is looked at; empty if nothing. */
  public String notice() {
    return probe.map(MachineProbe::notice).orElse("");
  }

  /** Ends the looks at all processes. */
  public void close() {
    probe.ifPresent(MachineProbe::close);
  }
}
