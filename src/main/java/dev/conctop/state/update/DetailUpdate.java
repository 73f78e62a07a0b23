package dev.conctop.state.update;

import dev.conctop.sample.ThreadStack;
import dev.conctop.sample.thread.ThreadRow;
import dev.conctop.state.Common;
import dev.conctop.state.State;
import dev.conctop.state.Step;
import dev.conctop.state.effect.Effect;
import dev.conctop.state.keys.Command;
import dev.conctop.state.row.Listing;
import dev.conctop.state.ui.Overlay;
import dev.conctop.state.ui.table.ThreadLine;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What keys and answers change while one thread is shown in full. */
final class DetailUpdate {
  private DetailUpdate() {}

  /** Shows a thread and asks for its stack. */
  static Step open(State state, ThreadRow row) {
    return ask(state, Overlay.ThreadDetail.asked(row.pid(), row.tid(), state.nowNanos()));
  }

  private static Step ask(State state, Overlay.ThreadDetail detail) {
    return new Step(
        with(state, detail),
        List.of(new Effect.AskStack(detail.pid(), detail.tid(), detail.askedNanos())));
  }

  private static State with(State state, Overlay.ThreadDetail detail) {
    return state.withUi(state.ui().withOverlay(detail));
  }

  static Step apply(State state, Overlay.ThreadDetail detail, @Nullable Command command) {
    if (command == null) {
      return Step.of(state);
    }
    int room = Overlay.ThreadDetail.room(state.ui().rows(), state.hasLessonLines());
    return switch (command) {
      case BACK, QUIT -> Step.of(Common.close(state));
      // The keys of "open", "ask a JVM" and, for want of an order to turn round, r.
      case OPEN, DUMP, REVERSE -> ask(state, detail.again(state.nowNanos()));
      case UP -> Step.of(with(state, detail.to(detail.scroll() - 1L, room)));
      case DOWN -> Step.of(with(state, detail.to(detail.scroll() + 1L, room)));
      case PAGE_UP -> Step.of(with(state, detail.to((long) detail.scroll() - room, room)));
      case PAGE_DOWN -> Step.of(with(state, detail.to((long) detail.scroll() + room, room)));
      case FIRST -> Step.of(with(state, detail.to(0, room)));
      case LAST -> Step.of(with(state, detail.to(Integer.MAX_VALUE, room)));
      case LEFT -> neighbour(state, -1);
      case RIGHT -> neighbour(state, 1);
      case PAUSE -> Step.of(Common.pauseOrGoOn(state));
      default -> Step.of(state);
    };
  }

  /** The thread before or after the one that is shown in full; groups are stepped over. */
  private static Step neighbour(State state, int by) {
    List<ThreadLine> lines = Listing.lines(state.shown());
    int at = state.ui().selected() + by;
    while (at >= 0 && at < lines.size() && lines.get(at) instanceof ThreadLine.Group) {
      at += by;
    }
    return at >= 0 && at < lines.size()
        ? KeyUpdate.open(KeyUpdate.select(Common.close(state), at))
        : Step.of(state);
  }

  /** An answer; that a thread has ended is said even to who has stopped looking at it. */
  static State answered(State state, ThreadStack stack) {
    State next = state;
    if (state.ui().overlay() instanceof Overlay.ThreadDetail detail) {
      Overlay.ThreadDetail answered = detail.answered(stack);
      int room = Overlay.ThreadDetail.room(state.ui().rows(), state.hasLessonLines());
      next = with(state, answered.to(answered.scroll(), room));
    }
    return stack.answer() instanceof ThreadStack.Ended ended
        ? Common.notice(next, ended.what())
        : next;
  }
}
