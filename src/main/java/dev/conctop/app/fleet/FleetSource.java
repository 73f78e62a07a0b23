package dev.conctop.app.fleet;

import dev.conctop.catalog.RunSpec;
import dev.conctop.probe.Reach;
import dev.conctop.probe.jvm.JvmWatch;
import dev.conctop.record.Header;
import dev.conctop.record.fact.Entry;
import dev.conctop.remote.Address;
import dev.conctop.remote.Connection;
import dev.conctop.remote.FeedOrder;
import dev.conctop.remote.Lag;
import dev.conctop.remote.Link;
import dev.conctop.remote.Links;
import dev.conctop.sample.figure.Pid;
import dev.conctop.source.CauseSettings;
import dev.conctop.source.Source;
import dev.conctop.state.Msg;
import dev.conctop.state.State;
import dev.conctop.state.fleet.HostRow;
import dev.conctop.state.seen.Observed;
import dev.conctop.state.ui.Page;
import dev.conctop.state.ui.Ui;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Feeds of several machines as a source. One thread of its own looks after all connections; it
 * tells the list of machines what each comes to, and the ordinary screen all of the one that has
 * it, as if it came from here.
 */
public final class FleetSource implements Source {
  private static final long TURN_NANOS = 50_000_000L;
  private static final long LEAST_BETWEEN_LISTS = 200_000_000L;
  private static final long MOST_BETWEEN_LISTS = 1_000_000_000L;
  private static final long END_MILLIS = 2000;
  private static final int NOBODY = -1;

  private final Thread thread = Thread.ofPlatform().daemon().name("fleet").unstarted(this::work);
  private final Thread atExit = new Thread(this::end, "close-feeds-at-exit");
  private final Object lock = new Object();
  private final List<HostLooks> looks = new ArrayList<>();

  // Guarded by lock.
  private final Links links;
  private Consumer<Msg> post = msg -> {};
  private boolean over;
  private int entered = NOBODY;
  private Told told = new Told();
  private Optional<FeedOrder> wanted = Optional.empty();
  private Optional<FeedOrder> first;
  private boolean news = true;
  private long saidNanos;

  /** By the clock of the machine that has the screen. */
  private volatile @Nullable Lag clock;

  /**
   * Nothing is connected yet.
   *
   * @param first asked of the first host as soon as it is there, which then has the screen
   */
  public FleetSource(
      List<Address> hosts, Connection.Opener opener, Links.Wish wish, Optional<FeedOrder> first) {
    this.first = first;
    for (int i = 0; i < hosts.size(); i++) {
      looks.add(new HostLooks());
    }
    links = new Links(hosts, opener, wish, new SplittableRandom(), new Heard(), System.nanoTime());
  }

  /** Begins to connect. */
  public void start(Consumer<Msg> to) {
    synchronized (lock) {
      post = to;
    }
    try {
      Runtime.getRuntime().addShutdownHook(atExit);
      thread.start();
    } catch (IllegalStateException e) {
      // The program ends already.
      end();
    }
  }

  /** What time it is where what is seen is seen. Any thread. */
  public long nowNanos() {
    long here = System.nanoTime();
    Lag there = clock;
    return there == null ? here : there.thereNanos(here);
  }

  /** The list as it is before anything is known. */
  public List<HostRow> rows() {
    synchronized (lock) {
      return list(System.nanoTime());
    }
  }

  private void work() {
    try {
      while (true) {
        boolean more;
        synchronized (lock) {
          if (over) {
            return;
          }
          long now = System.nanoTime();
          more = links.turn(now);
          say(now);
          if (!more) {
            TimeUnit.NANOSECONDS.timedWait(lock, TURN_NANOS);
          }
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /**
   * The list, when there is news, and as ages grow; and that the host on the screen is not live.
   */
  private void say(long now) {
    long quiet = now - saidNanos;
    if (quiet < LEAST_BETWEEN_LISTS || !news && quiet < MOST_BETWEEN_LISTS) {
      return;
    }
    news = false;
    saidNanos = now;
    post.accept(new Msg.HostsSeen(list(now)));
    if (entered != NOBODY && isLost(links.link(entered).phase())) {
      HostRow row = row(entered);
      String age =
          row.ageNanos(now).map(nanos -> " for " + nanos / 1_000_000_000L + " s").orElse("");
      post.accept(new Msg.Notice(row.name() + " is not seen" + age + ": " + row.reason()));
    }
  }

  private static boolean isLost(Link.Phase phase) {
    return phase == Link.Phase.STALE || phase == Link.Phase.FAILED;
  }

  private List<HostRow> list(long now) {
    List<HostRow> rows = new ArrayList<>(links.size());
    for (int host = 0; host < links.size(); host++) {
      rows.add(row(host));
    }
    return rows;
  }

  private HostRow row(int host) {
    Link link = links.link(host);
    long late = links.lag(host).lateNanos();
    return new HostRow(
        links.address(host).written(),
        switch (link.phase()) {
          case CONNECTING -> HostRow.Phase.CONNECTING;
          case LIVE -> HostRow.Phase.LIVE;
          case STALE -> HostRow.Phase.STALE;
          case FAILED -> HostRow.Phase.FAILED;
        },
        link.lookNanos().map(look -> look - late),
        link.trouble().reason(),
        link.trouble().remedy(),
        link.open() ? 0 : link.retryNanos(),
        looks.get(host).look());
  }

  /** Takes in what the feeds tell, under the lock. */
  private final class Heard implements Links.Listener {
    @Override
    public void began(int host, Header header) {
      news = true;
      if (host == entered) {
        show(host);
        wanted.ifPresent(order -> links.order(host, order));
      }
    }

    @Override
    public void told(int host, Entry entry) {
      news = true;
      if (entry instanceof Entry.Seen seen) {
        looks.get(host).take(seen.fact());
      }
      if (host == entered) {
        told.take(entry, wanted.isPresent(), post);
      } else if (host == 0 && first.isPresent() && looks.get(0).isWhole()) {
        begin(first.get());
      }
    }
  }

  /** The first host has the screen from its first look on, and is asked for what was wanted. */
  private void begin(FeedOrder order) {
    first = Optional.empty();
    wanted = Optional.of(order);
    entered = 0;
    show(0);
    post.accept(new Msg.PageClicked(Page.OVERVIEW));
    links.order(0, order);
  }

  /** A machine has the screen, from nothing. */
  private void show(int host) {
    told = new Told();
    clock = links.lag(host);
    State blank = State.initial(Ui.initial(Page.HOST, 0), Optional.empty(), nowNanos());
    post.accept(new Msg.Sought(new Msg.Sought.Past(blank)));
    post.accept(new Msg.Notice(""));
    Observed seen = looks.get(host).seen();
    seen.machine().ifPresent(fact -> post.accept(new Msg.Observed(fact)));
    seen.host().ifPresent(fact -> post.accept(new Msg.Observed(fact)));
    seen.devices().ifPresent(fact -> post.accept(new Msg.Observed(fact)));
    seen.limit().ifPresent(fact -> post.accept(new Msg.Observed(fact)));
    seen.processes().ifPresent(fact -> told.take(new Entry.Seen(0, fact), post));
    seen.cost().ifPresent(fact -> post.accept(new Msg.Observed(fact)));
  }

  /** One of the machines has the screen from now on; the messages that say so come in order. */
  void enter(String name) {
    synchronized (lock) {
      for (int host = 0; host < links.size(); host++) {
        if (links.address(host).written().equals(name)) {
          entered = host;
          wanted = Optional.empty();
          show(host);
          post.accept(new Msg.PageClicked(Page.HOST));
        }
      }
    }
  }

  /** Whether one of the machines has the screen, or will have it in a moment. */
  boolean isEntered() {
    synchronized (lock) {
      return entered != NOBODY;
    }
  }

  /** How often all are looked at. */
  long intervalNanos() {
    synchronized (lock) {
      return links.intervalNanos();
    }
  }

  /** The list has the screen again. */
  void leave() {
    synchronized (lock) {
      if (entered != NOBODY && wanted.isPresent()) {
        links.order(entered, new FeedOrder.Machine());
      }
      wanted = Optional.empty();
      entered = NOBODY;
      clock = null;
    }
  }

  private void ask(FeedOrder order) {
    synchronized (lock) {
      if (entered != NOBODY) {
        links.order(entered, order);
      }
    }
  }

  @Override
  public void attach(Pid pid, Reach reach) {
    FeedOrder order = new FeedOrder.Watch(pid.toString(), reach == Reach.TREE);
    synchronized (lock) {
      wanted = Optional.of(order);
    }
    ask(order);
  }

  @Override
  public void release() {
    synchronized (lock) {
      wanted = Optional.empty();
    }
    ask(new FeedOrder.Machine());
  }

  @Override
  public void dump() {
    ask(new FeedOrder.Dump());
  }

  @Override
  public void stack(int pid, int tid, long askedNanos) {
    ask(new FeedOrder.Stack(pid, tid, askedNanos));
  }

  @Override
  public void interval(long nanos) {
    synchronized (lock) {
      links.interval(nanos);
    }
  }

  @Override
  public void close() {
    end();
    try {
      Runtime.getRuntime().removeShutdownHook(atExit);
    } catch (IllegalStateException e) {
      // The hooks run already, this one among them.
    }
  }

  private void end() {
    synchronized (lock) {
      if (over) {
        return;
      }
      over = true;
      lock.notifyAll();
      links.close();
    }
    try {
      thread.join(END_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  // ---- what is done on the machine that one sits at, only

  @Override
  public void run(RunSpec spec) {}

  @Override
  public void arms(List<RunSpec> specs) {}

  @Override
  public void go(int arm, long settleNanos, long nanos) {}

  @Override
  public void renew(int arm) {}

  @Override
  public void turn(int arm, Knob knob, double value) {}

  @Override
  public void turn(Knob knob, double value) {}

  @Override
  public void causes(CauseSettings causes) {}

  @Override
  public void deep(JvmWatch.Depth depth) {}
}
