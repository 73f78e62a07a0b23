package dev.conctop.app.recording;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.conctop.app.recording.deck.Deck;
import dev.conctop.app.recording.deck.Runs;
import dev.conctop.app.recording.deck.Scan;
import dev.conctop.app.recording.moment.Moments;
import dev.conctop.catalog.RunRequest;
import dev.conctop.catalog.RunSpec;
import dev.conctop.diagnosis.Diagnosis;
import dev.conctop.diagnosis.TableJudge;
import dev.conctop.diagnosis.Verdict;
import dev.conctop.record.Recording;
import dev.conctop.record.Varied;
import dev.conctop.record.Written;
import dev.conctop.record.fact.Entry;
import dev.conctop.record.fact.Watched;
import dev.conctop.sample.Fact;
import dev.conctop.sample.ObserverCost;
import dev.conctop.sample.figure.Pid;
import dev.conctop.state.Msg;
import dev.conctop.state.State;
import dev.conctop.state.keys.Key;
import dev.conctop.state.keys.KeyBindings;
import dev.conctop.state.seen.Playback;
import dev.conctop.state.seen.Target;
import dev.conctop.state.ui.Page;
import dev.conctop.state.ui.PlayOrder;
import dev.conctop.state.ui.Ui;
import dev.conctop.state.update.Update;
import dev.conctop.view.Golden;
import dev.conctop.view.Views;
import dev.conctop.view.canvas.Canvas;
import dev.conctop.view.canvas.Glyphs;
import dev.conctop.view.canvas.Look;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Five hundred frames live and of a recording, look by look: each cell has the same character, ink
 * and attributes. Only the line that says where one is in the recording has no live twin; both are
 * drawn with it.
 */
class FramesTest {
  private static final int FRAMES = 500;
  private static final int CORES = 4;
  private static final String KEYS = "1234";

  /** Keys that a person presses now and then, on both screens. */
  private static final List<Key> CHOICES =
      List.of(Key.of('s'), Key.of('r'), Key.of('j'), Key.of('j'), Key.of('p'), Key.of('c'));

  @TempDir Path directory;

  private static final class Screen {
    private final Update update = new Update(KeyBindings.defaults(), CORES);
    private State state =
        State.initial(
            Ui.initial(Page.OVERVIEW, 100_000_000L).withSize(120, 40), Optional.empty(), 0);

    void post(Msg msg) {
      state = update.apply(state, msg).state();
    }

    Canvas drawn(Playback playback, int columns, int rows) {
      State shown = state.withPlayback(playback);
      Canvas canvas = new Canvas(columns, rows);
      Views.draw(
          shown, Diagnosis.live(shown), canvas, new Look(Glyphs.UNICODE, KeyBindings.defaults()));
      return canvas;
    }
  }

  /** As the program's own loop takes facts in: nothing of a recording's way is in it. */
  private static final class Live {
    private final Screen screen = new Screen();
    private final TableJudge tables = new TableJudge();

    void take(Entry entry) {
      switch (entry) {
        case Entry.Seen(long nanos, Fact fact) -> {
          // Somebody draws whenever it pleases him.
          screen.post(new Msg.Tick(nanos));
          screen.post(new Msg.Observed(tables.judged(fact)));
        }
        case Entry.Begins(long nanos, Watched what) -> {
          screen.post(new Msg.Tick(nanos));
          screen.post(
              switch (what) {
                case Watched.Run run ->
                    new Msg.Begun(Optional.of(run.request().check(CORES)), Optional.empty());
                case Watched.Process(Pid pid, String name, boolean _) ->
                    new Msg.Begun(Optional.empty(), Optional.of(new Target(pid, name)));
                case Watched.Machine _, Watched.Race _, Watched.Sweep _ ->
                    new Msg.Begun(Optional.empty(), Optional.empty());
              });
        }
        case Entry.Lost _, Entry.Gap _ -> throw new IllegalArgumentException("nothing is lost");
      }
    }
  }

  private static void assertSame(Canvas live, Canvas replayed, String when) {
    assertEquals(Golden.text(live), Golden.text(replayed), when);
    for (int row = 0; row < live.height(); row++) {
      for (int column = 0; column < live.width(); column++) {
        String where = when + ", row " + row + ", column " + column;
        assertEquals(live.codePoint(column, row), replayed.codePoint(column, row), where);
        assertEquals(live.style(column, row), replayed.style(column, row), where);
        assertEquals(live.click(column, row), replayed.click(column, row), where);
      }
    }
  }

  /** Plays both, and gives the verdicts that were seen. */
  private Set<String> compare(List<Entry> entries) throws Exception {
    Path file = Written.to(directory.resolve("r"), entries);
    Set<String> verdicts = new HashSet<>();
    Live live = new Live();
    Screen replayed = new Screen();
    int frames = 0;
    try (Recording whole = Recording.open(file);
        Recording recording = Recording.open(file)) {
      Moments moments =
          new Moments(
              recording.beginNanos(),
              recording.endNanos(),
              recording.header().wallNanosAt(recording.beginNanos()),
              ZoneOffset.UTC);
      Deck deck = new Deck(recording, new Scan(whole), moments, replayed::post);
      deck.begin();
      for (Entry entry : entries) {
        live.take(entry);
        if (!(entry instanceof Entry.Seen(long _, Fact fact) && fact instanceof ObserverCost)) {
          continue;
        }
        deck.obey(new PlayOrder.Step(true));
        Msg tick = new Msg.Tick(deck.nowNanos());
        both(live.screen, replayed, tick);
        both(live.screen, replayed, new Msg.Notice(""));
        both(live.screen, replayed, new Msg.KeyPressed(Key.of(KEYS.charAt(frames % 4))));
        if (frames % 25 == 24) {
          Key key = CHOICES.get(frames / 25 % CHOICES.size());
          both(live.screen, replayed, new Msg.KeyPressed(key));
        }
        boolean small = frames % 3 == 0;
        Playback playback = deck.playback();
        assertSame(
            live.screen.drawn(playback, small ? 80 : 120, small ? 24 : 40),
            replayed.drawn(playback, small ? 80 : 120, small ? 24 : 40),
            "frame " + frames + ", page " + KEYS.charAt(frames % 4));
        Verdict verdict = Diagnosis.live(live.screen.state);
        verdicts.add(verdict.kind().word());
        frames++;
      }
    }
    assertEquals(FRAMES, frames);
    return verdicts;
  }

  private static void both(Screen one, Screen other, Msg msg) {
    one.post(msg);
    other.post(msg);
  }

  private static RunSpec spec() {
    return RunRequest.of("http-get", "thread-pool", Map.of()).check(CORES);
  }

  @Test
  void ofARunTheyAreTheSame() throws Exception {
    RunSpec spec = spec();
    Set<String> verdicts = compare(Varied.run(spec, Runs.request(spec), FRAMES));
    assertTrue(verdicts.size() >= 4, verdicts.toString());
  }

  @Test
  void ofAProcessTheyAreTheSame() throws Exception {
    Set<String> verdicts = compare(Varied.process(FRAMES));
    assertTrue(verdicts.size() >= 4, verdicts.toString());
  }

  @Test
  void ofTheMachineTheyAreTheSame() throws Exception {
    compare(Varied.host(FRAMES));
  }
}
