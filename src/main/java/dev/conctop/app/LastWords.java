package dev.conctop.app;

import dev.conctop.app.fleet.FleetFront;
import dev.conctop.app.headless.Headless;
import dev.conctop.app.loop.Watch;
import dev.conctop.app.target.Zombies;
import dev.conctop.state.State;
import dev.conctop.state.seen.Stage;
import java.io.PrintStream;
import java.util.Optional;

/** What is said on the ordinary screen once the full one is gone, and the exit code. */
final class LastWords {
  static final int VANISHED = 4;

  private LastWords() {}

  /** Why there is nothing to watch: the process is there in name only; empty when there is. */
  static Optional<String> ofZombie(Watch watch) {
    return watch instanceof Watch.Process process
        ? Zombies.words(process.target().pid())
        : Optional.empty();
  }

  /**
   * Says what became of what was watched, when that is worth a word.
   *
   * @param last what was seen at last
   * @param code the exit code so far
   * @return the exit code
   */
  static int say(Watch watch, State last, int code, PrintStream err) {
    if (watch instanceof Watch.Replay) {
      return code;
    }
    if (watch instanceof Watch.Fleet(FleetFront all)) {
      if (!all.source().runs()) {
        return code;
      }
      Optional<String> unbegun = all.source().unbegun();
      if (unbegun.isPresent()) {
        err.println("conctop: " + unbegun.get());
        return code == 0 ? 1 : code;
      }
    }
    if (last.stage() instanceof Stage.Died died) {
      Headless.printDeath(err, died);
      boolean vanished = last.target().isPresent();
      int gone = vanished ? VANISHED : died.refused() ? Headless.REFUSED : 1;
      return code != 0 ? code : gone;
    }
    boolean failed = !last.isExperiment() && Headless.failure(err, last);
    return code == 0 && failed ? 1 : code;
  }
}
