package dev.conctop.tour;

/**
 * What a step leads to.
 *
 * @param notice a line for the person; empty when there is none
 */
public record Turn(Walk walk, Wish wish, String notice) {
  static Turn of(Walk walk) {
    return new Turn(walk, Wish.NOTHING, "");
  }

  static Turn of(Walk walk, Wish wish) {
    return new Turn(walk, wish, "");
  }

  static Turn refused(Walk walk, String why) {
    return new Turn(walk, Wish.NOTHING, why);
  }
}
