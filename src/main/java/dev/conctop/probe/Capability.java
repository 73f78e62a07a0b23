package dev.conctop.probe;

/**
 * One thing that can or cannot be measured here.
 *
 * @param what in words: "time in the run queue, per thread"
 * @param reason what was found
 * @param remedy how to get it, or empty when there is nothing to do
 */
public record Capability(String what, Status status, String reason, String remedy) {
  /** Three-valued: it may also be unknown. */
  public enum Status {
    CAN,
    CANNOT,
    UNKNOWN
  }

  public static Capability can(String what, String reason) {
    return new Capability(what, Status.CAN, reason, "");
  }

  public static Capability cannot(String what, String reason, String remedy) {
    return new Capability(what, Status.CANNOT, reason, remedy);
  }

  public static Capability unknown(String what, String reason) {
    return new Capability(what, Status.UNKNOWN, reason, "");
  }
}
