package dev.conctop.app.fleet;

import dev.conctop.app.recording.deck.Runs;
import dev.conctop.catalog.RunSpec;
import dev.conctop.catalog.scenario.Scenario;
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
import dev.conctop.sample.SubjectEvent;
import dev.conctop.sample.figure.Pid;
import dev.conctop.source.Source;
import dev.conctop.source.look.CauseSettings;
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

  /** Whether a run was asked for that has not ended. */
  private boolean running;

  private Optional<FeedOrder> first;
  private boolean news = true;
  private long saidNanos;

  /** By the clock of the machine that has the screen. */
  private volatile @Nullable Lag clock;

  private final First opening;
  private final FeedTape tape;

  /**
   * What is wanted at once.
   *
   * @param order asked of the first host as soon as it is there, which then has the screen
   * @param runs whether workloads may be run there
   * @param scenario what they are to show, if that is one
   */
  public record First(Optional<FeedOrder> order, boolean runs, Optional<Scenario> scenario) {
    /** Nothing is run. */
    public static First of(Optional<FeedOrder> order) {
      return new First(order, false, Optional.empty());
    }
  }

  /**
   * Nothing is connected yet.
   *
   * @param tape has the first host's feed recorded
   */
  public FleetSource(
      List<Address> hosts,
      Connection.Opener opener,
      Links.Wish wish,
      First opening,
      FeedTape tape) {
    this.opening = opening;
    this.tape = tape;
    this.first = opening.order();
    for (int i = 0; i < hosts.size(); i++) {
      looks.add(new HostLooks());
    }
    links = new Links(hosts, opener, wish, new SplittableRandom(), new Heard(), System.nanoTime());
  }

  /** Begins to connect. */
  public void start(Consumer<Msg> to) {
    synchronized (lock) {
      post = to;
      tape.onTrouble(why -> to.accept(new Msg.Notice(why)));
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
      return HostRows.all(links, looks);
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
          missRun();
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

  /** A run ends with the connection over which it was asked for: it is not begun once more. */
  private void missRun() {
    if (running && entered != NOBODY && !links.link(entered).open()) {
      running = false;
      told.pending();
      Link link = links.link(entered);
      post.accept(
          new Msg.Observed(
              new SubjectEvent.Died(
                  links.address(entered).written() + " is lost: " + link.trouble().reason(),
                  List.of())));
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
    post.accept(new Msg.HostsSeen(HostRows.all(links, looks)));
    if (entered != NOBODY && isLost(links.link(entered).phase())) {
      HostRow row = HostRows.of(links, entered, looks.get(entered));
      String age =
          row.ageNanos(now).map(nanos -> " for " + nanos / 1_000_000_000L + " s").orElse("");
      post.accept(new Msg.Notice(row.name() + " is not seen" + age + ": " + row.reason()));
    }
  }

  private static boolean isLost(Link.Phase phase) {
    return phase == Link.Phase.STALE || phase == Link.Phase.FAILED;
  }

  /** Takes in what the feeds tell, under the lock. */
  private final class Heard implements Links.Listener {
    @Override
    public void began(int host, Header header) {
      news = true;
      if (host == 0) {
        tape.began(header);
      }
      boolean ran = wanted.isPresent() && wanted.get() instanceof FeedOrder.Run;
      if (host == entered && !ran) {
        show(host);
        wanted.ifPresent(order -> links.order(host, order));
      }
    }

    @Override
    public void told(int host, Entry entry) {
      news = true;
      if (host == 0) {
        tape.told(entry);
      }
      if (entry instanceof Entry.Seen seen) {
        looks.get(host).take(seen.fact());
      }
      if (host == entered) {
        if (entry instanceof Entry.Seen(long _, SubjectEvent event)) {
          running &=
              !(event instanceof SubjectEvent.Finished || event instanceof SubjectEvent.Died);
        }
        told.take(entry, asked(), post);
      } else if (host == 0 && first.isPresent() && looks.get(0).isWhole()) {
        begin(first.get());
      }
    }
  }

  /** What is to be seen of the host that has the screen. */
  private Told.Asked asked() {
    return wanted
        .map(order -> order instanceof FeedOrder.Run ? Told.Asked.RUN : Told.Asked.PROCESS)
        .orElse(Told.Asked.MACHINE);
  }

  /** The first host has the screen from its first look on, and is asked for what was wanted. */
  private void begin(FeedOrder order) {
    first = Optional.empty();
    wanted = Optional.of(order);
    entered = 0;
    running = order instanceof FeedOrder.Run;
    show(0);
    post.accept(new Msg.PageClicked(Page.OVERVIEW));
    links.order(0, order);
  }

  /** A machine has the screen, from nothing. */
  private void show(int host) {
    int cores = links.header(host).map(Header::cores).orElse(1);
    told = new Told(Math.max(1, cores), opening.scenario());
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
          running = false;
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
      running = false;
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
      running = false;
    }
    ask(order);
  }

  @Override
  public void run(RunSpec spec) {
    FeedOrder order = new FeedOrder.Run(Runs.request(spec));
    synchronized (lock) {
      if (entered == NOBODY || !opening.runs()) {
        return;
      }
      wanted = Optional.of(order);
      running = true;
      told.pending();
    }
    ask(order);
  }

  @Override
  public void turn(Knob knob, double value) {
    ask(
        new FeedOrder.Turn(
            switch (knob) {
              case WORKERS -> FeedOrder.Knob.WORKERS;
              case IN_FLIGHT -> FeedOrder.Knob.IN_FLIGHT;
              case RATE -> FeedOrder.Knob.RATE;
              case SWITCH_INTERVAL -> FeedOrder.Knob.SWITCH_INTERVAL;
            },
            value));
  }

  /** Whether workloads may be run there. */
  public boolean runs() {
    return opening.runs();
  }

  /** Why what was wanted at once was never begun; empty when it was, or nothing was wanted. */
  public Optional<String> unbegun() {
    synchronized (lock) {
      return first.map(
          _ -> {
            String why = links.link(0).trouble().reason();
            return links.address(0).written() + (why.isEmpty() ? " was not there yet" : ": " + why);
          });
    }
  }

  @Override
  public void release() {
    synchronized (lock) {
      wanted = Optional.empty();
      running = false;
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
  public void arms(List<RunSpec> specs) {}

  @Override
  public void go(int arm, long settleNanos, long nanos) {}

  @Override
  public void renew(int arm) {}

  @Override
  public void turn(int arm, Knob knob, double value) {}

  @Override
  public void causes(CauseSettings causes) {}

  @Override
  public void deep(JvmWatch.Depth depth) {}
}
