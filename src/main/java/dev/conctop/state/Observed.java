package dev.conctop.state;

import dev.conctop.sample.HostSample;
import dev.conctop.sample.HostTotals;
import dev.conctop.sample.MachineInfo;
import dev.conctop.sample.ObserverCost;
import dev.conctop.sample.SubjectEvent;
import dev.conctop.sample.TaskFrame;
import dev.conctop.sample.ThreadsSample;
import java.util.Optional;

/** The newest fact of each kind. */
public record Observed(
    Optional<HostSample> host,
    Optional<HostTotals> hostTotals,
    Optional<ThreadsSample> threads,
    Optional<TaskFrame> frame,
    Optional<MachineInfo> machine,
    Optional<ObserverCost> cost,
    Optional<SubjectEvent.Hello> hello) {
  public static Observed nothing() {
    return new Observed(
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  Observed with(HostSample fact) {
    return new Observed(Optional.of(fact), hostTotals, threads, frame, machine, cost, hello);
  }

  Observed with(HostTotals fact) {
    return new Observed(host, Optional.of(fact), threads, frame, machine, cost, hello);
  }

  Observed with(ThreadsSample fact) {
    return new Observed(host, hostTotals, Optional.of(fact), frame, machine, cost, hello);
  }

  Observed with(TaskFrame fact) {
    return new Observed(host, hostTotals, threads, Optional.of(fact), machine, cost, hello);
  }

  Observed with(MachineInfo fact) {
    return new Observed(host, hostTotals, threads, frame, Optional.of(fact), cost, hello);
  }

  Observed with(ObserverCost fact) {
    return new Observed(host, hostTotals, threads, frame, machine, Optional.of(fact), hello);
  }

  Observed with(SubjectEvent.Hello fact) {
    return new Observed(host, hostTotals, threads, frame, machine, cost, Optional.of(fact));
  }

  /** Forgets the subject, keeps the machine. */
  Observed withoutSubject() {
    return new Observed(
        host,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        machine,
        cost,
        Optional.empty());
  }

  /** A gauge of the newest frame, NaN when the subject does not say it. */
  public double gauge(String name) {
    return frame.map(f -> f.gauges().getOrDefault(name, Double.NaN)).orElse(Double.NaN);
  }
}
