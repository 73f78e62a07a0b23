package dev.conctop.probe.jvm.jfr;

import dev.conctop.probe.jvm.attach.AttachClient;
import dev.conctop.probe.jvm.attach.AttachException;
import java.util.ArrayList;
import java.util.List;

/**
 * A recording in the JVM's flight recorder, held as a lease: it ends by itself after a minute, and
 * is renewed before by another one, so that an observer that is killed leaves nothing running. What
 * it would write at its end goes to {@code /dev/null}; the JVM's own recordings are not touched.
 *
 * <p>The settings go with the command, in two parts, since an argument may have 1024 characters: so
 * no file is needed. No stack traces, which would be the dearest part.
 */
public final class Recording {
  static final long LEASE_NANOS = 60_000_000_000L;

  private static final long RENEW_NANOS = 35_000_000_000L;
  private static final long LONGEST_THRESHOLD = 1_000_000_000L;
  private static final int RAISE = 4;

  private static final List<String> WAITS =
      List.of(
          JfrReader.PARK,
          JfrReader.MONITOR,
          JfrReader.WAIT,
          JfrReader.SLEEP,
          JfrReader.PINNED,
          JfrReader.GC_PAUSE);

  private static final List<String> TRANSFERS =
      List.of(
          JfrReader.SOCKET_READ, JfrReader.SOCKET_WRITE, JfrReader.FILE_READ, JfrReader.FILE_WRITE);

  private final AttachClient client;
  private final String prefix;
  private List<String> running = List.of();

  /** What was asked for and not answered in time: it may run yet, or not. */
  private final List<String> unanswered = new ArrayList<>();

  private int generation;
  private long thresholdNanos = 1_000_000;
  private long startedNanos;

  /**
   * @param ourPid tells the recordings of several observers apart
   */
  public Recording(AttachClient client, int ourPid) {
    this.client = client;
    this.prefix = "conctop-" + ourPid + "-";
  }

  public long thresholdNanos() {
    return thresholdNanos;
  }

  public boolean isRunning() {
    return !running.isEmpty();
  }

  /**
   * Starts recording, or renews the lease: the new recording runs before the old one is stopped.
   *
   * @throws AttachException when the JVM does not; then nothing new runs
   */
  public void start(long nanos, long timeoutNanos) throws AttachException {
    generation++;
    List<String> started = new ArrayList<>();
    try {
      started.add(start("a", WAITS, timeoutNanos));
      started.add(start("b", TRANSFERS, timeoutNanos));
    } catch (AttachException e) {
      stop(started, timeoutNanos);
      throw e;
    }
    List<String> old = running;
    running = started;
    startedNanos = nanos;
    stop(old, timeoutNanos);
  }

  private String start(String part, List<String> events, long timeoutNanos) throws AttachException {
    String name = prefix + generation + part;
    unanswered.add(name);
    String answer = client.command(line(name, events, thresholdNanos), timeoutNanos);
    unanswered.remove(name);
    if (!answer.contains("Started recording")) {
      throw new AttachException(
          "its flight recorder refused: "
              + answer.lines().filter(l -> !l.isBlank()).findFirst().orElse("without a word"));
    }
    return name;
  }

  /** The command that starts a recording. */
  static String line(String name, List<String> events, long thresholdNanos) {
    StringBuilder line = new StringBuilder("JFR.start name=").append(name);
    line.append(" settings=none maxsize=16m filename=/dev/null duration=");
    line.append(LEASE_NANOS / 1_000_000_000L).append('s');
    for (String event : events) {
      line.append(" +").append(event).append("#enabled=true");
      if (!event.equals(JfrReader.GC_PAUSE)) {
        line.append(" +").append(event).append("#threshold=");
        line.append(thresholdNanos / 1_000_000).append("ms");
        line.append(" +").append(event).append("#stackTrace=false");
      }
    }
    return line.toString();
  }

  /** Whether it is time to renew the lease. */
  public boolean isDue(long nanos) {
    return isRunning() && nanos - startedNanos > RENEW_NANOS;
  }

  /** Only longer waits from the next start on; false when there is no raising it any more. */
  public boolean raiseThreshold() {
    if (thresholdNanos >= LONGEST_THRESHOLD) {
      return false;
    }
    thresholdNanos = Math.min(LONGEST_THRESHOLD, thresholdNanos * RAISE);
    return true;
  }

  /** Where the JVM writes what is recorded, in its own file system. */
  public String repository(long timeoutNanos) throws AttachException {
    for (String line : client.command("JFR.configure", timeoutNanos).split("\n", -1)) {
      if (line.startsWith("Repository path: ")) {
        return line.substring("Repository path: ".length()).strip();
      }
    }
    throw new AttachException("it does not say where it records");
  }

  /** Stops what was started here; what is not answered in time ends with its lease. */
  public void stop(long timeoutNanos) {
    List<String> old = new ArrayList<>(running);
    old.addAll(unanswered);
    running = List.of();
    unanswered.clear();
    stop(old, timeoutNanos);
  }

  private void stop(List<String> names, long timeoutNanos) {
    for (String name : names) {
      try {
        client.command("JFR.stop name=" + name, timeoutNanos);
      } catch (AttachException e) {
        // It has ended, or is stopped: the lease ends the recording.
      }
    }
  }
}
