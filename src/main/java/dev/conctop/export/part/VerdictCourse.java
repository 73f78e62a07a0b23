package dev.conctop.export.part;

import dev.conctop.diagnosis.Diagnosis;
import dev.conctop.diagnosis.course.VerdictChanges;
import dev.conctop.record.fact.Entry;
import dev.conctop.sample.Fact;
import dev.conctop.sample.ObserverCost;
import dev.conctop.state.State;
import dev.conctop.state.seen.Stage;
import java.util.Optional;

/**
 * Where in a recording the verdict becomes another one: asked once a second, as {@link
 * VerdictChanges} says. Confined to one thread.
 */
public final class VerdictCourse {
  private static final long SECOND = 1_000_000_000L;

  private final VerdictChanges changes = new VerdictChanges();
  private long judged = Long.MIN_VALUE;

  /**
   * The next entry of an excerpt, with its state: when a look is over, and the last verdict is a
   * second old, the state is judged. What is not measured yet has no verdict.
   *
   * @return the change that is sure by now, if there is one
   */
  public Optional<VerdictChanges.Change> take(Entry entry, State state) {
    if (!isLook(entry) || judged != Long.MIN_VALUE && entry.nanos() - judged < SECOND) {
      return Optional.empty();
    }
    judged = entry.nanos();
    return switch (state.stage()) {
      case Stage.Starting _, Stage.WarmingUp _ -> Optional.empty();
      case Stage.Watching _, Stage.Measuring _, Stage.Draining _, Stage.Finished _, Stage.Died _ ->
          changes.seen(judged, Diagnosis.live(state).words());
    };
  }

  /** Whether a look is over with it: what it cost is the last that is said of a look. */
  public static boolean isLook(Entry entry) {
    return entry instanceof Entry.Seen(long _, Fact fact) && fact instanceof ObserverCost;
  }
}
