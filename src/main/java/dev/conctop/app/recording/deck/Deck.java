package dev.conctop.app.recording.deck;

import dev.conctop.app.recording.moment.Moments;
import dev.conctop.catalog.parameter.BadInput;
import dev.conctop.record.Recording;
import dev.conctop.record.fact.Entry;
import dev.conctop.sample.ObserverCost;
import dev.conctop.state.Msg;
import dev.conctop.state.past.History;
import dev.conctop.state.seen.Playback;
import dev.conctop.state.ui.PlayOrder;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/**
 * Where in a recording one is, and how one gets elsewhere. Time comes from outside. Confined to one
 * thread, but for what is said to be for any.
 */
public final class Deck {
  private static final long SECOND = Playback.SECOND;

  /** What panels and verdicts of a moment rest on: the looks before it that are kept. */
  private static final long LOOKS_BEFORE = History.LENGTH + 50;

  private static final long LEAST_BEFORE = 45 * SECOND;

  private static final double SLOWEST = 0.5;
  private static final double FASTEST = 64;

  /** Chunks in which a look before this one is searched for, as far as a key at least. */
  private static final int BACK = 2;

  private final Recording recording;
  private final Scan scan;
  private final Moments moments;
  private final Consumer<Msg> post;
  private final Course course;
  private final Object lock = new Object();
  private Cursor cursor;

  /** Guarded by lock. */
  private Playback playback;

  private volatile long position;

  public Deck(Recording recording, Scan scan, Moments moments, Consumer<Msg> post) {
    this.recording = recording;
    this.scan = scan;
    this.moments = moments;
    this.post = post;
    this.course = new Course(recording.header().cores());
    this.cursor = new Cursor(recording, 0, false);
    this.position = recording.beginNanos();
    this.playback =
        new Playback(
            recording.beginNanos(),
            recording.endNanos(),
            moments.localWallNanos(),
            true,
            1,
            !recording.isEnded(),
            "",
            List.of());
  }

  /** Any thread. */
  public long nowNanos() {
    return position;
  }

  /** Any thread. */
  public Playback playback() {
    synchronized (lock) {
      return playback;
    }
  }

  /** More is known of the whole. Any thread. */
  public void known(UnaryOperator<Playback> more) {
    synchronized (lock) {
      playback = more.apply(playback);
      post.accept(new Msg.Played(playback));
    }
  }

  private void play(boolean goesOn, double speed) {
    known(now -> now.with(goesOn, speed));
  }

  /** Before anything is played. */
  public void beginAt(long nanos) {
    position = nanos;
  }

  /** What is to be seen first. */
  public void begin() throws IOException {
    if (position > recording.beginNanos()) {
      seek(position);
    }
    known(now -> now);
  }

  /** So much time has passed for who looks on. */
  public void pass(long realNanos) throws IOException {
    Playback now = playback();
    if (now.playing()) {
      to(position + (long) (realNanos * now.speed()));
    }
  }

  /** Plays what came up to a moment; stands at the end of what there is. */
  private void to(long nanos) throws IOException {
    long last = position;
    for (Entry entry = cursor.peek(); entry != null; entry = cursor.peek()) {
      if (entry.nanos() > nanos) {
        position = nanos;
        return;
      }
      course.take(entry, post);
      cursor.pass();
      last = Math.max(last, entry.nanos());
    }
    position = last;
    if (recording.isEnded()) {
      play(false, playback().speed());
    }
  }

  /** Goes where the order says. */
  public void obey(PlayOrder order) throws IOException {
    Playback now = playback();
    switch (order) {
      case PlayOrder.PauseOrGoOn _ -> play(!now.playing(), now.speed());
      case PlayOrder.Step(boolean forward) -> {
        play(false, now.speed());
        if (forward) {
          stepOn();
        } else {
          lookBefore().ifPresent(this::trySeek);
        }
      }
      case PlayOrder.Speed(boolean faster) ->
          play(
              now.playing(),
              Math.clamp(faster ? now.speed() * 2 : now.speed() / 2, SLOWEST, FASTEST));
      case PlayOrder.Skip(long nanos) -> seek(position + nanos);
      case PlayOrder.End(boolean last) ->
          seek(last ? recording.endNanos() : recording.beginNanos());
      case PlayOrder.Event(boolean next) -> event(next, now);
      case PlayOrder.To(String written) -> goTo(written);
      case PlayOrder.Mark _ -> {
        long here = position;
        known(playback -> playback.marked(here));
        post.accept(new Msg.Notice("x cuts from here to where you go"));
      }
      case PlayOrder.Cut _ -> throw new IllegalStateException("a deck only reads");
    }
  }

  private void goTo(String written) throws IOException {
    try {
      Moments all =
          new Moments(
              moments.beginNanos(), recording.endNanos(), moments.wallNanos(), moments.zone());
      seek(all.of(written, position));
    } catch (BadInput e) {
      post.accept(new Msg.Notice(String.valueOf(e.getMessage())));
    }
  }

  private void event(boolean next, Playback now) throws IOException {
    Optional<Playback.Event> found = next ? now.after(position) : now.before(position);
    if (found.isEmpty()) {
      post.accept(new Msg.Notice(next ? "there is no later event" : "there is no event before"));
      return;
    }
    seek(found.get().nanos());
    post.accept(new Msg.Notice(found.get().what()));
  }

  /** Up to the end of the next look. */
  private void stepOn() throws IOException {
    for (Entry entry = cursor.peek(); entry != null; entry = cursor.peek()) {
      course.take(entry, post);
      cursor.pass();
      position = Math.max(position, entry.nanos());
      if (isLook(entry)) {
        return;
      }
    }
  }

  private static boolean isLook(Entry entry) {
    return entry instanceof Entry.Seen seen && seen.fact() instanceof ObserverCost;
  }

  /** When the look before the one that is seen was over. */
  private Optional<Long> lookBefore() throws IOException {
    int here = recording.chunkAt(position);
    long[] newest = {Long.MIN_VALUE, Long.MIN_VALUE};
    for (int chunk = recording.keyAt(Math.max(0, here - BACK)); chunk <= here; chunk++) {
      recording.read(
          chunk,
          entry -> {
            if (isLook(entry) && entry.nanos() <= position && entry.nanos() > newest[1]) {
              newest[0] = newest[1];
              newest[1] = entry.nanos();
            }
          });
    }
    return newest[0] == Long.MIN_VALUE ? Optional.empty() : Optional.of(newest[0]);
  }

  private void trySeek(long nanos) {
    try {
      seek(nanos);
    } catch (IOException e) {
      post.accept(new Msg.Notice("the recording cannot be read: " + e.getMessage()));
    }
  }

  /** Makes the state of another moment: from a place that is known, or from the beginning. */
  private void seek(long wanted) throws IOException {
    long nanos = Math.clamp(wanted, recording.beginNanos(), recording.endNanos());
    int cores = recording.header().cores();
    long before = Math.max(LEAST_BEFORE, LOOKS_BEFORE * scan.pace());
    Optional<Scan.Mark> mark = scan.before(nanos - before);
    Past past =
        mark.isPresent()
            ? Past.from(mark.get().remembered(), mark.get().watched(), course, cores)
            : Past.empty(course, cores, recording.beginNanos());
    cursor =
        mark.map(known -> new Cursor(recording, known.chunk(), known.nanos()))
            .orElseGet(() -> new Cursor(recording, 0, false));
    for (Entry entry = cursor.peek(); entry != null; entry = cursor.peek()) {
      if (entry.nanos() > nanos) {
        break;
      }
      past.take(entry);
      cursor.pass();
    }
    past.apply(new Msg.Tick(nanos));
    post.accept(new Msg.Sought(new Msg.Sought.Past(past.state())));
    position = nanos;
  }
}
