package dev.conctop.app.recording;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.conctop.app.recording.deck.Course;
import dev.conctop.app.recording.deck.Past;
import dev.conctop.app.recording.deck.Runs;
import dev.conctop.app.recording.part.RecordedPart;
import dev.conctop.catalog.RunRequest;
import dev.conctop.diagnosis.Diagnosis;
import dev.conctop.export.cast.CastExport;
import dev.conctop.export.cast.CastOptions;
import dev.conctop.export.part.VerdictCourse;
import dev.conctop.pty.VtScreen;
import dev.conctop.record.Recording;
import dev.conctop.record.Simulated;
import dev.conctop.record.Written;
import dev.conctop.record.fact.Entry;
import dev.conctop.record.fact.Watched;
import dev.conctop.state.Msg;
import dev.conctop.state.State;
import dev.conctop.state.keys.KeyBindings;
import dev.conctop.state.ui.Page;
import dev.conctop.state.ui.Ui;
import dev.conctop.state.update.Update;
import dev.conctop.term.paint.ByteSink;
import dev.conctop.term.paint.ColorDepth;
import dev.conctop.term.paint.Painter;
import dev.conctop.view.Views;
import dev.conctop.view.canvas.Canvas;
import dev.conctop.view.canvas.Look;
import dev.conctop.view.canvas.Themes;
import java.io.ByteArrayOutputStream;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A film is played by the tests' own terminal, and shows what was seen. */
class CastTest {
  private static final int COLUMNS = 100;
  private static final int ROWS = 30;
  private static final double SECOND = 1e9;

  @TempDir Path directory;

  private final List<Entry> entries = new ArrayList<>();

  private static Ui ui() {
    return Ui.initial(Page.OVERVIEW, Simulated.LOOK).withSize(COLUMNS, ROWS);
  }

  private List<JsonNode> film(CastOptions options, Optional<String> from, int seconds)
      throws Exception {
    Simulated facts = Simulated.run(8);
    RunRequest request = Runs.request(RunRequest.of("http-get", "thread-pool", Map.of()).check(8));
    entries.clear();
    entries.add(new Entry.Begins(facts.nanos(), new Watched.Run(request)));
    facts.tell(seconds * 10, entries::add);
    Path file = directory.resolve("r" + System.identityHashCode(facts));
    try (Recording recording = Recording.open(Written.to(file, entries))) {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      new CastExport(options.sized(COLUMNS, ROWS), ui(), Look.unicode(), Themes.named("standard"))
          .write(RecordedPart.of(recording, from, Optional.empty(), ZoneOffset.UTC), bytes);
      return bytes.toString(UTF_8).lines().map(JsonMapper.shared()::readTree).toList();
    }
  }

  /** Every look as it was drawn live, painted whole. */
  private List<VtScreen> live() {
    Update update = new Update(KeyBindings.defaults(), 8);
    State[] state = {State.initial(ui(), Optional.empty(), entries.getFirst().nanos())};
    Course course = new Course(8);
    List<VtScreen> screens = new ArrayList<>();
    for (Entry entry : entries) {
      course.take(entry, msg -> state[0] = update.apply(state[0], msg).state());
      if (VerdictCourse.isLook(entry)) {
        state[0] = update.apply(state[0], new Msg.Tick(entry.nanos())).state();
        Canvas canvas = new Canvas(COLUMNS, ROWS);
        Views.draw(state[0], Diagnosis.live(state[0]), canvas, Look.unicode());
        ByteSink whole =
            new Painter(ColorDepth.TRUE, false)
                .encode(canvas, Themes.named("standard"), COLUMNS, ROWS);
        VtScreen screen = new VtScreen(COLUMNS, ROWS);
        screen.feed(whole.bytes(), whole.length());
        screens.add(screen);
      }
    }
    return screens;
  }

  private static void assertSame(VtScreen expected, VtScreen found, String when) {
    assertEquals(expected.text(), found.text(), when);
    for (int row = 0; row < ROWS; row++) {
      for (int column = 0; column < COLUMNS; column++) {
        if (expected.codePoint(column, row) != ' ') {
          assertEquals(expected.pen(column, row), found.pen(column, row), when);
        }
      }
    }
  }

  @Test
  void playedItIsWhatWasSeen() throws Exception {
    List<JsonNode> film = film(CastOptions.usual(), Optional.empty(), 12);
    JsonNode head = film.getFirst();
    assertEquals(2, head.get("version").intValue());
    assertEquals(COLUMNS, head.get("width").intValue());
    assertEquals(ROWS, head.get("height").intValue());
    assertEquals(1_700_000_000L, head.get("timestamp").longValue());
    List<VtScreen> live = live();
    VtScreen screen = new VtScreen(COLUMNS, ROWS);
    int frame = -1;
    long bytes = 0;
    double last = 0;
    for (JsonNode event : film.subList(1, film.size())) {
      double at = event.get(0).doubleValue();
      assertTrue(at >= last, "time goes back");
      last = at;
      if (event.get(1).stringValue().equals("o")) {
        byte[] data = event.get(2).stringValue().getBytes(UTF_8);
        screen.feed(data, data.length);
        bytes += data.length;
        if (++frame > 0 && frame <= live.size()) {
          assertSame(live.get(frame - 1), screen, "frame " + frame + " at " + at);
        }
      }
    }
    assertEquals(120, live.size());
    assertEquals(live.size() + 1, frame, "not each look is a frame");
    assertEquals(0, screen.unknown());
    assertTrue(screen.mode(25), "the cursor is not given back");
    assertEquals(12, last, 0.2);
    assertTrue(bytes < 120L * COLUMNS * ROWS, "more than what changed: " + bytes);
  }

  @Test
  void markersAreWhereTheVerdictChanged() throws Exception {
    List<JsonNode> film = film(CastOptions.usual(), Optional.empty(), 12);
    VerdictCourse course = new VerdictCourse();
    Past past = Past.empty(new Course(8), 8, entries.getFirst().nanos());
    List<String> changes = new ArrayList<>();
    for (Entry entry : entries) {
      past.take(entry);
      course
          .take(entry, past.state())
          .ifPresent(
              change ->
                  changes.add(
                      Math.round((change.nanos() - entries.getFirst().nanos()) / SECOND * 100)
                          + " "
                          + change.words()));
    }
    List<String> marks =
        film.stream()
            .skip(1)
            .filter(event -> event.get(1).stringValue().equals("m"))
            .map(
                event ->
                    Math.round(event.get(0).doubleValue() * 100) + " " + event.get(2).stringValue())
            .toList();
    assertTrue(!changes.isEmpty(), "there is no verdict");
    assertEquals(changes, marks);
  }

  @Test
  void speedAndIdleLimitAreKept() throws Exception {
    List<JsonNode> fast = film(CastOptions.usual().atSpeed(4), Optional.of("+2s"), 10);
    assertEquals(2, fast.getLast().get(0).doubleValue(), 0.1);
    List<JsonNode> hasty =
        film(CastOptions.usual().withIdleLimit(20_000_000), Optional.empty(), 10);
    double last = 0;
    for (JsonNode event : hasty.subList(1, hasty.size())) {
      assertTrue(event.get(0).doubleValue() - last <= 0.0201, event.get(0).toString());
      last = event.get(0).doubleValue();
    }
    assertTrue(last < 2.5, "it lasts " + last);
  }
}
