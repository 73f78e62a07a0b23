package dev.conctop.state.seen;

import dev.conctop.sample.figure.Pid;

/**
 * A process of somebody else's that is watched.
 *
 * @param name what it is called, cleaned
 */
public record Target(Pid pid, String name) {}
