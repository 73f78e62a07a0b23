package dev.conctop.sample.thread;

/**
 * What a process is called. All texts are cleaned: no control characters, no escapes.
 *
 * @param ppid the process that is its parent; 0 when it has none or it is not known
 * @param user the name of the user that it runs as, the number where it has no name; empty when not
 *     known
 * @param brief what it runs, in short: a JVM's main class, a script; empty when not known
 * @param command its command line, cut; empty when it was not read or there is none
 */
public record ProcessNames(int ppid, String user, String brief, String command) {
  private static final ProcessNames NONE = new ProcessNames(0, "", "", "");

  /** Nothing but the command line is known. */
  public static ProcessNames of(String command) {
    return command.isEmpty() ? NONE : new ProcessNames(0, "", "", command);
  }
}
