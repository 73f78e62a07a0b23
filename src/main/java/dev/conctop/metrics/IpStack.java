package dev.conctop.metrics;

/** Which of the internet protocols the JVM's sockets are of. */
public final class IpStack {
  private static final String ONLY_FOUR = "java.net.preferIPv4Stack";

  /** The loopback's name, or an address of version 4, or nothing; and a port, or that alone. */
  private static final String OF_FOUR = "(localhost|[0-9.]*)(:[0-9]*)?";

  private IpStack() {}

  /**
   * Has sockets be of version 4 where that is all that is asked for. Else the JVM opens one of
   * version 6, which takes both, and tools show its address as {@code [::ffff:127.0.0.1]}: who
   * looks for what listens on the loopback would not find it there. The JVM reads this once, when
   * its network library is loaded; where that has happened, nothing changes.
   *
   * @param written the address to listen at, as written
   */
  public static void fit(String written) {
    if (written.strip().matches(OF_FOUR) && System.getProperty(ONLY_FOUR) == null) {
      System.setProperty(ONLY_FOUR, "true");
    }
  }
}
