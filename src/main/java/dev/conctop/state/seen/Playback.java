package dev.conctop.state.seen;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * How a recording is being played. The moment that is shown is the state's own time.
 *
 * @param beginNanos first moment of it, by the clock of its facts
 * @param endNanos last moment, as far as is known
 * @param wallNanos what time the first moment was on the wall where it is played, ns since the
 *     midnight that began 1970
 * @param playing whether it goes on by itself
 * @param speed 1 is as fast as it was
 * @param growing whether it is still being written
 * @param marks a letter for each second from the first moment on, as far as was looked: what most
 *     of the time went to, {@link #GAP}, or {@link #UNKNOWN}
 * @param events what is worth going to, in order
 * @param mark where one end of a cut is; empty: nowhere
 */
public record Playback(
    long beginNanos,
    long endNanos,
    long wallNanos,
    boolean playing,
    double speed,
    boolean growing,
    String marks,
    List<Event> events,
    OptionalLong mark) {
  public static final long SECOND = 1_000_000_000L;

  /** A second that cannot be read. */
  public static final char GAP = 'x';

  /** A second that was not looked at yet. */
  public static final char UNKNOWN = ' ';

  /** Something that happened. */
  public record Event(long nanos, String what) {}

  public Playback {
    events = List.copyOf(events);
  }

  /** One without a mark. */
  public Playback(
      long beginNanos,
      long endNanos,
      long wallNanos,
      boolean playing,
      double speed,
      boolean growing,
      String marks,
      List<Event> events) {
    this(
        beginNanos,
        endNanos,
        wallNanos,
        playing,
        speed,
        growing,
        marks,
        events,
        OptionalLong.empty());
  }

  /** The same with one end of a cut. */
  public Playback marked(long nanos) {
    return new Playback(
        beginNanos,
        endNanos,
        wallNanos,
        playing,
        speed,
        growing,
        marks,
        events,
        OptionalLong.of(nanos));
  }

  /** The same, going on or standing, this fast. */
  public Playback with(boolean goesOn, double howFast) {
    return new Playback(
        beginNanos, endNanos, wallNanos, goesOn, howFast, growing, marks, events, mark);
  }

  /** The same with what is known of the whole by now. */
  public Playback with(long end, boolean grows, String newMarks, List<Event> newEvents) {
    return new Playback(
        beginNanos, end, wallNanos, playing, speed, grows, newMarks, newEvents, mark);
  }

  /** What time it was on the wall, ns since the midnight that began 1970. */
  public long wallNanosAt(long nanos) {
    return wallNanos + (nanos - beginNanos);
  }

  /** How long it is. */
  public long length() {
    return Math.max(0, endNanos - beginNanos);
  }

  /** How much of it lies before a moment, 0 to 1. */
  public double share(long nanos) {
    return length() == 0 ? 0 : Math.clamp((double) (nanos - beginNanos) / length(), 0, 1);
  }

  /** The first event after a moment. */
  public Optional<Event> after(long nanos) {
    return events.stream().filter(event -> event.nanos() > nanos).findFirst();
  }

  /** The last event before a moment. */
  public Optional<Event> before(long nanos) {
    Optional<Event> found = Optional.empty();
    for (Event event : events) {
      if (event.nanos() < nanos) {
        found = Optional.of(event);
      }
    }
    return found;
  }
}
