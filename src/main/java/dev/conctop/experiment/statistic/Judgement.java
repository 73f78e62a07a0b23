package dev.conctop.experiment.statistic;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * What is said of each arm beside one reference.
 *
 * <ul>
 *   <li>fewer than {@value Effect#LEAST_ROUNDS} rounds, or than so many comparisons need: not
 *       enough rounds
 *   <li>the interval is beyond 1, and of all arms that are compared no more than one comparison in
 *       twenty is beyond it by chance (Holm): faster, slower
 *   <li>the interval is within what counts as the same: same
 *   <li>else: cannot tell
 * </ul>
 *
 * <p>When the reference differs from itself, the machine favours turns for no reason of theirs:
 *
 * <ul>
 *   <li>faster and slower are said only of what is wholly beyond that difference, same of nothing
 * </ul>
 *
 * @param effects one an arm
 * @param words one an arm
 * @param moreRounds one an arm: about so many more would tell; 0 where it is told, -1 where nothing
 *     is known yet
 * @param noise how the reference differs from itself; without rounds when that was not tried
 */
public record Judgement(
    List<Effect> effects, List<Word> words, List<Integer> moreRounds, Effect noise) {
  private static final double LEVEL = 0.05;

  public Judgement {
    effects = List.copyOf(effects);
    words = List.copyOf(words);
    moreRounds = List.copyOf(moreRounds);
  }

  /**
   * Judges.
   *
   * @param ratios of each arm, a ratio to the reference a round
   * @param placebo the reference's second turn to its first, a round; empty when it had one only
   * @param within what counts as the same: 0.03 for 3 %
   */
  public static Judgement of(List<double[]> ratios, double[] placebo, double within) {
    List<Effect> effects = ratios.stream().map(Effect::of).toList();
    Effect noise = Effect.of(placebo);
    double floor = noise.hasInterval() && !noise.mayBeNone() ? noise.furthest() : 0;
    boolean[] beyond = beyondChance(ratios);
    int enough = enoughRounds(ratios);
    List<Word> words = new ArrayList<>();
    List<Integer> more = new ArrayList<>();
    for (int arm = 0; arm < effects.size(); arm++) {
      Word word = word(effects.get(arm), beyond[arm], floor, within, enough);
      words.add(word);
      more.add(more(word, ratios.get(arm), within, enough));
    }
    return new Judgement(effects, words, more, noise);
  }

  /**
   * The word.
   *
   * @param floor how far the reference is from itself, as a logarithm; 0 when it is not
   * @param enough rounds with which a difference can be told at all
   */
  private static Word word(Effect effect, boolean beyond, double floor, double within, int enough) {
    if (!effect.hasInterval()) {
      return Word.NOT_ENOUGH_ROUNDS;
    }
    if (beyond && !effect.mayBeNone() && effect.nearest() > floor) {
      return effect.ratio() > 1 ? Word.FASTER : Word.SLOWER;
    }
    if (floor == 0 && effect.isWithin(within)) {
      return Word.SAME;
    }
    return !effect.mayBeNone() && effect.rounds() < enough
        ? Word.NOT_ENOUGH_ROUNDS
        : Word.CANNOT_TELL;
  }

  private static int more(Word word, double[] ratios, double within, int enough) {
    if (word != Word.CANNOT_TELL && word != Word.NOT_ENOUGH_ROUNDS) {
      return 0;
    }
    if (ratios.length < 2) {
      return -1;
    }
    int inAll = Math.max(enough, RoundsNeeded.inAll(ratios, within));
    return Math.max(1, inAll - ratios.length);
  }

  /**
   * With so many rounds all of which say the same it is beyond chance even as the first of all that
   * are compared: 2 of 2^n orders of signs are as far from the middle.
   */
  private static int enoughRounds(List<double[]> ratios) {
    long compared = ratios.stream().filter(each -> each.length >= Effect.LEAST_ROUNDS).count();
    int rounds = Effect.LEAST_ROUNDS;
    while (2 / Math.pow(2, rounds) > LEVEL / Math.max(1, compared)) {
      rounds++;
    }
    return rounds;
  }

  /** Holm's steps: the least likely first, each at its share of the level, until one fails. */
  private static boolean[] beyondChance(List<double[]> ratios) {
    int arms = ratios.size();
    double[] chances = new double[arms];
    List<Integer> order = new ArrayList<>();
    for (int arm = 0; arm < arms; arm++) {
      chances[arm] = SignedRank.chance(Effect.logs(ratios.get(arm)));
      // Who is out, or has not had rounds enough, is not compared.
      if (ratios.get(arm).length >= Effect.LEAST_ROUNDS) {
        order.add(arm);
      }
    }
    order.sort(Comparator.comparingDouble(arm -> chances[arm]));
    boolean[] beyond = new boolean[arms];
    for (int step = 0; step < order.size(); step++) {
      int arm = order.get(step);
      if (chances[arm] > LEVEL / (order.size() - step)) {
        break;
      }
      beyond[arm] = true;
    }
    return beyond;
  }
}
