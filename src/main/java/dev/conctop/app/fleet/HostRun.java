package dev.conctop.app.fleet;

import dev.conctop.record.Header;
import dev.conctop.record.fact.Entry;
import dev.conctop.remote.Address;
import dev.conctop.remote.Connection;
import dev.conctop.remote.FeedOrder;
import dev.conctop.remote.Link;
import dev.conctop.remote.Links;
import dev.conctop.state.State;
import dev.conctop.state.keys.KeyBindings;
import dev.conctop.state.seen.Stage;
import dev.conctop.state.ui.Page;
import dev.conctop.state.ui.Ui;
import dev.conctop.state.update.Update;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * A run on another machine to its end, without a screen. It is asked for once: when the connection
 * is lost, so is the run.
 */
public final class HostRun {
  private static final long TURN_MILLIS = 20;

  /**
   * What came of it.
   *
   * @param state what was told
   * @param lost why it was not told to its end; empty when it was
   */
  public record Ended(State state, Optional<String> lost) {}

  private final FeedOrder.Run order;
  private final FeedTape tape;
  private final Links links;
  private final Update update = new Update(KeyBindings.defaults(), 1);
  private Told told = new Told();
  private State state;

  private HostRun(
      Address host, Connection.Opener opener, Links.Wish wish, FeedOrder.Run order, FeedTape tape) {
    this.order = order;
    this.tape = tape;
    long now = System.nanoTime();
    state = State.initial(Ui.initial(Page.OVERVIEW, wish.intervalNanos()), Optional.empty(), now);
    links = new Links(List.of(host), opener, wish, new SplittableRandom(), new Heard(), now);
  }

  /**
   * Runs it.
   *
   * @param tape has all of it recorded
   * @param along told what is known, again and again
   */
  public static Ended run(
      Address host,
      Connection.Opener opener,
      Links.Wish wish,
      FeedOrder.Run order,
      FeedTape tape,
      Consumer<State> along)
      throws InterruptedException {
    HostRun run = new HostRun(host, opener, wish, order, tape);
    try (Links links = run.links;
        AtExit _ = AtExit.hangUp(links)) {
      return run.toItsEnd(along);
    }
  }

  private Ended toItsEnd(Consumer<State> along) throws InterruptedException {
    while (!isOver(state.stage())) {
      boolean more = links.turn(System.nanoTime());
      Link link = links.link(0);
      if (!link.open() && !link.trouble().reason().isEmpty() && !isOver(state.stage())) {
        String remedy = link.trouble().remedy();
        return new Ended(
            state,
            Optional.of(
                links.address(0).written()
                    + ": "
                    + link.trouble().reason()
                    + (remedy.isEmpty() ? "" : " (" + remedy + ")")));
      }
      along.accept(state);
      if (!more) {
        TimeUnit.MILLISECONDS.sleep(TURN_MILLIS);
      }
    }
    return new Ended(state, Optional.empty());
  }

  private static boolean isOver(Stage stage) {
    return stage instanceof Stage.Finished || stage instanceof Stage.Died;
  }

  private final class Heard implements Links.Listener {
    @Override
    public void began(int host, Header header) {
      tape.began(header);
      told = new Told(Math.max(1, header.cores()), Optional.empty());
      links.order(host, order);
    }

    @Override
    public void told(int host, Entry entry) {
      tape.told(entry);
      if (!isOver(state.stage())) {
        told.take(entry, msg -> state = update.apply(state, msg).state());
      }
    }
  }
}
