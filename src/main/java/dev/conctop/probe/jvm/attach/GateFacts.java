package dev.conctop.probe.jvm.attach;

/**
 * What was read of a process before it is decided whether it may be asked.
 *
 * @param state the letter of its first thread's state; a space when it has ended
 * @param self whether it is this very process
 * @param java whether anything says that it is a JVM: its program's name or its threads' names
 * @param library whether HotSpot's library is mapped
 * @param ourUid whom this process acts as
 * @param uid whom that process acts as; -1 when it was not told
 * @param catchesQuit whether it catches SIGQUIT
 * @param dispatcher whether it has HotSpot's thread that handles SIGQUIT
 * @param socket whether it listens for questions already
 * @param started whether its shared counters say that it has finished starting
 * @param options what it was started with
 * @param attachable false when its shared counters say that it may not be asked
 * @param reachable whether its temporary directory can be written to
 * @param freeBytes room where the flight recorder writes; -1 when it could not be read
 */
public record GateFacts(
    char state,
    boolean self,
    boolean java,
    Library library,
    long ourUid,
    long uid,
    boolean catchesQuit,
    boolean dispatcher,
    boolean socket,
    boolean started,
    StartOptions options,
    boolean attachable,
    boolean reachable,
    long freeBytes) {

  /** Whether {@code libjvm.so} is in the process's memory. */
  public enum Library {
    MAPPED,
    ABSENT,
    /** Its memory may not be looked at. */
    HIDDEN
  }
}
