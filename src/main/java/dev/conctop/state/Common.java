package dev.conctop.state;

import dev.conctop.state.ui.Overlay;
import java.util.Optional;

/** What keys, facts and answers change alike. */
public final class Common {
  private static final long NOTICE_NANOS = 4_000_000_000L;

  private Common() {}

  /** Says something at the foot of the screen, for some seconds. */
  public static State notice(State state, String text) {
    // A recording's time may stand, or fly: what is said stays until a key is pressed.
    long until = state.playback().isPresent() ? Long.MAX_VALUE : state.nowNanos() + NOTICE_NANOS;
    return state.withUi(state.ui().withNotice(text, until));
  }

  /** The picture stands still, or is live again. */
  public static State pauseOrGoOn(State state) {
    if (state.paused()) {
      return state.withFrozen(Optional.empty());
    }
    return state.withFrozen(Optional.of(state.picture(Optional.empty())));
  }

  /** Whatever lies over the page is gone. */
  public static State close(State state) {
    return state.withUi(state.ui().withOverlay(new Overlay.None()));
  }
}
