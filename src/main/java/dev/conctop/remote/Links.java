package dev.conctop.remote;

import dev.conctop.record.FeedReader;
import dev.conctop.record.Header;
import dev.conctop.record.NotARecording;
import dev.conctop.record.fact.Entry;
import dev.conctop.sample.Fact;
import dev.conctop.sample.ObserverCost;
import dev.conctop.sample.ProcessTable;
import dev.conctop.sample.ThreadsSample;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * The connections to all hosts. Whoever owns them calls {@link #turn} again and again; each turn
 * reads what has come and waits for nothing. A host that lies, floods or hangs costs the others no
 * more than its share of a turn. Confined to one thread at a time.
 */
public final class Links implements AutoCloseable {
  /** Told what is learned, within {@link #turn}. */
  public interface Listener {
    /** A feed has begun, for the first time or anew. */
    void began(int host, Header header);

    /** Something was told. */
    void told(int host, Entry entry);
  }

  /**
   * How looks are asked for.
   *
   * @param remote the command there, without the interval
   * @param pace how often there is to be looked, and how long the first look may take
   */
  public record Wish(String remote, Link.Pace pace) {
    /** Where nothing is brought along. */
    public Wish(String remote, long intervalNanos) {
      this(remote, new Link.Pace(intervalNanos, Link.CONNECT_NANOS));
    }

    public long intervalNanos() {
      return pace.intervalNanos();
    }
  }

  /** So many ssh begin at a time: each makes keys, which costs a core some tens of ms. */
  static final int MOST_OPENING = 32;

  /** Of one host in one turn. */
  private static final int MOST_A_TURN = 256 << 10;

  /** Ten looks a second at twenty thousand processes are less. */
  private static final long MOST_PLAIN_A_SECOND = 24L << 20;

  private static final int MOST_PROCESSES = 65_536;
  private static final int MOST_THREADS = 262_144;
  private static final long SECOND = 1_000_000_000L;
  private static final long LEASE_NANOS = 90 * SECOND;
  private static final long LEASE_EVERY_NANOS = 30 * SECOND;

  /** Clocks drift by some 10 µs a second; the first questions come sooner, one a look. */
  private static final long CLOCK_EVERY_NANOS = 10 * SECOND;

  private static final int FIRST_QUESTIONS = 3;

  private final class One {
    final Address address;
    final Lag lag = new Lag();
    Link link;
    @Nullable Connection connection;
    FeedReader reader;
    boolean told;
    boolean looked;
    boolean swollen;
    boolean dropped;
    long stamp;
    long secondNanos;
    long plainThen;
    long leasedNanos;
    long askedNanos;
    int questions;

    One(Address address, long now) {
      this.address = address;
      this.reader = new FeedReader(room);
      this.link = Link.begin(now);
    }
  }

  private final FeedReader.Room room = new FeedReader.Room();
  private final List<One> all = new ArrayList<>();
  private final Connection.Opener opener;
  private final RandomGenerator lots;
  private final Listener listener;
  private final byte[] piece = new byte[64 << 10];
  private Wish wish;

  /**
   * Nothing is connected before the first turn.
   *
   * @param lots for the waits before a host is tried again
   */
  public Links(
      List<Address> hosts,
      Connection.Opener opener,
      Wish wish,
      RandomGenerator lots,
      Listener listener,
      long nowNanos) {
    this.opener = opener;
    this.wish = wish;
    this.lots = lots;
    this.listener = listener;
    for (Address host : hosts) {
      all.add(new One(host, nowNanos));
    }
  }

  /** How many hosts there are. */
  public int size() {
    return all.size();
  }

  public Address address(int host) {
    return all.get(host).address;
  }

  public Link link(int host) {
    return all.get(host).link;
  }

  public Lag lag(int host) {
    return all.get(host).lag;
  }

  /** How the feed of a host began; empty while there is none. */
  public Optional<Header> header(int host) {
    return all.get(host).reader.header();
  }

  /** How often all are asked to look. */
  public long intervalNanos() {
    return wish.intervalNanos();
  }

  /** Asks one host for something; nothing happens while it is not there. */
  public void order(int host, FeedOrder order) {
    Connection connection = all.get(host).connection;
    if (connection != null) {
      connection.send(order.line());
    }
  }

  /** Has all hosts look so often from now on. */
  public void interval(long nanos) {
    wish = new Wish(wish.remote(), new Link.Pace(nanos, wish.pace().connectNanos()));
    for (int host = 0; host < all.size(); host++) {
      order(host, new FeedOrder.Interval(nanos));
    }
  }

  /** A host's feed is not wanted any longer. */
  public void drop(int host) {
    all.get(host).dropped = true;
    close(all.get(host));
  }

  /**
   * Reads what has come from all hosts, connects to those that are due.
   *
   * @return whether more is there already
   */
  public boolean turn(long nowNanos) {
    int opening = 0;
    for (One one : all) {
      opening += one.link.open() && one.reader.header().isEmpty() ? 1 : 0;
    }
    boolean more = false;
    for (int host = 0; host < all.size(); host++) {
      One one = all.get(host);
      if (one.dropped) {
        continue;
      }
      more |= one.connection != null && read(host, one, nowNanos);
      boolean before = one.link.open();
      happens(one, new Link.Event.Tick(), nowNanos, opening < MOST_OPENING);
      opening += !before && one.link.open() ? 1 : 0;
      lease(one, nowNanos);
    }
    return more;
  }

  private void lease(One one, long now) {
    if (one.connection != null && now - one.leasedNanos >= LEASE_EVERY_NANOS) {
      one.leasedNanos = now;
      one.connection.send(new FeedOrder.Lease(LEASE_NANOS).line());
    }
  }

  private void happens(One one, Link.Event event, long now, boolean mayOpen) {
    Link.Step step = one.link.on(event, now, wish.pace(), mayOpen, lots.nextDouble());
    one.link = step.link();
    switch (step.action()) {
      case NOTHING -> {}
      case OPEN -> open(one, now);
      case CLOSE -> close(one);
    }
  }

  private void open(One one, long now) {
    one.reader = new FeedReader(room);
    one.lag.forget();
    one.told = false;
    one.swollen = false;
    one.leasedNanos = now;
    one.secondNanos = now;
    one.plainThen = 0;
    one.questions = 0;
    try {
      String remote = wish.remote() + " --interval " + wish.intervalNanos() / 1_000_000 + "ms";
      one.connection = opener.open(one.address, remote);
      one.connection.send(new FeedOrder.Lease(LEASE_NANOS).line());
    } catch (IOException e) {
      Trouble why = new Trouble(String.valueOf(e.getMessage()), "", true);
      happens(one, new Link.Event.Bad(why), now, false);
    }
  }

  private static void close(One one) {
    Connection connection = one.connection;
    one.connection = null;
    if (connection != null) {
      connection.close();
    }
  }

  private boolean read(int host, One one, long now) {
    Connection connection = one.connection;
    if (connection == null) {
      return false;
    }
    int read = 0;
    try {
      for (int got = connection.read(piece);
          got > 0 && one.connection != null;
          got = connection.read(piece)) {
        read += got;
        take(host, one, got, now);
        if (read >= MOST_A_TURN) {
          return one.connection != null;
        }
      }
    } catch (IOException e) {
      // It has ended: how, is asked below.
      read = 0;
    }
    if (one.connection != null && read == 0 && connection.ended()) {
      one.connection = null;
      ended(one, connection, now);
    }
    return false;
  }

  private void ended(One one, Connection connection, long now) {
    int code = connection.exitCode();
    String words = connection.lastWords();
    connection.close();
    happens(one, new Link.Event.Ended(code, words), now, false);
  }

  private void take(int host, One one, int length, long now) {
    one.looked = false;
    try {
      one.reader.take(piece, length, entry -> heard(host, one, entry));
      sane(one, now);
      tellBegin(host, one);
    } catch (NotARecording e) {
      String why = String.valueOf(e.getMessage());
      byte[] came = one.reader.header().isEmpty() ? one.reader.rest() : new byte[0];
      happens(one, new Link.Event.Bad(Trouble.notAFeed(why, came)), now, false);
      return;
    }
    one.reader.echo().ifPresent(echo -> one.lag.echoed(echo.askedNanos(), echo.nanos(), now));
    if (one.looked) {
      one.lag.heard(now, one.stamp);
      happens(one, new Link.Event.Look(), now, false);
      askForTime(one, now);
    }
  }

  /** When a look has come, since a feed that does not speak yet would answer late. */
  private static void askForTime(One one, long now) {
    Connection connection = one.connection;
    if (connection != null
        && (one.questions < FIRST_QUESTIONS || now - one.askedNanos >= CLOCK_EVERY_NANOS)) {
      one.questions++;
      one.askedNanos = now;
      connection.send(new FeedOrder.Clock(now).line());
    }
  }

  private void tellBegin(int host, One one) {
    Optional<Header> header = one.reader.header();
    if (!one.told && header.isPresent()) {
      one.told = true;
      listener.began(host, header.get());
    }
  }

  private void heard(int host, One one, Entry entry) {
    tellBegin(host, one);
    if (entry instanceof Entry.Seen(long nanos, Fact fact)) {
      if (fact instanceof ProcessTable table && table.rows().size() > MOST_PROCESSES
          || fact instanceof ThreadsSample threads && threads.threads().size() > MOST_THREADS) {
        one.swollen = true;
        return;
      }
      if (fact instanceof ObserverCost) {
        one.looked = true;
        one.stamp = nanos;
      }
    }
    listener.told(host, entry);
  }

  /** Nobody honest sends so much. */
  private static void sane(One one, long now) throws NotARecording {
    if (one.swollen) {
      throw FeedReader.tooMuch();
    }
    if (now - one.secondNanos >= SECOND) {
      one.secondNanos = now;
      one.plainThen = one.reader.plainBytes();
    } else if (one.reader.plainBytes() - one.plainThen > MOST_PLAIN_A_SECOND) {
      throw FeedReader.tooMuch();
    }
  }

  /** Ends all connections; any thread, when the program ends. */
  public void hangUp() {
    for (int host = 0; host < all.size(); host++) {
      drop(host);
    }
  }

  @Override
  public void close() {
    hangUp();
    room.close();
  }
}
