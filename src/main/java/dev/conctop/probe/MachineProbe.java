package dev.conctop.probe;

import dev.conctop.sample.DevicesSample;
import dev.conctop.sample.ProcessTable;

/**
 * Watches all processes and the devices of the machine, once a second or so. Confined to one
 * thread. Nothing here throws because a process has ended, or may not be read.
 */
public interface MachineProbe extends AutoCloseable {
  /**
   * Reads all processes. The first look has no times.
   *
   * @param nanos monotonic time now, of the clock of {@link System#nanoTime}
   */
  ProcessTable processes(long nanos);

  /** Reads disks and network interfaces. The first look has no devices. */
  DevicesSample devices(long nanos);

  /** What is read with less care than usual, and why; empty when nothing is. */
  String notice();

  @Override
  void close();
}
