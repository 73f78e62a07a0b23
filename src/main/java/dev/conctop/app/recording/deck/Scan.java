package dev.conctop.app.recording.deck;

import dev.conctop.diagnosis.Diagnosis;
import dev.conctop.diagnosis.Verdict;
import dev.conctop.diagnosis.course.VerdictChanges;
import dev.conctop.record.Recording;
import dev.conctop.record.fact.Entry;
import dev.conctop.record.fact.Watched;
import dev.conctop.sample.ObserverCost;
import dev.conctop.sample.task.Series;
import dev.conctop.state.State;
import dev.conctop.state.seen.Playback;
import dev.conctop.state.seen.Stage;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Goes over a recording once, as fast as it can: the verdict of each second, what happened when,
 * and from where a later look need not begin at the beginning. Confined to one thread, but for what
 * is said to be for any.
 */
public final class Scan {
  /**
   * Where to begin, for a look at a later moment.
   *
   * @param chunk a key from which on it is to be read
   * @param nanos what comes before has been taken in
   */
  public record Mark(int chunk, long nanos, State remembered, Optional<Watched> watched) {}

  /**
   * Marks of which the chunk is not known yet.
   *
   * @param paceNanos how far apart looks are about; 0: it is not known
   */
  public record Marks(List<Mark> all, long paceNanos) {}

  private static final long SECOND = Playback.SECOND;

  /** A week; whoever says that he recorded longer is shown no more. */
  private static final int MOST_SECONDS = 7 * 24 * 3600;

  private static final int MOST_EVENTS = 2000;

  /**
   * A state with its histograms, though packed, is 100 KiB or so, one without is next to nothing.
   */
  private static final int MOST_HEAVY_MARKS = 400;

  private static final int MOST_LIGHT_MARKS = 1000;

  /** An hour's marks are as near as this: what lies between two is gone over at a seek. */
  private static final long FIRST_SPACING = 10 * SECOND;

  private final Recording recording;
  private final Past past;
  private final Course course;
  private final long begin;
  private final StringBuilder seconds = new StringBuilder();
  private final List<Playback.Event> events = new ArrayList<>();

  /** Not changed any more. */
  private final List<Mark> given = new ArrayList<>();

  /** Any thread. */
  private final List<Mark> marks = new ArrayList<>();

  private long spacing = FIRST_SPACING;
  private int next;
  private long firstLook;
  private long looks;

  /** How far apart looks are, on average. */
  private volatile long pace;

  private long judged = Long.MIN_VALUE;
  private final VerdictChanges changes = new VerdictChanges();
  private @Nullable Stage stage;

  public Scan(Recording recording) {
    this(recording, List.of(), 0);
  }

  /**
   * @param given marks of which the chunk is not known yet, those before the recording included
   * @param paceNanos how far apart looks are about; 0: it is not known
   */
  public Scan(Recording recording, List<Mark> given, long paceNanos) {
    pace = paceNanos;
    for (Mark mark : given) {
      if (mark.nanos() >= recording.beginNanos()) {
        int key = recording.keyAt(recording.chunkAt(mark.nanos()));
        this.given.add(new Mark(key, mark.nanos(), mark.remembered(), mark.watched()));
      }
    }
    int cores = recording.header().cores();
    this.recording = recording;
    this.begin = recording.beginNanos();
    this.course = new Course(cores);
    this.past = Past.empty(course, cores, begin);
  }

  /**
   * Goes on by a chunk.
   *
   * @return whether there was one
   */
  public boolean on() throws IOException {
    if (next >= recording.size() && !recording.grown()) {
      return false;
    }
    int chunk = next++;
    if (recording.isKey(chunk)) {
      remember(chunk);
    }
    recording.read(chunk, this::take);
    return true;
  }

  private void remember(int chunk) {
    if (past.state().curve().isPresent()) {
      // A sweep's course is carried on: it cannot be remembered.
      return;
    }
    long nanos = recording.firstNanos(chunk);
    synchronized (marks) {
      if (!marks.isEmpty() && nanos - marks.getLast().nanos() < spacing) {
        return;
      }
      boolean heavy = past.state().totals().latency(Series.RESPONSE).isPresent();
      if (marks.size() >= (heavy ? MOST_HEAVY_MARKS : MOST_LIGHT_MARKS)) {
        spacing *= 2;
        for (int i = marks.size() - 1; i > 0; i -= 2) {
          marks.remove(i);
        }
      }
      marks.add(new Mark(chunk, nanos, past.state().remembered(), course.watched()));
    }
  }

  /** The last place at or before a moment that is known to begin at. Any thread. */
  Optional<Mark> before(long nanos) {
    synchronized (marks) {
      Optional<Mark> last = last(marks, nanos);
      Optional<Mark> told = last(given, nanos);
      boolean later =
          told.isPresent() && (last.isEmpty() || told.get().nanos() > last.get().nanos());
      return later ? told : last;
    }
  }

  private static Optional<Mark> last(List<Mark> all, long nanos) {
    Optional<Mark> found = Optional.empty();
    for (Mark mark : all) {
      if (mark.nanos() <= nanos) {
        found = Optional.of(mark);
      }
    }
    return found;
  }

  /** How far apart looks are, on average; 0 while it is not known. Any thread. */
  long pace() {
    return pace;
  }

  private void take(Entry entry) {
    long nanos = entry.nanos();
    switch (entry) {
      case Entry.Gap gap -> {
        put(nanos, Playback.GAP);
        event(nanos, Course.words(gap));
      }
      case Entry.Lost lost -> {
        put(nanos, Playback.GAP);
        event(nanos, Course.words(lost));
      }
      case Entry.Begins begins -> {
        boolean another = !Optional.of(begins.what()).equals(course.watched());
        if (another && course.watched().isPresent()) {
          event(nanos, "something else is watched");
        }
      }
      case Entry.Seen _ -> {}
    }
    past.take(entry);
    if (entry instanceof Entry.Seen seen && seen.fact() instanceof ObserverCost) {
      firstLook = looks++ == 0 ? nanos : firstLook;
      pace = looks < 2 ? pace : (nanos - firstLook) / (looks - 1);
      look(nanos);
    }
    staged(nanos);
  }

  private void staged(long nanos) {
    Stage now = past.state().stage();
    Stage before = stage;
    if (before != null && now.getClass() != before.getClass()) {
      switch (now) {
        case Stage.Finished _ -> event(nanos, "the run has ended");
        case Stage.Died died -> event(nanos, died.what());
        case Stage.Measuring _ -> event(nanos, "measuring begins");
        case Stage.Watching _, Stage.Starting _, Stage.WarmingUp _, Stage.Draining _ -> {}
      }
    }
    stage = now;
  }

  /** Once a second the state is judged. */
  private void look(long nanos) {
    if (judged != Long.MIN_VALUE && nanos - judged < SECOND) {
      return;
    }
    judged = nanos;
    Stage now = past.state().stage();
    if (now instanceof Stage.Starting || now instanceof Stage.WarmingUp) {
      return;
    }
    Verdict verdict = Diagnosis.live(past.state());
    put(nanos, verdict.letter());
    changes
        .seen(nanos, verdict.words())
        .filter(change -> !change.isFirst())
        .ifPresent(change -> event(change.nanos(), change.fromTo()));
  }

  private void put(long nanos, char letter) {
    long second = (nanos - begin) / SECOND;
    if (second < 0 || second >= MOST_SECONDS) {
      return;
    }
    // Looks that come a little late leave no holes; where there was none for longer, it is one.
    char fill = second - seconds.length() <= 2 ? letter : Playback.UNKNOWN;
    while (seconds.length() < second) {
      seconds.append(fill);
    }
    if (seconds.length() == second) {
      seconds.append(letter);
    } else if (letter == Playback.GAP) {
      seconds.setCharAt((int) second, letter);
    }
  }

  private void event(long nanos, String what) {
    if (events.size() < MOST_EVENTS) {
      events.add(new Playback.Event(nanos, what));
    }
  }

  /** What is known of the whole by now. */
  public Playback on(Playback playback) {
    List<Playback.Event> sorted = new ArrayList<>(events);
    sorted.sort(Comparator.comparingLong(Playback.Event::nanos));
    return playback.with(recording.endNanos(), !recording.isEnded(), seconds.toString(), sorted);
  }
}
