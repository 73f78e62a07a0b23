package dev.conctop.app.recording;

import dev.conctop.app.recording.deck.Cut;
import dev.conctop.app.recording.deck.Deck;
import dev.conctop.app.recording.deck.Scan;
import dev.conctop.app.recording.moment.Moments;
import dev.conctop.app.recording.moment.Stretch;
import dev.conctop.app.recording.part.RecordedPage;
import dev.conctop.catalog.RunSpec;
import dev.conctop.catalog.parameter.BadInput;
import dev.conctop.probe.Reach;
import dev.conctop.probe.jvm.JvmWatch;
import dev.conctop.record.NotARecording;
import dev.conctop.record.Recording;
import dev.conctop.record.fact.Entry;
import dev.conctop.record.fact.Watched;
import dev.conctop.sample.ThreadStack;
import dev.conctop.sample.figure.Pid;
import dev.conctop.source.Source;
import dev.conctop.source.look.CauseSettings;
import dev.conctop.state.Msg;
import dev.conctop.state.seen.Playback;
import dev.conctop.state.ui.PlayOrder;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * A recording as a source: facts come as they came then, at the speed that is asked for; for
 * another moment the state is made anew, from facts before it. A thread of its own plays, another
 * one looks over the whole.
 */
public final class Player implements Source, Closeable {
  private static final long TURN_MILLIS = 40;
  private static final long SCAN_POST_NANOS = 250_000_000L;
  private static final long FOLLOW_MILLIS = 500;
  private static final long END_MILLIS = 2000;

  /** Opens the same recording once more. */
  @FunctionalInterface
  private interface Opener {
    Recording open() throws NotARecording, IOException;
  }

  private final Opener opener;
  private final ZoneId zone;
  private final Recording recording;
  private final Recording whole;
  private final Moments moments;
  private final Watched first;
  private final Deck deck;
  private final Scan scan;
  private final BlockingQueue<PlayOrder> orders = new LinkedBlockingQueue<>();
  private final Thread playing;
  private final Thread scanning;
  private volatile Consumer<Msg> post = msg -> {};
  private volatile boolean over;
  private boolean waits;

  private Player(
      Opener opener,
      Recording recording,
      Recording whole,
      Scan.Marks marks,
      ZoneId zone,
      Watched first) {
    this.opener = opener;
    this.zone = zone;
    this.first = first;
    this.recording = recording;
    this.whole = whole;
    this.moments =
        new Moments(
            recording.beginNanos(),
            recording.endNanos(),
            recording.header().wallNanosAt(recording.beginNanos()),
            zone);
    this.scan = new Scan(whole, marks.all(), marks.paceNanos());
    this.deck = new Deck(recording, scan, moments, msg -> post.accept(msg));
    this.playing = Thread.ofPlatform().daemon().name("player").unstarted(this::play);
    this.scanning = Thread.ofPlatform().daemon().name("scan").unstarted(this::look);
  }

  /**
   * Opens a recording.
   *
   * @throws NotARecording when it is none that can be read
   * @throws IOException when the file cannot be
   */
  public static Player open(Path file, ZoneId zone) throws NotARecording, IOException {
    return open(() -> Recording.open(file), new Scan.Marks(List.of(), 0), zone);
  }

  /**
   * Opens one in memory.
   *
   * @param all is not to be changed
   * @param marks where one can begin; their chunks are not known yet
   * @throws NotARecording when it is none that can be read
   */
  static Player open(byte[] all, Scan.Marks marks, ZoneId zone) throws NotARecording, IOException {
    return open(() -> Recording.open(all), marks, zone);
  }

  private static Player open(Opener opener, Scan.Marks marks, ZoneId zone)
      throws NotARecording, IOException {
    Recording recording = opener.open();
    try {
      Watched first = first(recording);
      return new Player(opener, recording, opener.open(), marks, zone, first);
    } catch (NotARecording | IOException | RuntimeException e) {
      recording.close();
      throw e;
    }
  }

  /** What was watched at its beginning. */
  public Watched first() {
    return first;
  }

  private static Watched first(Recording recording) throws IOException {
    List<Watched> found = new ArrayList<>();
    if (recording.size() > 0) {
      recording.read(
          0,
          entry -> {
            if (entry instanceof Entry.Begins begins) {
              found.add(begins.what());
            }
          });
    }
    return found.isEmpty() ? new Watched.Machine() : found.getFirst();
  }

  /** How it is played before it is. */
  public Playback playback() {
    return deck.playback();
  }

  /**
   * Where it begins instead of at its beginning.
   *
   * @throws BadInput when it is no time, or not in it
   */
  public void at(String written) {
    deck.beginAt(moments.of(written));
  }

  /** Begins to play. */
  public void start(Consumer<Msg> to) {
    post = to;
    playing.start();
    scanning.start();
  }

  public void order(PlayOrder order) {
    if (order instanceof PlayOrder.Cut) {
      cut();
    } else {
      orders.add(order);
    }
  }

  /** Stands at the end; nothing is shown until somebody goes elsewhere. */
  void atEnd() {
    deck.beginAt(recording.endNanos());
    waits = true;
  }

  private void cut() {
    OptionalLong mark = deck.playback().mark();
    if (mark.isEmpty()) {
      post.accept(new Msg.Notice("nothing is marked: M marks one end, x cuts up to where you are"));
      return;
    }
    long here = deck.nowNanos();
    Thread.ofPlatform()
        .daemon()
        .name("cut")
        .start(() -> post.accept(new Msg.Notice(cut(mark.getAsLong(), here))));
  }

  private String cut(long one, long other) {
    try (Recording again = opener.open()) {
      Stretch stretch = Stretch.between(again, one, other, zone);
      Path file = Destination.fresh("cut");
      Cut.Made made =
          Cut.of(again, stretch, () -> Destination.file(file.toString(), false, "cutting"));
      return made.length() + " of it are in " + file;
    } catch (UncheckedIOException e) {
      return "the part cannot be written: " + e.getMessage();
    } catch (BadInput | NotARecording | IOException e) {
      return String.valueOf(e.getMessage());
    }
  }

  /** The moment that is played, by the clock of the recording. Any thread. */
  public long nowNanos() {
    return deck.nowNanos();
  }

  /**
   * Writes what was played up to now as a page to be looked at. Returns at once.
   *
   * @param told what came of it, in one line
   */
  public void report(Consumer<String> told) {
    long upTo = nowNanos();
    Thread.ofPlatform().daemon().name("save-html").start(() -> told.accept(reported(upTo)));
  }

  private String reported(long upTo) {
    Path page = Destination.dated(LocalDateTime.now(), "html");
    try (Recording read = opener.open()) {
      RecordedPage.upTo(read, upTo, moments.zone())
          .write(Destination.file(page.toString(), false, "saving"));
      return "the recording up to " + moments.clock(upTo) + " is in " + page;
    } catch (BadInput | IOException e) {
      return String.valueOf(e.getMessage());
    } catch (NotARecording e) {
      return "the recording cannot be read any longer: " + e.getMessage();
    } catch (RuntimeException e) {
      return page + " cannot be made: " + e;
    }
  }

  private void play() {
    try {
      if (!waits) {
        deck.begin();
      }
      long last = System.nanoTime();
      while (!over) {
        PlayOrder order = orders.poll(TURN_MILLIS, TimeUnit.MILLISECONDS);
        long now = System.nanoTime();
        deck.pass(now - last);
        last = now;
        if (order != null) {
          deck.obey(order);
        }
      }
    } catch (IOException e) {
      post.accept(new Msg.Notice("the recording cannot be read any longer: " + e.getMessage()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void look() {
    long posted = System.nanoTime();
    boolean news = true;
    try {
      while (!over) {
        boolean went = scan.on();
        news |= went;
        long now = System.nanoTime();
        if (news && (!went || now - posted >= SCAN_POST_NANOS)) {
          posted = now;
          news = false;
          deck.known(scan::on);
        }
        if (!went && whole.isEnded()) {
          return;
        }
        if (!went) {
          Thread.sleep(FOLLOW_MILLIS);
        }
      }
    } catch (IOException e) {
      post.accept(new Msg.Notice("the recording cannot be read any longer: " + e.getMessage()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    over = true;
    for (Thread thread : List.of(playing, scanning)) {
      thread.interrupt();
      try {
        thread.join(END_MILLIS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
    for (Recording each : List.of(recording, whole)) {
      try {
        each.close();
      } catch (IOException e) {
        // It was only read.
        continue;
      }
    }
  }

  // ---- what only a live source can do

  @Override
  public void stack(int pid, int tid, long askedNanos) {
    post.accept(
        new Msg.Observed(
            new ThreadStack(
                pid,
                tid,
                askedNanos,
                new ThreadStack.NotRead(
                    "a recording has no stacks but those asked for then", ""))));
  }

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
  public void attach(Pid pid, Reach reach) {}

  @Override
  public void release() {}

  @Override
  public void dump() {}

  @Override
  public void turn(Knob knob, double value) {}

  @Override
  public void interval(long nanos) {}

  @Override
  public void causes(CauseSettings causes) {}

  @Override
  public void deep(JvmWatch.Depth depth) {}
}
