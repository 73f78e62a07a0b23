package dev.conctop.sample.thread;

import dev.conctop.sample.figure.Figure;

/**
 * Memory and disk of one process.
 *
 * @param residentBytes memory that is there, shared parts included
 * @param readPerSecond bytes that it made the disks read, over the last interval; not those that
 *     were in memory already
 * @param writtenPerSecond bytes that it made the disks write, sooner or later
 */
public record ProcessCosts(Figure residentBytes, Figure readPerSecond, Figure writtenPerSecond) {
  private static final Figure UNREAD = Figure.na("not read");
  private static final ProcessCosts UNKNOWN = new ProcessCosts(UNREAD, UNREAD, UNREAD);

  /** Nothing was read. */
  public static ProcessCosts unknown() {
    return UNKNOWN;
  }
}
