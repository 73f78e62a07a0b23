package dev.conctop.sample;

/**
 * One process over the last interval.
 *
 * @param name cleaned: no control characters, no escapes
 * @param threads how many threads it has
 * @param onCpu cores that it kept busy on average: CPU time over wall time
 * @param runQueue threads of it that waited for a core on average: time in the run queue over wall
 *     time
 * @param blocked what its first thread waits for, ON_CPU when that runs, UNKNOWN when not told
 * @param how how {@code blocked} was got
 * @param detail what the kernel calls the wait; empty when not told
 */
public record ProcessRow(
    int pid,
    String name,
    int threads,
    Figure onCpu,
    Figure runQueue,
    Part blocked,
    Fidelity how,
    String detail) {}
