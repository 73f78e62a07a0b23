package dev.conctop.app;

import dev.conctop.app.memory.Housekeeper;
import dev.conctop.app.settings.Depths;
import dev.conctop.app.settings.Settings;
import dev.conctop.app.target.Targets;
import dev.conctop.catalog.BadInput;
import dev.conctop.probe.Probes;
import dev.conctop.probe.Reach;
import dev.conctop.record.FeedWriter;
import dev.conctop.record.Header;
import dev.conctop.record.fact.Entry;
import dev.conctop.record.fact.Watched;
import dev.conctop.remote.FeedOrder;
import dev.conctop.sample.Fact;
import dev.conctop.sample.ObserverCost;
import dev.conctop.sample.SubjectEvent;
import dev.conctop.source.LiveSource;
import dev.conctop.state.seen.Target;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.WritableByteChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * What is seen here, told to a conctop elsewhere: the head of a recording, then a chunk for each
 * look. It ends when its standard input does, when nobody reads what it tells, and when nobody has
 * asked for anything for as long as was agreed: it must not outlive who asked for it.
 */
public final class Feed {
  private static final long FASTEST_NANOS = 20_000_000L;
  private static final long SLOWEST_NANOS = 60_000_000_000L;

  /** A hundred times what a look brings. */
  private static final int ROOM = 8192;

  /** How long what is being written may take once all is over. */
  private static final long LAST_MILLIS = 1500;

  private static final int DONE = 0;
  private static final int NOBODY_READS = 1;

  private final Settings settings;
  private final Object lock = new Object();

  // Guarded by lock.
  private List<Entry> coming = new ArrayList<>();
  private long lost;
  private boolean whole;
  private boolean over;
  private long leaseNanos = Long.MAX_VALUE;
  private long heardNanos = System.nanoTime();

  private Feed(Settings settings) {
    this.settings = settings;
  }

  /**
   * Tells until the end.
   *
   * @param orders what is asked for, a line each
   * @param to closed at the end
   * @return the exit code: 1 when nobody reads any longer
   */
  public static int run(
      InputStream orders, WritableByteChannel to, Header header, Settings settings, Probes probes) {
    Feed feed = new Feed(settings);
    try (FeedWriter writer = new FeedWriter(to, header)) {
      feed.entry(new Entry.Begins(System.nanoTime(), new Watched.Machine()));
      feed.fact(Machine.read());
      try (Housekeeper _ = Housekeeper.start();
          LiveSource source =
              LiveSource.start(
                  feed::fact,
                  probes,
                  settings.intervalNanos(),
                  settings.causes(),
                  Depths.of(settings))) {
        Thread.ofPlatform().daemon().name("orders").start(() -> feed.listen(orders, source));
        feed.tell(writer);
      }
      return DONE;
    } catch (IOException e) {
      return NOBODY_READS;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return NOBODY_READS;
    }
  }

  private void fact(Fact fact) {
    entry(new Entry.Seen(System.nanoTime(), fact));
  }

  private void entry(Entry entry) {
    synchronized (lock) {
      if (coming.size() >= ROOM) {
        lost++;
        return;
      }
      if (lost > 0) {
        coming.add(new Entry.Lost(entry.nanos(), lost));
        lost = 0;
      }
      coming.add(entry);
      boolean turns =
          entry instanceof Entry.Seen seen
              && (seen.fact() instanceof ObserverCost || seen.fact() instanceof SubjectEvent);
      if (turns) {
        whole = true;
        lock.notifyAll();
      }
    }
  }

  private void tell(FeedWriter writer) throws IOException, InterruptedException {
    while (true) {
      List<Entry> taken;
      synchronized (lock) {
        while (!whole && !over && System.nanoTime() - heardNanos < leaseNanos) {
          TimeUnit.NANOSECONDS.timedWait(lock, SLOWEST_NANOS / 30);
        }
        if (over || System.nanoTime() - heardNanos >= leaseNanos) {
          return;
        }
        taken = coming;
        coming = new ArrayList<>();
        whole = false;
      }
      writer.write(taken);
    }
  }

  // ---- what is asked for

  private void listen(InputStream orders, LiveSource source) {
    StringBuilder line = new StringBuilder();
    byte[] piece = new byte[1024];
    try {
      for (int got = orders.read(piece); got >= 0; got = orders.read(piece)) {
        String text = new String(piece, 0, got, StandardCharsets.UTF_8);
        for (int i = 0; i < text.length(); i++) {
          char each = text.charAt(i);
          if (each == '\n') {
            heard(line.toString(), source);
            line.setLength(0);
          } else if (line.length() < FeedOrder.LONGEST_LINE) {
            line.append(each);
          }
        }
      }
    } catch (IOException e) {
      // As at its end.
      line.setLength(0);
    }
    end();
  }

  /** The end: who is writing to somebody that does not read is not waited for. */
  private void end() {
    synchronized (lock) {
      over = true;
      lock.notifyAll();
    }
    try {
      Thread.sleep(LAST_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    Runtime.getRuntime().exit(DONE);
  }

  private void heard(String line, LiveSource source) {
    synchronized (lock) {
      heardNanos = System.nanoTime();
    }
    FeedOrder.parse(line).ifPresent(order -> obey(order, source));
  }

  private void obey(FeedOrder order, LiveSource source) {
    switch (order) {
      case FeedOrder.Interval(long nanos) ->
          source.interval(Math.clamp(nanos, FASTEST_NANOS, SLOWEST_NANOS));
      case FeedOrder.Watch(String target, boolean tree) -> watch(target, tree, source);
      case FeedOrder.Machine _ -> {
        entry(new Entry.Begins(System.nanoTime(), new Watched.Machine()));
        source.release();
      }
      case FeedOrder.Dump _ -> source.dump();
      case FeedOrder.Count _ -> source.countVirtualThreads();
      case FeedOrder.Stack(int pid, int tid, long asked) -> source.stack(pid, tid, asked);
      case FeedOrder.Lease(long nanos) -> {
        synchronized (lock) {
          leaseNanos = Math.max(SLOWEST_NANOS / 60, nanos);
        }
      }
    }
  }

  private void watch(String written, boolean tree, LiveSource source) {
    try {
      Target target = Targets.find(written);
      entry(
          new Entry.Begins(
              System.nanoTime(), new Watched.Process(target.pid(), target.name(), tree)));
      source.attach(target.pid(), tree ? Reach.TREE : Reach.ALONE);
    } catch (BadInput e) {
      fact(new SubjectEvent.Died(String.valueOf(e.getMessage()), List.of(), true));
    }
  }
}
