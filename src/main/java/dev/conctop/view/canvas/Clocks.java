package dev.conctop.view.canvas;

import dev.conctop.state.State;
import dev.conctop.state.seen.Stage;

/** What time it is on the screen. */
public final class Clocks {
  private Clocks() {}

  /** The moment that is shown: while paused, when the pause began. */
  public static long shownNanos(State shown) {
    return shown.frozen().map(State.Frozen::sinceNanos).orElse(shown.nowNanos());
  }

  /** How long has been measured; 0 before measuring began. */
  public static long measuredNanos(State shown) {
    return switch (shown.stage()) {
      case Stage.Measuring measuring -> Math.max(0, shownNanos(shown) - measuring.sinceNanos());
      case Stage.Finished finished -> finished.wallNanos();
      case Stage.Draining _, Stage.Died _ -> shown.totals().phaseNanos();
      case Stage.Watching _, Stage.Starting _, Stage.WarmingUp _ -> 0;
    };
  }

  /** Intervals in words: {@code 10 Hz}, {@code every 2 s}. */
  public static Words pace(Words words, long intervalNanos) {
    if (intervalNanos > 0 && intervalNanos < 1_000_000_000L) {
      return words.whole(Math.round(1e9 / intervalNanos)).add(" Hz");
    }
    return words.add("every ").duration(intervalNanos);
  }
}
