package dev.conctop.sample;

/** One thing learned at one moment. Everything the observer knows arrives as a stream of these. */
public sealed interface Fact
    permits HostSample,
        HostTotals,
        CpuLimit,
        ProcessTable,
        DevicesSample,
        ThreadsSample,
        TaskFrame,
        SubjectEvent,
        MachineInfo,
        ObserverCost,
        JvmSample,
        ThreadStack {}
