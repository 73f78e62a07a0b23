package dev.conctop.app.headless;

import dev.conctop.state.State;
import dev.conctop.state.seen.Stage;
import java.io.PrintStream;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** One line on a terminal that says what a headless run is doing. */
final class Progress {
  private static final long SECOND = 1_000_000_000L;
  private static final String CLEAR = "\r\u001b[K";

  private final PrintStream err;
  private final boolean shown;
  private String last = "";
  private long lastSecond;
  private @Nullable Stage lastStage;

  Progress(PrintStream err, boolean shown) {
    this.err = err;
    this.shown = shown;
  }

  void show(State state) {
    long second = state.nowNanos() / SECOND;
    // Called with every message; formatting a line nobody sees, or the same again, is not free.
    if (!shown || second == lastSecond && state.stage().equals(lastStage)) {
      return;
    }
    lastSecond = second;
    lastStage = state.stage();
    String line = line(state);
    if (!line.equals(last)) {
      err.print(CLEAR + line);
      err.flush();
      last = line;
    }
  }

  void clear() {
    if (shown && !last.isEmpty()) {
      err.print(CLEAR);
      err.flush();
    }
  }

  private static String line(State state) {
    return switch (state.stage()) {
      case Stage.Starting starting -> starting.step() + " …";
      case Stage.WarmingUp up ->
          String.format(
              Locale.ROOT, "warming up %.0f s", (state.nowNanos() - up.sinceNanos()) / 1e9);
      case Stage.Measuring since ->
          String.format(
              Locale.ROOT,
              "measuring %.0f s, %,d tasks done",
              (state.nowNanos() - since.sinceNanos()) / 1e9,
              state.totals().tasks().completed());
      case Stage.Draining _ -> "waiting for the last tasks …";
      case Stage.Watching _, Stage.Finished _, Stage.Died _ -> "";
    };
  }
}
