package dev.conctop.state.seen;

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
import dev.conctop.state.past.total.Jvms;
import java.util.Optional;
import java.util.function.Consumer;

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

  public Observed with(HostSample fact) {
    return change(next -> next.host = Optional.of(fact));
  }

  public Observed with(HostTotals fact) {
    return change(next -> next.hostTotals = Optional.of(fact));
  }

  public Observed with(ThreadsSample fact) {
    return change(next -> next.threads = Optional.of(fact));
  }

  public Observed with(TaskFrame fact) {
    return change(next -> next.frame = Optional.of(fact));
  }

  public Observed with(MachineInfo fact) {
    return change(next -> next.machine = Optional.of(fact));
  }

  public Observed with(ObserverCost fact) {
    return change(next -> next.cost = Optional.of(fact));
  }

  public Observed with(SubjectEvent.Hello fact) {
    return change(next -> next.hello = Optional.of(fact));
  }

  public Observed with(CpuLimit fact) {
    return change(next -> next.limit = Optional.of(fact));
  }

  public Observed with(ProcessTable fact) {
    return change(next -> next.processes = Optional.of(fact));
  }

  public Observed with(DevicesSample fact) {
    return change(next -> next.devices = Optional.of(fact));
  }

  public Observed with(JvmSample fact) {
    return change(next -> next.jvms = jvms.and(fact));
  }

  /** Forgets the subject, keeps the machine. */
  public Observed withoutSubject() {
    return change(
        next -> {
          next.hostTotals = Optional.empty();
          next.threads = Optional.empty();
          next.frame = Optional.empty();
          next.hello = Optional.empty();
          next.limit = Optional.empty();
          next.jvms = Jvms.none();
        });
  }

  /** The same, but for what JVMs said before, which does not count. */
  public Observed measuredFromNow() {
    return change(next -> next.jvms = jvms.fresh());
  }

  /** A gauge of the newest frame, NaN when the subject does not say it. */
  public double gauge(String name) {
    return frame.map(f -> f.gauges().getOrDefault(name, Double.NaN)).orElse(Double.NaN);
  }

  /** All fields, to be changed before a picture is made of them. */
  private static final class Draft {
    Optional<HostSample> host;
    Optional<HostTotals> hostTotals;
    Optional<ThreadsSample> threads;
    Optional<TaskFrame> frame;
    Optional<MachineInfo> machine;
    Optional<ObserverCost> cost;
    Optional<SubjectEvent.Hello> hello;
    Optional<CpuLimit> limit;
    Optional<ProcessTable> processes;
    Optional<DevicesSample> devices;
    Jvms jvms;

    Draft(Observed from) {
      host = from.host;
      hostTotals = from.hostTotals;
      threads = from.threads;
      frame = from.frame;
      machine = from.machine;
      cost = from.cost;
      hello = from.hello;
      limit = from.limit;
      processes = from.processes;
      devices = from.devices;
      jvms = from.jvms;
    }

    Observed made() {
      return new Observed(
          host, hostTotals, threads, frame, machine, cost, hello, limit, processes, devices, jvms);
    }
  }

  private Observed change(Consumer<Draft> change) {
    Draft next = new Draft(this);
    change.accept(next);
    return next.made();
  }
}
