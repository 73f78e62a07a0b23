package dev.conctop.sample.host;

/**
 * One network interface over the last interval.
 *
 * @param receivedPerSecond bytes
 * @param sentPerSecond bytes
 * @param troublesPerSecond packets dropped or damaged, both ways
 */
public record NetUse(
    String name, double receivedPerSecond, double sentPerSecond, double troublesPerSecond) {}
