package dev.conctop.sample.jvm;

/**
 * A thread that others waited for at a monitor.
 *
 * @param name cleaned
 * @param waits how often somebody waited for it, in the interval
 * @param waitNanos how long in all
 */
public record MonitorOwner(String name, long waits, long waitNanos) {}
