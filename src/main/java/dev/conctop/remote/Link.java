package dev.conctop.remote;

import java.util.Optional;

/**
 * How a connection to one host lives: what happens comes in, the next state and what is to be done
 * come out. It knows no clock and no chance but what it is given.
 *
 * @param phase what is to be said of the host
 * @param open whether a process to it runs
 * @param openedNanos when that was started
 * @param failures in a row
 * @param lookNanos when the last look came, empty before the first
 * @param liveNanos since when looks have come without a break
 * @param trouble why it is not live
 * @param retryNanos when it is tried again, while nothing runs
 */
public record Link(
    Phase phase,
    boolean open,
    long openedNanos,
    int failures,
    Optional<Long> lookNanos,
    long liveNanos,
    Trouble trouble,
    long retryNanos) {
  private static final long SECOND = 1_000_000_000L;

  /** Until the first look, where nothing is brought along; jump hosts take their time. */
  public static final long CONNECT_NANOS = 20 * SECOND;

  /** A process from which nothing has come for so long, and some looks, is given up. */
  static final long SILENCE_NANOS = 15 * SECOND;

  /** Who was live for so long begins anew with the shortest wait. */
  static final long STEADY_NANOS = 10 * SECOND;

  private static final long LEAST_STALE_NANOS = 2 * SECOND;

  /**
   * What is expected of it.
   *
   * @param intervalNanos how often looks are wanted
   * @param connectNanos how long the first one may take
   */
  public record Pace(long intervalNanos, long connectNanos) {}

  /** What a host is. */
  public enum Phase {
    /** It has not been seen yet. */
    CONNECTING,
    /** Its looks come as they should. */
    LIVE,
    /** They came, and do not come now. */
    STALE,
    /** Nothing can be seen of it, for a reason. */
    FAILED
  }

  /** What happens. */
  public sealed interface Event {
    /** Time has passed. */
    record Tick() implements Event {}

    /** A look of it has come. */
    record Look() implements Event {}

    /** The process has ended. */
    record Ended(int exitCode, String lastWords) implements Event {}

    /** The process cannot be started, or what it sends is not to be read. */
    record Bad(Trouble trouble) implements Event {}
  }

  /** What is to be done. */
  public enum Action {
    NOTHING,
    OPEN,
    CLOSE
  }

  /** The next state and what is to be done. */
  public record Step(Link link, Action action) {}

  /** A host that is to be connected to. */
  public static Link begin(long nowNanos) {
    return new Link(Phase.CONNECTING, false, 0, 0, Optional.empty(), 0, Trouble.NONE, nowNanos);
  }

  /**
   * What follows.
   *
   * @param mayOpen whether one more process may be started
   * @param lot from 0 to 1, for waits
   */
  public Step on(Event event, long nowNanos, Pace pace, boolean mayOpen, double lot) {
    return switch (event) {
      case Event.Tick _ -> tick(nowNanos, pace, mayOpen, lot);
      case Event.Look _ -> step(looked(nowNanos), Action.NOTHING);
      case Event.Ended(int exitCode, String words) ->
          step(down(Trouble.ended(exitCode, words), nowNanos, lot), Action.NOTHING);
      case Event.Bad(Trouble why) ->
          step(down(why, nowNanos, lot), open ? Action.CLOSE : Action.NOTHING);
    };
  }

  private static Step step(Link next, Action action) {
    return new Step(next, action);
  }

  /** For how long no look may come from a live host. */
  static long staleAfter(long intervalNanos) {
    return Math.max(LEAST_STALE_NANOS, intervalNanos * 5 / 2);
  }

  private Step tick(long now, Pace pace, boolean mayOpen, double lot) {
    long interval = pace.intervalNanos();
    if (!open) {
      return now >= retryNanos && mayOpen
          ? step(opened(now), Action.OPEN)
          : step(this, Action.NOTHING);
    }
    long quiet = now - lookNanos.filter(look -> look >= openedNanos).orElse(openedNanos);
    boolean begun = lookNanos.isPresent() && lookNanos.get() >= openedNanos;
    long most = begun ? SILENCE_NANOS + 3 * interval : pace.connectNanos() + interval;
    if (quiet > most) {
      Trouble why =
          new Trouble("nothing has come for " + quiet / SECOND + " s, it is tried anew", "", false);
      return step(down(why, now, lot), Action.CLOSE);
    }
    if (phase == Phase.LIVE && quiet > staleAfter(interval)) {
      return step(
          with(Phase.STALE, new Trouble("its looks do not come", "", false)), Action.NOTHING);
    }
    return step(this, Action.NOTHING);
  }

  private Link opened(long now) {
    return new Link(phase, true, now, failures, lookNanos, 0, trouble, 0);
  }

  private Link looked(long now) {
    long since = phase == Phase.LIVE && liveNanos != 0 ? liveNanos : now;
    int left = now - since >= STEADY_NANOS ? 0 : failures;
    return new Link(Phase.LIVE, open, openedNanos, left, Optional.of(now), since, Trouble.NONE, 0);
  }

  private Link down(Trouble why, long now, double lot) {
    int count = failures + 1;
    long wait =
        why.lasting() ? Backoff.jittered(Backoff.LONGEST_NANOS, lot) : Backoff.nanos(count, lot);
    Phase next = lookNanos.isPresent() && !why.lasting() ? Phase.STALE : Phase.FAILED;
    return new Link(next, false, openedNanos, count, lookNanos, 0, why, now + wait);
  }

  private Link with(Phase newPhase, Trouble why) {
    return new Link(newPhase, open, openedNanos, failures, lookNanos, liveNanos, why, retryNanos);
  }
}
