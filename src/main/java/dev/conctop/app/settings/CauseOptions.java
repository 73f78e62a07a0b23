package dev.conctop.app.settings;

import dev.conctop.catalog.parameter.BadInput;
import dev.conctop.source.look.CauseSettings;
import java.util.Optional;

/** How often to look for the causes of waits, as people write it. */
public final class CauseOptions {
  private static final double LEAST_PERCENT = 0.1;
  private static final double MOST_PERCENT = 100;

  private CauseOptions() {}

  /**
   * Lays what is written over what was settled before.
   *
   * @param hzName what to call the rate in a message
   * @param hz times a second, such as {@code 20}; empty: as before
   * @param costName what to call the cost in a message
   * @param cost a share of a core, such as {@code 2%}; empty: as before
   * @throws BadInput when one cannot be read or is out of range
   */
  public static CauseSettings over(
      CauseSettings before,
      String hzName,
      Optional<String> hz,
      String costName,
      Optional<String> cost) {
    return new CauseSettings(
        hz.isPresent() ? hz(hzName, hz.get()) : before.hz(),
        cost.isPresent() ? cost(costName, cost.get()) : before.mostCost());
  }

  private static double hz(String name, String written) {
    double hz = number(written);
    if (!(hz >= 1 && hz <= 100)) {
      throw new BadInput(name + " " + written + " is no rate from 1 to 100 a second");
    }
    return hz;
  }

  private static double cost(String name, String written) {
    double percent =
        written.endsWith("%") ? number(written.substring(0, written.length() - 1)) : Double.NaN;
    if (!(percent >= LEAST_PERCENT && percent <= MOST_PERCENT)) {
      throw new BadInput(name + " " + written + " is no share of a core from 0.1% to 100%");
    }
    return percent / 100;
  }

  /** NaN for what is no plain number. */
  private static double number(String written) {
    return written.strip().matches("[0-9]{1,6}(\\.[0-9]{1,6})?")
        ? Double.parseDouble(written.strip())
        : Double.NaN;
  }
}
