package dev.conctop.experiment;

import dev.conctop.experiment.statistic.Effect;
import dev.conctop.experiment.statistic.Judgement;
import java.util.ArrayList;
import java.util.List;

/**
 * What a race has told so far.
 *
 * @param arms one an arm, the reference first
 * @param judgement effects and words of all arms but the reference, in their order
 * @param undisturbed the same without the blocks that others disturbed
 * @param differences of each arm but the reference: why a task takes longer or shorter
 * @param rounds that are complete
 * @param disturbed blocks that others disturbed
 */
public record Standing(
    List<ArmEstimate> arms,
    Judgement judgement,
    Judgement undisturbed,
    List<Difference> differences,
    int rounds,
    int disturbed) {
  public Standing {
    arms = List.copyOf(arms);
    differences = List.copyOf(differences);
  }

  /** Of a race as it stands. */
  public static Standing of(Race race) {
    RacePlan plan = race.plan();
    List<BlockFigures> blocks = race.blocks();
    List<ArmEstimate> arms = new ArrayList<>();
    for (int arm = 0; arm < plan.arms(); arm++) {
      arms.add(ArmEstimate.of(ofArm(blocks, arm)));
    }
    List<Difference> differences = new ArrayList<>();
    for (int arm = 1; arm < plan.arms(); arm++) {
      differences.add(Difference.of(arms.get(arm), arms.getFirst()));
    }
    List<BlockFigures> quiet =
        blocks.stream().filter(block -> !block.surroundings().disturbed()).toList();
    return new Standing(
        arms,
        judge(plan, blocks),
        judge(plan, quiet),
        differences,
        race.roundsDone(),
        blocks.size() - quiet.size());
  }

  private static List<BlockFigures> ofArm(List<BlockFigures> blocks, int arm) {
    return blocks.stream().filter(block -> block.arm() == arm).toList();
  }

  private static Judgement judge(RacePlan plan, List<BlockFigures> blocks) {
    List<double[]> ratios = new ArrayList<>();
    for (int arm = 1; arm < plan.arms(); arm++) {
      ratios.add(Ratios.of(blocks, arm, 0, BlockFigures::throughput));
    }
    double[] twin =
        plan.placebo()
            ? Ratios.of(blocks, plan.arms(), 0, BlockFigures::throughput)
            : new double[0];
    return Judgement.of(ratios, twin, plan.within());
  }

  /** How many times as much one arm does as another. */
  public static Effect between(Race race, int above, int below) {
    return Effect.of(Ratios.of(race.blocks(), above, below, BlockFigures::throughput));
  }
}
