package dev.conctop.app;

import dev.conctop.app.recording.Rewind;
import dev.conctop.app.recording.Tape;
import dev.conctop.catalog.parameter.BadInput;
import dev.conctop.state.Msg;
import dev.conctop.state.State;
import dev.conctop.state.ui.PlayOrder;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Going back on a live screen: there is a past to play from the first order on until now is wanted.
 */
final class LastMinutes {
  private final Tape tape;
  private final Consumer<Msg> post;
  private @Nullable Rewind rewind;

  LastMinutes(Tape tape, Consumer<Msg> post) {
    this.tape = tape;
    this.post = post;
  }

  /** What they show by now; what was said of them is posted. */
  Msg shown(Msg moved) {
    Rewind played = rewind;
    if (played == null) {
      return moved;
    }
    String said = played.notice();
    if (!said.isEmpty()) {
      post.accept(new Msg.Notice(said));
    }
    Optional<State.Frozen> picture = played.picture();
    return picture.isPresent() ? new Msg.Rewound(picture.get()) : moved;
  }

  /**
   * Plays as is wanted.
   *
   * @param lookNanos how far apart looks are
   */
  void play(PlayOrder order, long lookNanos) {
    Rewind played = rewind;
    if (played == null) {
      try {
        int cores = Runtime.getRuntime().availableProcessors();
        played = Rewind.begin(tape, cores, lookNanos, () -> post.accept(new Msg.PastMoved()));
        rewind = played;
      } catch (BadInput e) {
        post.accept(new Msg.Notice(String.valueOf(e.getMessage())));
        return;
      }
    }
    played.order(order);
  }

  void toNow() {
    Rewind played = rewind;
    if (played != null) {
      rewind = null;
      // It may be in the middle of something; nobody waits for that.
      Thread.ofPlatform().daemon().name("end-rewind").start(played::close);
    }
  }
}
