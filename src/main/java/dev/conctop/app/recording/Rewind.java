package dev.conctop.app.recording;

import dev.conctop.app.recording.deck.Past;
import dev.conctop.app.recording.deck.Scan;
import dev.conctop.catalog.parameter.BadInput;
import dev.conctop.record.NotARecording;
import dev.conctop.state.Msg;
import dev.conctop.state.State;
import dev.conctop.state.keys.KeyBindings;
import dev.conctop.state.ui.Page;
import dev.conctop.state.ui.PlayOrder;
import dev.conctop.state.ui.Ui;
import dev.conctop.state.update.Update;
import java.io.IOException;
import java.time.ZoneId;
import java.util.Optional;

/**
 * The last minutes of a live screen, played like any recording while collection goes on. It is
 * about what there was when it was begun. What the screen shows is a picture, made when it is asked
 * for. Any thread.
 */
public final class Rewind implements AutoCloseable {
  private final Player player;
  private final Update update;
  private final Runnable news;
  private final Object lock = new Object();

  // Guarded by lock.
  private State state;
  private boolean told;
  private boolean sought;
  private String notice = "";

  private Rewind(Player player, int cores, Runnable news) {
    this.player = player;
    this.update = new Update(KeyBindings.defaults(), cores);
    this.news = news;
    this.state =
        State.initial(Ui.initial(Page.OVERVIEW, 0), Optional.empty(), player.nowNanos())
            .withPlayback(player.playback());
  }

  /**
   * Begins at the newest moment that is kept.
   *
   * @param tape has the last minutes
   * @param lookNanos how far apart looks are
   * @param news called whenever there is another picture than the one that was asked for last
   * @throws BadInput when there is nothing to go back in, in one line
   */
  public static Rewind begin(Tape tape, int cores, long lookNanos, Runnable news) {
    byte[] kept = tape.kept();
    try {
      Player player =
          Player.open(kept, new Scan.Marks(tape.marks(), lookNanos), ZoneId.systemDefault());
      player.atEnd();
      Rewind rewind = new Rewind(player, cores, news);
      player.start(rewind::take);
      return rewind;
    } catch (NotARecording | IOException e) {
      throw new BadInput("the last minutes cannot be read: " + e.getMessage());
    }
  }

  public void order(PlayOrder order) {
    player.order(order);
  }

  private void take(Msg msg) {
    boolean tell;
    synchronized (lock) {
      if (msg instanceof Msg.Notice(String text)) {
        notice = text;
      } else {
        state = Past.applied(update, state, msg);
        sought |= msg instanceof Msg.Sought;
      }
      tell = !told && (sought || !notice.isEmpty());
      told |= tell;
    }
    if (tell) {
      news.run();
    }
  }

  /** What is to be seen; empty while there is nothing yet. */
  public Optional<State.Frozen> picture() {
    synchronized (lock) {
      told = false;
      if (!sought) {
        return Optional.empty();
      }
      state = Past.applied(update, state, new Msg.Tick(player.nowNanos()));
      return Optional.of(state.picture(state.playback()));
    }
  }

  /** What has been said since it was asked last; empty: nothing. */
  public String notice() {
    synchronized (lock) {
      String said = notice;
      notice = "";
      return said;
    }
  }

  @Override
  public void close() {
    player.close();
  }
}
