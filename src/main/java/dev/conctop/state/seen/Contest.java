package dev.conctop.state.seen;

import dev.conctop.catalog.RunSpec;
import dev.conctop.experiment.Race;
import dev.conctop.experiment.RacePlan;
import dev.conctop.experiment.Standing;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * An experiment with its arms.
 *
 * @param arms what each of them runs, the reference first, its twin not included
 * @param race how far it is
 * @param standing what it has told so far
 * @param over why it is over; empty while it goes on
 * @param pictures of each slot that has worked, what was seen of its last block
 * @param begun whether its own arms speak; before, it may still be those of another
 * @param foreseen of each arm, what was predicted of it before it ran, tasks a second; empty where
 *     nothing was, as of the reference, from whose first block the others are predicted
 */
public record Contest(
    List<RunSpec> arms,
    Race race,
    Standing standing,
    String over,
    Map<Integer, ArmPicture> pictures,
    boolean begun,
    List<OptionalDouble> foreseen) {
  public Contest {
    arms = List.copyOf(arms);
    foreseen = List.copyOf(foreseen);
    if (foreseen.size() != arms.size()) {
      throw new IllegalArgumentException(
          foreseen.size() + " predictions for " + arms.size() + " arms");
    }
    pictures = Map.copyOf(pictures);
  }

  /** One that has not begun. */
  public static Contest of(List<RunSpec> arms, RacePlan plan) {
    Race race = Race.of(plan);
    return new Contest(arms, race, Standing.of(race), "", Map.of(), false, nothing(arms.size()));
  }

  /** What each slot runs: the arms, and the reference again if it has a twin. */
  public List<RunSpec> slots() {
    List<RunSpec> slots = new ArrayList<>(arms);
    if (race.plan().placebo()) {
      slots.add(arms.getFirst());
    }
    return slots;
  }

  /** The same a step further; what it tells is made anew only when a block has been measured. */
  public Contest with(Race next) {
    boolean more = next.blocks().size() != race.blocks().size();
    boolean round = next.roundsDone() != race.roundsDone();
    Standing told = more || round ? Standing.of(next) : standing;
    return new Contest(arms, next, told, over, pictures, begun, foreseen);
  }

  public Contest ended(String why) {
    return new Contest(arms, race, standing, why, pictures, begun, foreseen);
  }

  /** With what was seen of a slot's block, which takes the place of the one before. */
  public Contest with(int slot, ArmPicture picture) {
    Map<Integer, ArmPicture> all = new HashMap<>(pictures);
    all.put(slot, picture);
    return new Contest(arms, race, standing, over, all, begun, foreseen);
  }

  /** With what is predicted of its arms; what is of other arms says nothing of these. */
  public Contest foresees(List<RunSpec> those, List<OptionalDouble> throughputs) {
    return those.equals(arms)
        ? new Contest(arms, race, standing, over, pictures, begun, throughputs)
        : this;
  }

  /** Its arms are being started. */
  public Contest begins() {
    return new Contest(arms, race, standing, over, pictures, true, foreseen);
  }

  /** What whoever reads the figures should know, a sentence each. */
  public List<String> notes() {
    List<String> notes = new ArrayList<>();
    List<String> labels = race.plan().labels();
    for (int arm = 0; arm < arms.size(); arm++) {
      int empty = standing.arms().get(arm).empty();
      if (empty > 0) {
        notes.add(
            labels.get(arm)
                + " completed no task in "
                + empty
                + " of "
                + standing.arms().get(arm).blocks()
                + " blocks");
      }
    }
    if (race.plan().times().anew() && !race.renews()) {
      notes.add(
          "processes were kept, since starting one takes long: what two of the same arm differ by"
              + " is not in the intervals");
    }
    for (int arm = 1; arm < arms.size(); arm++) {
      if (!load(arms.get(arm)).equals(load(arms.getFirst()))) {
        notes.add(
            labels.get(arm)
                + " has another load ("
                + load(arms.get(arm))
                + ") than "
                + labels.getFirst()
                + " ("
                + load(arms.getFirst())
                + ")");
      }
      otherResult(arm).ifPresent(notes::add);
      int same = first(arms.get(arm));
      if (same < arm) {
        notes.add(
            labels.get(arm)
                + " is the same as "
                + labels.get(same)
                + ": an A/A race, which shows the noise");
      }
      if (emulated(arms.get(arm)) != emulated(arms.getFirst())) {
        notes.add(
            labels.get(arm)
                + (emulated(arms.get(arm)) ? " is emulated, " : " is real, ")
                + labels.getFirst()
                + (emulated(arms.getFirst()) ? " is emulated" : " is real"));
      }
    }
    return notes;
  }

  /** Who finds something else with the same parameters does not do the same work. */
  private Optional<String> otherResult(int arm) {
    double found = standing.arms().get(arm).result();
    double reference = standing.arms().getFirst().result();
    boolean same = arms.get(arm).workParameters().equals(arms.getFirst().workParameters());
    return !same || Double.isNaN(found) || Double.isNaN(reference) || found == reference
        ? Optional.empty()
        : Optional.of(
            String.format(
                Locale.ROOT,
                "%s finds %.0f where %s finds %.0f: not the same work",
                race.plan().labels().get(arm),
                found,
                race.plan().labels().getFirst(),
                reference));
  }

  private static String load(RunSpec arm) {
    return arm.openLoop() ? "rate " + arm.ratePerSecond().orElse(0) : arm.inFlight() + " in flight";
  }

  private int first(RunSpec arm) {
    int at = 0;
    while (!same(arms.get(at), arm)) {
      at++;
    }
    return at;
  }

  private static boolean same(RunSpec one, RunSpec other) {
    return one.model().equals(other.model())
        && one.workers() == other.workers()
        && one.inFlight() == other.inFlight()
        && one.ratePerSecond().equals(other.ratePerSecond())
        && one.parameters().written().equals(other.parameters().written());
  }

  private static List<OptionalDouble> nothing(int arms) {
    return Collections.nCopies(arms, OptionalDouble.empty());
  }

  private static boolean emulated(RunSpec arm) {
    return arm.emulated() || arm.workload().simulated();
  }

  public boolean isOver() {
    return !over.isEmpty();
  }
}
