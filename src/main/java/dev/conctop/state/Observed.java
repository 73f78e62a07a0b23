package dev.conctop.state;

import dev.conctop.sample.CpuLimit;
import dev.conctop.sample.DevicesSample;
import dev.conctop.sample.HostSample;
import dev.conctop.sample.HostTotals;
import dev.conctop.sample.JvmSample;
import dev.conctop.sample.MachineInfo;
import dev.conctop.sample.ObserverCost;
import dev.conctop.sample.ProcessTable;
import dev.conctop.sample.SubjectEvent;
import dev.conctop.sample.TaskFrame;
import dev.conctop.sample.ThreadsSample;
import java.util.Optional;

/**
 * The newest fact of each kind.
 *
 * @param jvms what the JVMs watched say of themselves
 */
public record Observed(
    Optional<HostSample> host,
    Optional<HostTotals> hostTotals,
    Optional<ThreadsSample> threads,
    Optional<TaskFrame> frame,
    Optional<MachineInfo> machine,
    Optional<ObserverCost> cost,
    Optional<SubjectEvent.Hello> hello,
    Optional<CpuLimit> limit,
    Optional<ProcessTable> processes,
    Optional<DevicesSample> devices,
    Jvms jvms) {
  public static Observed nothing() {
    return new Observed(
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Jvms.none());
  }

  Observed with(HostSample fact) {
    return new Observed(
        Optional.of(fact),
        hostTotals,
        threads,
        frame,
        machine,
        cost,
        hello,
        limit,
        processes,
        devices,
        jvms);
  }

  Observed with(HostTotals fact) {
    return new Observed(
        host,
        Optional.of(fact),
        threads,
        frame,
        machine,
        cost,
        hello,
        limit,
        processes,
        devices,
        jvms);
  }

  Observed with(ThreadsSample fact) {
    return new Observed(
        host,
        hostTotals,
        Optional.of(fact),
        frame,
        machine,
        cost,
        hello,
        limit,
        processes,
        devices,
        jvms);
  }

  Observed with(TaskFrame fact) {
    return new Observed(
        host,
        hostTotals,
        threads,
        Optional.of(fact),
        machine,
        cost,
        hello,
        limit,
        processes,
        devices,
        jvms);
  }

  Observed with(MachineInfo fact) {
    return new Observed(
        host,
        hostTotals,
        threads,
        frame,
        Optional.of(fact),
        cost,
        hello,
        limit,
        processes,
        devices,
        jvms);
  }

  Observed with(ObserverCost fact) {
    return new Observed(
        host,
        hostTotals,
        threads,
        frame,
        machine,
        Optional.of(fact),
        hello,
        limit,
        processes,
        devices,
        jvms);
  }

  Observed with(SubjectEvent.Hello fact) {
    return new Observed(
        host,
        hostTotals,
        threads,
        frame,
        machine,
        cost,
        Optional.of(fact),
        limit,
        processes,
        devices,
        jvms);
  }

  Observed with(CpuLimit fact) {
    return new Observed(
        host,
        hostTotals,
        threads,
        frame,
        machine,
        cost,
        hello,
        Optional.of(fact),
        processes,
        devices,
        jvms);
  }

  Observed with(ProcessTable fact) {
    return new Observed(
        host,
        hostTotals,
        threads,
        frame,
        machine,
        cost,
        hello,
        limit,
        Optional.of(fact),
        devices,
        jvms);
  }

  Observed with(DevicesSample fact) {
    return new Observed(
        host,
        hostTotals,
        threads,
        frame,
        machine,
        cost,
        hello,
        limit,
        processes,
        Optional.of(fact),
        jvms);
  }

  Observed with(JvmSample fact) {
    return new Observed(
        host,
        hostTotals,
        threads,
        frame,
        machine,
        cost,
        hello,
        limit,
        processes,
        devices,
        jvms.and(fact));
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
        Optional.empty(),
        Optional.empty(),
        processes,
        devices,
        Jvms.none());
  }

  /** A gauge of the newest frame, NaN when the subject does not say it. */
  public double gauge(String name) {
    return frame.map(f -> f.gauges().getOrDefault(name, Double.NaN)).orElse(Double.NaN);
  }
}
