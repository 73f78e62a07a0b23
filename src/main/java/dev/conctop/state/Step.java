package dev.conctop.state;

import dev.conctop.state.effect.Effect;
import java.util.List;

/**
 * What a message leads to.
 *
 * @param effects what is to be done outside, in this order
 */
public record Step(State state, List<Effect> effects) {
  public static Step of(State state) {
    return new Step(state, List.of());
  }

  public static Step of(State state, Effect effect) {
    return new Step(state, List.of(effect));
  }
}
