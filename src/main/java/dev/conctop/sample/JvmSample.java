package dev.conctop.sample;

import dev.conctop.sample.figure.Figure;
import dev.conctop.sample.figure.Pid;
import dev.conctop.sample.jvm.DeepView;
import dev.conctop.sample.jvm.JvmCounters;
import dev.conctop.sample.jvm.JvmLatency;
import dev.conctop.sample.jvm.JvmPool;
import dev.conctop.sample.jvm.JvmThread;
import dev.conctop.sample.jvm.LockChain;
import dev.conctop.sample.jvm.MonitorOwner;
import dev.conctop.sample.jvm.VirtualThreadGroups;
import dev.conctop.sample.jvm.VirtualThreadUse;
import java.util.List;

/**
 * What one JVM says of itself.
 *
 * @param version the VM's own; empty when it could not be read
 * @param counters of pauses, since it has been watched
 * @param threads as of the last dump; empty before the first
 * @param joined the share of its kernel threads that have the JVM's own name, 0 to 1
 * @param deadlocks names of the threads of each deadlock, as of the last dump
 * @param latencies of the interval since the sample before
 * @param owners whom others waited for at monitors in the interval
 * @param thresholdNanos waits shorter than this are not in the latencies; 0 when there are none
 * @param notice what is read with less care than usual and why; empty when nothing is
 * @param pools that are short of something, by the last dumps
 * @param chains who holds monitors that others wait for, the most waited for first, as of the last
 *     dump
 * @param groups all virtual threads, as of when they were asked for
 */
public record JvmSample(
    Pid pid,
    String version,
    DeepView deep,
    JvmCounters counters,
    VirtualThreadUse virtualThreads,
    List<JvmThread> threads,
    Figure joined,
    List<List<String>> deadlocks,
    List<JvmLatency> latencies,
    List<MonitorOwner> owners,
    long thresholdNanos,
    String notice,
    List<JvmPool> pools,
    List<LockChain> chains,
    VirtualThreadGroups groups)
    implements Fact {
  public JvmSample {
    threads = List.copyOf(threads);
    deadlocks = List.copyOf(deadlocks);
    latencies = List.copyOf(latencies);
    owners = List.copyOf(owners);
    pools = List.copyOf(pools);
    chains = List.copyOf(chains);
  }
}
