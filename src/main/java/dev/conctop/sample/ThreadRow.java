package dev.conctop.sample;

/**
 * One thread over the last interval.
 *
 * @param name cleaned: no control characters, no escapes
 * @param role what it is for
 * @param now what it was doing at the look
 * @param fidelity how {@code now} was got
 * @param budget its time over the interval; do not change it
 * @param core the core it last ran on, -1 when unknown
 * @param switchesPerSecond scheduler slices a second over the interval
 * @param detail what the kernel calls the wait (system call and what its descriptor is, or wchan),
 *     empty when it runs or nothing is known
 */
public record ThreadRow(
    int pid,
    int tid,
    String name,
    Role role,
    Part now,
    Fidelity fidelity,
    Budget budget,
    int core,
    double switchesPerSecond,
    String detail) {}
