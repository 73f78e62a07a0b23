package dev.conctop.source.look;

import dev.conctop.probe.HostProbe;
import dev.conctop.probe.MachineProbe;
import dev.conctop.probe.Probes;
import dev.conctop.sample.CpuLimit;
import dev.conctop.sample.DevicesSample;
import dev.conctop.sample.HostSample;
import dev.conctop.sample.ObserverCost;
import dev.conctop.sample.ProcessTable;
import dev.conctop.sample.figure.CauseRate;
import dev.conctop.sample.figure.Figure;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/** Looks at the machine over a given time, for reports. */
public final class HostLook {
  private static final int[] NO_SUBJECT = {};

  /** Devices are looked at as often as this: their latencies are means between two looks. */
  private static final long STEP_NANOS = 250_000_000L;

  private static final int STEPS_A_TABLE = 4;

  /**
   * What was seen.
   *
   * @param host over the whole time
   * @param processes over its last second or so; empty where there is no probe of processes
   * @param devices the last look at them; empty where there is no probe of devices
   * @param limit our own quota
   * @param cost what looking cost
   */
  public record Seen(
      HostSample host,
      Optional<ProcessTable> processes,
      Optional<DevicesSample> devices,
      CpuLimit limit,
      ObserverCost cost) {}

  private final Consumer<DevicesSample> devices;
  private final Optional<MachineProbe> machine;
  private Optional<ProcessTable> processes = Optional.empty();
  private Optional<DevicesSample> lastDevices = Optional.empty();
  private long tableNanos;
  private long steps;
  private long longest;

  private HostLook(Consumer<DevicesSample> devices, Optional<MachineProbe> machine) {
    this.devices = devices;
    this.machine = machine;
  }

  /**
   * Looks for a while.
   *
   * @param nanos how long
   * @param devices takes what the devices did between two looks, several times a second
   */
  public static Seen over(Probes probes, long nanos, Consumer<DevicesSample> devices) {
    Optional<MachineProbe> machine = probes.machine();
    try (HostProbe host = probes.host()) {
      return new HostLook(devices, machine).look(probes, host, nanos);
    } finally {
      machine.ifPresent(MachineProbe::close);
    }
  }

  private Seen look(Probes probes, HostProbe host, long nanos) {
    CpuClock own = CpuClock.ofThisProcess(probes);
    QuotaWatch quota = new QuotaWatch(probes);
    long begin = System.nanoTime();
    own.mark();
    host.look(begin, NO_SUBJECT);
    quota.mark((int) ProcessHandle.current().pid(), begin);
    step(begin);
    long now = begin;
    for (long next = begin; now - begin < nanos; step(now)) {
      next = Math.min(next + STEP_NANOS, begin + nanos);
      while ((now = System.nanoTime()) < next) {
        LockSupport.parkNanos(next - now);
      }
    }
    if (now - tableNanos >= STEP_NANOS) {
      table(now);
    }
    Figure cpu = own.sinceMark();
    double wall = now - begin;
    Figure share = cpu.map(spent -> spent / wall);
    return new Seen(
        host.look(now, NO_SUBJECT),
        processes,
        lastDevices,
        quota.read(now),
        new ObserverCost(
            share,
            longest,
            steps,
            0,
            machine.map(MachineProbe::notice).orElse(""),
            CauseRate.none()));
  }

  private void step(long nanos) {
    lastDevices = machine.map(probe -> probe.devices(nanos));
    lastDevices.ifPresent(devices);
    if (steps++ % STEPS_A_TABLE == 0) {
      table(nanos);
    }
    longest = Math.max(longest, System.nanoTime() - nanos);
  }

  private void table(long nanos) {
    tableNanos = nanos;
    processes = machine.map(probe -> probe.processes(nanos));
  }
}
