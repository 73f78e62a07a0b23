package dev.conctop.state.update;

import dev.conctop.experiment.BlockFigures;
import dev.conctop.experiment.Race;
import dev.conctop.sample.SubjectEvent;
import dev.conctop.state.Common;
import dev.conctop.state.State;
import dev.conctop.state.Step;
import dev.conctop.state.effect.Effect;
import dev.conctop.state.seen.ArmPicture;
import dev.conctop.state.seen.Contest;
import dev.conctop.state.ui.Page;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** What an experiment does next, whenever something has happened to one of its arms. */
final class RaceUpdate {
  private RaceUpdate() {}

  /** An arm's own event. */
  static Step apply(State state, SubjectEvent event) {
    if (event instanceof SubjectEvent.ArmsBegin) {
      return Step.of(
          state.contest().map(contest -> state.withContest(contest.begins())).orElse(state));
    }
    if (state.contest().filter(Contest::begun).isEmpty()) {
      return Step.of(state);
    }
    return switch (event) {
      case SubjectEvent.BlockBegins begins -> Step.of(begun(state, begins));
      case SubjectEvent.BlockEnded ended -> ended(state, ended);
      case SubjectEvent.Rests rests ->
          advance(state, race -> race.rests(rests.arm(), state.nowNanos()));
      case SubjectEvent.ArmDied died ->
          advance(
              state,
              race ->
                  race.died(
                      died.arm(),
                      died.lastWords().isEmpty()
                          ? died.what()
                          : died.what() + ": " + died.lastWords().getLast()));
      default -> Step.of(state);
    };
  }

  /** A block's figures have been read. */
  static Step measured(State state, BlockFigures figures) {
    return advance(state, race -> race.measured(figures));
  }

  /** Somebody wants it to end with what is known. */
  static Step stop(State state, String why) {
    return advance(state, race -> race.stop(why));
  }

  private static State begun(State state, SubjectEvent.BlockBegins begins) {
    return state
        .contest()
        .map(contest -> state.blockBegins(contest.slots().get(begins.arm()), begins))
        .orElse(state);
  }

  private static Step ended(State state, SubjectEvent.BlockEnded ended) {
    if (state.contest().isEmpty()) {
      return Step.of(state);
    }
    State next = state.blockEnded(ended);
    ArmPicture picture =
        new ArmPicture(
            state.contest().get().slots().get(ended.arm()),
            next.nowNanos(),
            next.stage(),
            next.observed(),
            next.totals().copy(),
            next.history().copy());
    return Step.of(
        next.withContest(state.contest().get().with(ended.arm(), picture)),
        new Effect.ReadBlock(ended));
  }

  /** Shows what was seen of an arm's last block on all pages, until somebody goes on. */
  static State look(State state, int arm) {
    return state
        .contest()
        .map(contest -> contest.pictures().get(arm))
        .map(
            picture ->
                state
                    .withFrozen(
                        Optional.of(
                            new State.Frozen(
                                picture.nanos(),
                                Optional.of(picture.run()),
                                state.target(),
                                picture.stage(),
                                picture.observed(),
                                picture.totals(),
                                picture.history(),
                                state.contest(),
                                state.curve(),
                                true,
                                Optional.empty())))
                    .withUi(state.ui().withPage(Page.OVERVIEW)))
        .orElseGet(() -> Common.notice(state, "this arm has had no block yet"));
  }

  /** Back from an arm's pages to the comparison, live. */
  static State backToAll(State state) {
    return state.withFrozen(Optional.empty()).withUi(state.ui().withPage(Page.COMPARE));
  }

  private static Step advance(State state, UnaryOperator<Race> change) {
    if (state.contest().isEmpty() || state.contest().get().isOver()) {
      return Step.of(state);
    }
    Contest contest = state.contest().get();
    Race race = change.apply(contest.race());
    long now = state.nowNanos();
    List<Effect> effects = new ArrayList<>();
    while (true) {
      switch (race.next(now)) {
        case Race.Next.Renew renew -> {
          effects.add(new Effect.Renew(renew.slot()));
          race = race.renewed(renew.slot(), now);
        }
        case Race.Next.Go go -> {
          effects.add(new Effect.Go(go.slot(), go.settleNanos(), go.nanos()));
          race = race.begins(go.slot(), now);
        }
        case Race.Next.Wait _ -> {
          return new Step(state.withContest(contest.with(race)), effects);
        }
        case Race.Next.Over over -> {
          effects.add(new Effect.EndArms());
          return new Step(state.withContest(contest.with(race).ended(over.why())), effects);
        }
      }
    }
  }
}
