package dev.conctop.app.recording.deck;

import dev.conctop.catalog.RunSpec;
import dev.conctop.catalog.parameter.BadInput;
import dev.conctop.diagnosis.TableJudge;
import dev.conctop.record.fact.Entry;
import dev.conctop.record.fact.Watched;
import dev.conctop.sample.Fact;
import dev.conctop.sample.SubjectEvent;
import dev.conctop.state.Msg;
import dev.conctop.state.seen.Curve;
import dev.conctop.state.seen.Target;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What the entries of a recording mean to a state, one after the other: as if they came in now.
 * Confined to one thread.
 */
public final class Course {
  private final int cores;
  private final TableJudge tables = new TableJudge();
  private @Nullable Watched watched;

  /**
   * @param cores that the run which was recorded could use
   */
  public Course(int cores) {
    this.cores = Math.max(1, cores);
  }

  /** As if something was watched already. */
  void resume(Optional<Watched> what) {
    watched = what.orElse(null);
  }

  /** What is watched by now; empty before it was said. */
  public Optional<Watched> watched() {
    return Optional.ofNullable(watched);
  }

  /** Turns an entry into messages. */
  public void take(Entry entry, Consumer<Msg> to) {
    switch (entry) {
      case Entry.Seen(long nanos, Fact fact) -> {
        if (fact instanceof SubjectEvent event && !isOfArm(event)) {
          // Looks have a time of their own; what arms do is timed by the looks, as it was.
          to.accept(new Msg.Tick(nanos));
        }
        to.accept(new Msg.Observed(tables.judged(fact)));
      }
      case Entry.Begins(long nanos, Watched what) -> {
        if (!what.equals(watched)) {
          watched = what;
          to.accept(new Msg.Tick(nanos));
          begin(what, nanos, to);
        }
      }
      case Entry.Lost lost -> to.accept(new Msg.Notice(words(lost)));
      case Entry.Gap gap -> to.accept(new Msg.Notice(words(gap)));
    }
  }

  private static boolean isOfArm(SubjectEvent event) {
    return switch (event) {
      case SubjectEvent.ArmsBegin _,
          SubjectEvent.BlockBegins _,
          SubjectEvent.BlockEnded _,
          SubjectEvent.Rests _,
          SubjectEvent.ArmDied _ ->
          true;
      case SubjectEvent.Starting _,
          SubjectEvent.Hello _,
          SubjectEvent.Finished _,
          SubjectEvent.Died _ ->
          false;
    };
  }

  public static String words(Entry.Lost lost) {
    return lost.facts() + " facts were left out here: the recorder could not keep up";
  }

  public static String words(Entry.Gap gap) {
    return "a gap: " + gap.why();
  }

  private void begin(Watched what, long nanos, Consumer<Msg> to) {
    try {
      known(what, nanos, to);
    } catch (BadInput | IllegalArgumentException | ArithmeticException e) {
      // Of a version that had other workloads, or another's recording.
      to.accept(new Msg.Begun(Optional.empty(), Optional.empty()));
      to.accept(new Msg.Notice("what ran is not known here: " + e.getMessage()));
    }
  }

  private void known(Watched what, long nanos, Consumer<Msg> to) {
    switch (what) {
      case Watched.Machine _ -> to.accept(new Msg.Begun(Optional.empty(), Optional.empty()));
      case Watched.Process process ->
          to.accept(
              new Msg.Begun(
                  Optional.empty(), Optional.of(new Target(process.pid(), process.name()))));
      case Watched.Run run -> {
        RunSpec spec = run.request().check(cores);
        to.accept(new Msg.Begun(Optional.of(spec), Optional.empty()));
      }
      case Watched.Race race ->
          to.accept(new Msg.Experiment(Optional.of(Plans.contest(race, cores)), Optional.empty()));
      case Watched.Sweep sweep ->
          to.accept(
              new Msg.Experiment(
                  Optional.empty(), Optional.of(Curve.of(Plans.sweep(sweep), nanos))));
    }
  }
}
