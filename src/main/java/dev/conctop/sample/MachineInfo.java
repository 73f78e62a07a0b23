package dev.conctop.sample;

import dev.conctop.sample.figure.Figure;

/**
 * What the machine is; read once, off the start-up path.
 *
 * @param memoryBytes installed memory, n/a when it cannot be read
 */
public record MachineInfo(
    String hostName,
    String cpuModel,
    int physicalCores,
    int logicalCores,
    Figure memoryBytes,
    String operatingSystem)
    implements Fact {}
