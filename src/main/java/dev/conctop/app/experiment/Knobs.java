package dev.conctop.app.experiment;

import dev.conctop.source.Source;
import dev.conctop.state.effect.Effect;

/** What the state calls a knob, as the source calls it. */
public final class Knobs {
  private Knobs() {}

  public static Source.Knob of(Effect.Knob knob) {
    return switch (knob) {
      case WORKERS -> Source.Knob.WORKERS;
      case IN_FLIGHT -> Source.Knob.IN_FLIGHT;
      case RATE -> Source.Knob.RATE;
      case SWITCH_INTERVAL -> Source.Knob.SWITCH_INTERVAL;
    };
  }
}
