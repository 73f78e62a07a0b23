package dev.conctop.export.cast;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.conctop.diagnosis.Diagnosis;
import dev.conctop.diagnosis.course.VerdictChanges;
import dev.conctop.export.part.Excerpt;
import dev.conctop.export.part.Export;
import dev.conctop.export.part.JsonLines;
import dev.conctop.export.part.VerdictCourse;
import dev.conctop.record.fact.Entry;
import dev.conctop.record.fact.Watched;
import dev.conctop.state.State;
import dev.conctop.state.ui.Page;
import dev.conctop.state.ui.Ui;
import dev.conctop.term.paint.ByteSink;
import dev.conctop.term.paint.ColorDepth;
import dev.conctop.term.paint.Painter;
import dev.conctop.view.Views;
import dev.conctop.view.canvas.Canvas;
import dev.conctop.view.canvas.Look;
import dev.conctop.view.canvas.Palette;
import java.io.IOException;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * The screen as it was, as an asciicast of version 2 (docs.asciinema.org/manual/asciicast/v2): a
 * frame for each look, drawn by the view and painted as for a terminal, so that only what changed
 * is in it; a marker where the verdict became another one.
 */
public final class CastExport implements Export {
  private static final int VERSION = 2;
  private static final long SECOND = 1_000_000_000L;
  private static final String BEGIN = "\033[?25l\033[?7l";
  private static final String END = "\033[?7h\033[?25h";

  private final CastOptions film;
  private final Ui ui;
  private final Look look;
  private final Palette palette;

  /**
   * @param ui how the screen is looked at, of the film's size
   */
  public CastExport(CastOptions film, Ui ui, Look look, Palette palette) {
    this.film = film;
    this.ui = ui;
    this.look = look;
    this.palette = palette;
  }

  @Override
  public void write(Excerpt from, OutputStream to) throws IOException {
    // A change is sure some seconds after it: so the changes are looked for before.
    Deque<VerdictChanges.Change> changes = new ArrayDeque<>();
    VerdictCourse course = new VerdictCourse();
    from.replay(ui, (entry, state) -> course.take(entry, state).ifPresent(changes::add));
    Filming filming = new Filming(from, new JsonLines(to), changes);
    filming.head();
    from.replay(ui, filming);
    filming.end();
  }

  private final class Filming implements Excerpt.States {
    private final Excerpt from;
    private final JsonLines lines;
    private final Deque<VerdictChanges.Change> changes;
    private final FilmClock clock;
    private final Canvas canvas = new Canvas(film.columns(), film.rows());
    private final Painter painter = new Painter(ColorDepth.TRUE, false);
    private Page page = Page.OVERVIEW;

    Filming(Excerpt from, JsonLines lines, Deque<VerdictChanges.Change> changes) {
      this.from = from;
      this.lines = lines;
      this.changes = changes;
      this.clock = new FilmClock(film, from.beginNanos());
    }

    void head() throws IOException {
      lines.line(
          out -> {
            out.writeStartObject();
            out.writeNumberProperty("version", VERSION);
            out.writeNumberProperty("width", film.columns());
            out.writeNumberProperty("height", film.rows());
            out.writeNumberProperty(
                "timestamp", Math.floorDiv(from.wallNanos(from.beginNanos()), SECOND));
            out.writeStringProperty("title", title());
            out.writeObjectPropertyStart("env");
            out.writeStringProperty("TERM", "xterm-256color");
            out.writeEndObject();
            out.writeEndObject();
          });
      event(from.beginNanos(), "o", BEGIN);
    }

    private String title() {
      String host = from.header().host();
      return host.isEmpty() ? from.header().writer() : from.header().writer() + " on " + host;
    }

    @Override
    public void take(Entry entry, State state) throws IOException {
      if (entry instanceof Entry.Begins begins) {
        page = begins.what() instanceof Watched.Machine ? Page.HOST : Page.OVERVIEW;
      }
      if (VerdictCourse.isLook(entry)) {
        marks(entry.nanos());
        frame(entry.nanos(), state);
      }
    }

    private void marks(long until) throws IOException {
      while (!changes.isEmpty() && changes.getFirst().nanos() <= until) {
        VerdictChanges.Change change = changes.removeFirst();
        event(change.nanos(), "m", change.words());
      }
    }

    private void frame(long nanos, State state) throws IOException {
      State shown = state.shown();
      if (shown.ui().page() != page) {
        shown = shown.withUi(shown.ui().withPage(page));
      }
      canvas.clear();
      Views.draw(shown, Diagnosis.live(shown), canvas, look);
      ByteSink bytes = painter.encode(canvas, palette, film.columns(), film.rows());
      if (bytes.length() > 0) {
        event(nanos, "o", new String(bytes.bytes(), 0, bytes.length(), UTF_8));
      }
    }

    void end() throws IOException {
      marks(Long.MAX_VALUE);
      event(from.endNanos(), "o", END);
    }

    private void event(long nanos, String kind, String data) throws IOException {
      BigDecimal at = clock.at(nanos);
      lines.line(
          out -> {
            out.writeStartArray();
            out.writeNumber(at);
            out.writeString(kind);
            out.writeString(data);
            out.writeEndArray();
          });
    }
  }
}
