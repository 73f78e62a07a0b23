package dev.conctop.sample;

import dev.conctop.sample.host.DiskUse;
import dev.conctop.sample.host.NetUse;
import java.util.List;

/**
 * Disks and network interfaces over the last interval.
 *
 * @param nanos monotonic time at the end of the look
 * @param intervalNanos time since the look before; 0 at the first, which has no devices
 * @param disksMissing why there are no disks; empty when they were read
 * @param netsMissing why there are no interfaces; empty when they were read
 */
public record DevicesSample(
    long nanos,
    long intervalNanos,
    List<DiskUse> disks,
    String disksMissing,
    List<NetUse> nets,
    String netsMissing)
    implements Fact {
  public DevicesSample {
    disks = List.copyOf(disks);
    nets = List.copyOf(nets);
  }
}
