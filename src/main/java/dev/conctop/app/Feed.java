package dev.conctop.app;

import dev.conctop.app.engine.EnginesHere;
import dev.conctop.app.loop.Machine;
import dev.conctop.app.memory.Housekeeper;
import dev.conctop.app.recording.deck.Runs;
import dev.conctop.app.settings.Depths;
import dev.conctop.app.settings.Settings;
import dev.conctop.app.target.Targets;
import dev.conctop.catalog.RunRequest;
import dev.conctop.catalog.RunSpec;
import dev.conctop.catalog.parameter.BadInput;
import dev.conctop.probe.Probes;
import dev.conctop.probe.Reach;
import dev.conctop.record.FeedReader;
import dev.conctop.record.FeedWriter;
import dev.conctop.record.Header;
import dev.conctop.record.fact.Entry;
import dev.conctop.record.fact.Watched;
import dev.conctop.remote.FeedOrder;
import dev.conctop.sample.Fact;
import dev.conctop.sample.ObserverCost;
import dev.conctop.sample.SubjectEvent;
import dev.conctop.source.LiveSource;
import dev.conctop.source.Source;
import dev.conctop.state.seen.Target;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.WritableByteChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
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

  /** Questions that may wait for who is writing. */
  private static final int MOST_ECHOES = 16;

  private static final int DONE = 0;
  private static final int NOBODY_READS = 1;

  /**
   * Where it is.
   *
   * @param env the environment: what a run needs is looked for in it
   * @param runs whether workloads are run for who asks; else it only looks, whatever is asked
   */
  public record Here(Settings settings, Probes probes, Map<String, String> env, boolean runs) {}

  private final Here here;
  private final Object lock = new Object();

  // Guarded by lock.
  private List<Entry> coming = new ArrayList<>();
  private long lost;
  private boolean whole;
  private List<FeedReader.Echo> echoes = new ArrayList<>();
  private boolean over;
  private long leaseNanos = Long.MAX_VALUE;
  private long heardNanos = System.nanoTime();

  private Feed(Here here) {
    this.here = here;
  }

  /**
   * Tells until the end.
   *
   * @param orders what is asked for, a line each
   * @param to closed at the end
   * @return the exit code: 1 when nobody reads any longer
   */
  public static int run(InputStream orders, WritableByteChannel to, Header header, Here here) {
    Settings settings = here.settings();
    Feed feed = new Feed(here);
    try (FeedWriter writer = new FeedWriter(to, header)) {
      feed.entry(new Entry.Begins(System.nanoTime(), new Watched.Machine()));
      feed.fact(Machine.read());
      try (Housekeeper _ = Housekeeper.start();
          LiveSource source =
              LiveSource.start(
                  feed::fact,
                  here.probes(),
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
      List<FeedReader.Echo> asked;
      synchronized (lock) {
        while (!whole && echoes.isEmpty() && !over && System.nanoTime() - heardNanos < leaseNanos) {
          TimeUnit.NANOSECONDS.timedWait(lock, SLOWEST_NANOS / 30);
        }
        if (over || System.nanoTime() - heardNanos >= leaseNanos) {
          return;
        }
        asked = echoes;
        echoes = new ArrayList<>();
        taken = whole ? coming : List.of();
        coming = whole ? new ArrayList<>() : coming;
        whole = false;
      }
      for (FeedReader.Echo echo : asked) {
        writer.echo(echo.askedNanos(), echo.nanos());
      }
      writer.write(taken);
    }
  }

  // ---- what is asked for

  private void listen(InputStream orders, LiveSource source) {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    byte[] piece = new byte[1024];
    try {
      for (int got = orders.read(piece); got >= 0; got = orders.read(piece)) {
        for (int i = 0; i < got; i++) {
          if (piece[i] == '\n') {
            heard(line, source);
            line.reset();
          } else if (line.size() <= FeedOrder.LONGEST_LINE) {
            line.write(piece[i]);
          }
        }
      }
    } catch (IOException e) {
      // As at its end.
      line.reset();
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

  private void heard(ByteArrayOutputStream line, LiveSource source) {
    synchronized (lock) {
      heardNanos = System.nanoTime();
    }
    if (line.size() > FeedOrder.LONGEST_LINE) {
      return;
    }
    FeedOrder.parse(line.toString(StandardCharsets.UTF_8)).ifPresent(order -> obey(order, source));
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
      case FeedOrder.Run(RunRequest request) -> run(request, source);
      case FeedOrder.Turn(FeedOrder.Knob knob, double value) -> source.turn(knob(knob), value);
      case FeedOrder.Clock(long asked) -> {
        synchronized (lock) {
          if (echoes.size() < MOST_ECHOES) {
            echoes.add(new FeedReader.Echo(asked, System.nanoTime()));
            lock.notifyAll();
          }
        }
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

  private static Source.Knob knob(FeedOrder.Knob knob) {
    return switch (knob) {
      case WORKERS -> Source.Knob.WORKERS;
      case IN_FLIGHT -> Source.Knob.IN_FLIGHT;
      case RATE -> Source.Knob.RATE;
      case SWITCH_INTERVAL -> Source.Knob.SWITCH_INTERVAL;
    };
  }

  private void run(RunRequest request, LiveSource source) {
    try {
      if (!here.runs()) {
        throw new BadInput("this feed only looks: it was not begun to run anything");
      }
      RunSpec spec = request.check(Runtime.getRuntime().availableProcessors());
      EnginesHere.require(spec, here.env());
      entry(new Entry.Begins(System.nanoTime(), new Watched.Run(Runs.request(spec))));
      source.run(spec);
    } catch (BadInput e) {
      fact(new SubjectEvent.Died(String.valueOf(e.getMessage()), List.of(), true));
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
