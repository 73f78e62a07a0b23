package dev.conctop.experiment;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * What is said of each arm beside one reference.
 *
 * <ul>
 *   <li>fewer than {@value Effect#LEAST_ROUNDS} rounds: not enough rounds
 *   <li>the interval is beyond 1, and of all arms that are compared no more than one comparison in
 *       twenty is beyond it by chance (Holm): faster, slower
 *   <li>the interval is within what counts as the same: same
 *   <li>else, or when the reference differs from itself: cannot tell
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
    boolean noisy = noise.hasInterval() && !noise.mayBeNone();
    boolean[] beyond = beyondChance(ratios);
    List<Word> words = new ArrayList<>();
    List<Integer> more = new ArrayList<>();
    for (int arm = 0; arm < effects.size(); arm++) {
      Word word = word(effects.get(arm), beyond[arm], noisy, within);
      words.add(word);
      more.add(more(word, ratios.get(arm), within));
    }
    return new Judgement(effects, words, more, noise);
  }

  private static Word word(Effect effect, boolean beyond, boolean noisy, double within) {
    if (!effect.hasInterval()) {
      return Word.NOT_ENOUGH_ROUNDS;
    }
    if (noisy) {
      return Word.CANNOT_TELL;
    }
    if (beyond && !effect.mayBeNone()) {
      return effect.ratio() > 1 ? Word.FASTER : Word.SLOWER;
    }
    return effect.isWithin(within) ? Word.SAME : Word.CANNOT_TELL;
  }

  private static int more(Word word, double[] ratios, double within) {
    if (word != Word.CANNOT_TELL && word != Word.NOT_ENOUGH_ROUNDS) {
      return 0;
    }
    return ratios.length < 2 ? -1 : Math.max(1, RoundsNeeded.inAll(ratios, within) - ratios.length);
  }

  /** Holm's steps: the least likely first, each at its share of the level, until one fails. */
  private static boolean[] beyondChance(List<double[]> ratios) {
    int arms = ratios.size();
    double[] chances = new double[arms];
    List<Integer> order = new ArrayList<>();
    for (int arm = 0; arm < arms; arm++) {
      chances[arm] = SignedRank.chance(Effect.logs(ratios.get(arm)));
      order.add(arm);
    }
    order.sort(Comparator.comparingDouble(arm -> chances[arm]));
    boolean[] beyond = new boolean[arms];
    for (int step = 0; step < arms; step++) {
      int arm = order.get(step);
      if (chances[arm] > LEVEL / (arms - step)) {
        break;
      }
      beyond[arm] = true;
    }
    return beyond;
  }
}
