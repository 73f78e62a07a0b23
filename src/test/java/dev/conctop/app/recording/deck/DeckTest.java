package dev.conctop.app.recording.deck;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.conctop.app.recording.moment.Moments;
import dev.conctop.catalog.RunRequest;
import dev.conctop.diagnosis.Diagnosis;
import dev.conctop.record.Recording;
import dev.conctop.record.Simulated;
import dev.conctop.record.Written;
import dev.conctop.record.fact.Entry;
import dev.conctop.record.fact.Watched;
import dev.conctop.sample.ObserverCost;
import dev.conctop.sample.figure.Pid;
import dev.conctop.state.Msg;
import dev.conctop.state.State;
import dev.conctop.state.keys.Key;
import dev.conctop.state.keys.KeyBindings;
import dev.conctop.state.seen.Playback;
import dev.conctop.state.ui.Page;
import dev.conctop.state.ui.PlayOrder;
import dev.conctop.state.ui.Ui;
import dev.conctop.state.update.Update;
import dev.conctop.view.Golden;
import dev.conctop.view.Views;
import dev.conctop.view.canvas.Canvas;
import dev.conctop.view.canvas.Glyphs;
import dev.conctop.view.canvas.Look;
import java.io.IOException;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DeckTest {
  private static final long SECOND = Playback.SECOND;
  private static final int SECONDS = 150;

  @TempDir Path directory;

  private final List<Entry> entries = new ArrayList<>();
  private final List<Recording> opened = new ArrayList<>();
  private final Screen screen = new Screen();

  /** What a person sees of a source that posts. */
  private static final class Screen {
    private final Update update = new Update(KeyBindings.defaults(), 8);
    private State state =
        State.initial(
            Ui.initial(Page.OVERVIEW, Simulated.LOOK).withSize(120, 40), Optional.empty(), 0);

    void post(Msg msg) {
      state = update.apply(state, msg).state();
    }

    String drawn(Playback playback) {
      // Notices and how it is played are not what was seen then.
      State shown = state.withPlayback(playback);
      Canvas canvas = new Canvas(120, 40);
      Views.draw(
          shown, Diagnosis.live(shown), canvas, new Look(Glyphs.UNICODE, KeyBindings.defaults()));
      return Golden.text(canvas);
    }
  }

  private Deck deck(Watched watched, Simulated facts, boolean scanned) throws Exception {
    entries.add(new Entry.Begins(facts.nanos(), watched));
    facts.tell(SECONDS * 10, entries::add);
    Path file = Written.to(directory.resolve("r"), entries);
    Recording whole = Recording.open(file);
    Recording recording = Recording.open(file);
    opened.addAll(List.of(whole, recording));
    Scan scan = new Scan(whole);
    while (scanned && scan.on()) {
      assertTrue(whole.isEnded());
    }
    Moments moments =
        new Moments(
            recording.beginNanos(),
            recording.endNanos(),
            recording.header().wallNanosAt(recording.beginNanos()),
            ZoneOffset.UTC);
    Deck deck = new Deck(recording, scan, moments, screen::post);
    deck.begin();
    if (scanned) {
      deck.known(scan::on);
    }
    return deck;
  }

  private Deck process(boolean scanned) throws Exception {
    return deck(
        new Watched.Process(new Pid(4711), "java", false), Simulated.process(60, 9), scanned);
  }

  private Deck run(boolean scanned) throws Exception {
    RunRequest request = Runs.request(RunRequest.of("http-get", "thread-pool", Map.of()).check(8));
    return deck(new Watched.Run(request), Simulated.run(16), scanned);
  }

  @AfterEach
  void close() throws IOException {
    for (Recording each : opened) {
      each.close();
    }
  }

  /** What was seen live, up to a moment. */
  private Screen live(long nanos) {
    Screen live = new Screen();
    Course course = new Course(8);
    for (Entry entry : entries) {
      if (entry.nanos() <= nanos) {
        course.take(entry, live::post);
      }
    }
    live.post(new Msg.Tick(nanos));
    return live;
  }

  private void assertSameAsLive(Deck deck) {
    screen.post(new Msg.Tick(deck.nowNanos()));
    screen.post(new Msg.Notice(""));
    Screen live = live(deck.nowNanos());
    live.post(new Msg.Notice(""));
    Playback playback = deck.playback();
    for (char page = '1'; page <= '4'; page++) {
      Msg key = new Msg.KeyPressed(Key.of(page));
      screen.post(key);
      live.post(key);
      assertEquals(live.drawn(playback), screen.drawn(playback), "page " + page);
    }
    screen.post(new Msg.KeyPressed(Key.of('1')));
  }

  @Test
  void playedItIsTheSameScreenAtEveryMoment() throws Exception {
    Deck deck = run(true);
    for (int i = 0; i < 25; i++) {
      deck.pass(317_000_000L);
      assertSameAsLive(deck);
    }
  }

  @Test
  void soughtItIsTheSameScreenAnywhere() throws Exception {
    Deck deck = run(true);
    for (long to : new long[] {140, 3, 99, 61, 60, 149, 0, 120}) {
      deck.obey(new PlayOrder.To("+0s"));
      deck.obey(new PlayOrder.Skip(entries.getFirst().nanos() + to * SECOND - deck.nowNanos()));
      assertSameAsLive(deck);
      // And it goes on from there.
      deck.pass(450_000_000L);
      assertSameAsLive(deck);
    }
  }

  @Test
  void soughtInARecordingOfAProcessItIsTheSame() throws Exception {
    Deck deck = process(true);
    for (long to : new long[] {130, 20, 75, 76}) {
      deck.obey(new PlayOrder.Skip(entries.getFirst().nanos() + to * SECOND - deck.nowNanos()));
      assertSameAsLive(deck);
    }
  }

  @Test
  void beforeTheWholeWasLookedOverItIsTheSame() throws Exception {
    Deck deck = run(false);
    deck.obey(new PlayOrder.Skip(70 * SECOND));
    assertSameAsLive(deck);
  }

  @Test
  void stepsGoFromLookToLook() throws Exception {
    Deck deck = process(true);
    List<Long> looks = new ArrayList<>();
    for (Entry entry : entries) {
      if (entry instanceof Entry.Seen seen && seen.fact() instanceof ObserverCost) {
        looks.add(entry.nanos());
      }
    }
    deck.obey(new PlayOrder.Skip(30 * SECOND));
    deck.obey(new PlayOrder.Step(true));
    int at = looks.indexOf(deck.nowNanos());
    assertTrue(at > 0, "not at a look");
    assertFalse(deck.playback().playing());
    deck.obey(new PlayOrder.Step(true));
    assertEquals(looks.get(at + 1), deck.nowNanos());
    assertSameAsLive(deck);
    for (int back = at; back > at - 25; back--) {
      deck.obey(new PlayOrder.Step(false));
      assertEquals(looks.get(back), deck.nowNanos());
    }
    assertSameAsLive(deck);
  }

  @Test
  void itPlaysAsFastAsItIsToldAndStandsAtItsEnd() throws Exception {
    Deck deck = process(true);
    long begin = deck.nowNanos();
    deck.obey(new PlayOrder.Speed(true));
    deck.obey(new PlayOrder.Speed(true));
    deck.pass(SECOND);
    assertEquals(begin + 4 * SECOND, deck.nowNanos());
    deck.obey(new PlayOrder.PauseOrGoOn());
    deck.pass(SECOND);
    assertEquals(begin + 4 * SECOND, deck.nowNanos());
    for (int i = 0; i < 12; i++) {
      deck.obey(new PlayOrder.Speed(true));
    }
    assertEquals(64, deck.playback().speed());
    for (int i = 0; i < 12; i++) {
      deck.obey(new PlayOrder.Speed(false));
    }
    assertEquals(0.5, deck.playback().speed());
    deck.obey(new PlayOrder.End(true));
    deck.obey(new PlayOrder.PauseOrGoOn());
    deck.pass(10 * SECOND);
    assertEquals(entries.getLast().nanos(), deck.nowNanos());
    assertFalse(deck.playback().playing());
    deck.obey(new PlayOrder.End(false));
    assertEquals(begin, deck.nowNanos());
  }

  @Test
  void timesAreTakenAsPeopleWriteThem() throws Exception {
    Deck deck = process(true);
    long begin = deck.nowNanos();
    // It began at 22:13:20.
    deck.obey(new PlayOrder.To("22:14:00"));
    assertEquals(begin + 40 * SECOND, deck.nowNanos());
    deck.obey(new PlayOrder.To("+30s"));
    deck.obey(new PlayOrder.To("-10s"));
    assertEquals(begin + 60 * SECOND, deck.nowNanos());
    deck.obey(new PlayOrder.To("2023-11-14T22:13:21"));
    assertEquals(begin + SECOND, deck.nowNanos());
    deck.obey(new PlayOrder.To("14:03:20"));
    assertEquals(begin + SECOND, deck.nowNanos());
    assertTrue(
        screen.state.ui().notice().contains("is not in the recording, which is from 22:13:20"),
        screen.state.ui().notice());
    deck.obey(new PlayOrder.To("soon"));
    assertTrue(screen.state.ui().notice().contains("is no time"), screen.state.ui().notice());
  }

  @Test
  void theWholeHasAMarkForEachSecond() throws Exception {
    Deck deck = run(true);
    Playback playback = deck.playback();
    assertFalse(playback.growing());
    assertEquals(SECONDS, playback.marks().length(), 3);
    assertEquals(-1, playback.marks().indexOf(Playback.GAP));
    assertTrue(playback.marks().substring(5).indexOf(Playback.UNKNOWN) < 0, playback.marks());
    Optional<Playback.Event> first = playback.after(Long.MIN_VALUE);
    assertEquals("measuring begins", first.map(Playback.Event::what).orElse("nothing"));
  }

  /** As on a live screen, which remembers now and then what it knows. */
  @Test
  void fromWhatWasRememberedMeanwhileItIsTheSame() throws Exception {
    Deck deck = run(false);
    long moment = entries.getFirst().nanos() + 60 * SECOND;
    Course course = new Course(8);
    Past past = Past.empty(course, 8, entries.getFirst().nanos());
    entries.stream().filter(entry -> entry.nanos() <= moment).forEach(past::take);
    Scan.Mark mark = new Scan.Mark(0, moment + 1000, past.state().remembered(), course.watched());
    Recording again = Recording.open(directory.resolve("r"));
    opened.add(again);
    Scan scan = new Scan(again, List.of(mark), Simulated.LOOK);
    assertEquals(Optional.of(mark.nanos()), scan.before(moment + SECOND).map(Scan.Mark::nanos));
    assertEquals(Optional.empty(), scan.before(moment));
    Moments moments =
        new Moments(
            again.beginNanos(), again.endNanos(), again.header().wallNanos(), ZoneOffset.UTC);
    Deck other = new Deck(again, scan, moments, screen::post);
    other.obey(new PlayOrder.Skip(entries.getFirst().nanos() + 120 * SECOND - other.nowNanos()));
    assertSameAsLive(other);
    assertTrue(deck.nowNanos() < other.nowNanos());
  }
}
