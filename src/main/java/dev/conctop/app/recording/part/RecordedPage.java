package dev.conctop.app.recording.part;

import dev.conctop.app.recording.deck.Course;
import dev.conctop.catalog.parameter.BadInput;
import dev.conctop.export.html.HtmlReport;
import dev.conctop.export.html.Told;
import dev.conctop.export.html.story.Story;
import dev.conctop.record.Header;
import dev.conctop.record.NotARecording;
import dev.conctop.record.Recording;
import dev.conctop.record.Ring;
import dev.conctop.record.fact.Entry;
import dev.conctop.record.fact.Watched;
import dev.conctop.report.diagnose.Diagnosed;
import dev.conctop.report.run.RunFigures;
import dev.conctop.state.State;
import java.io.IOException;
import java.io.Writer;
import java.nio.channels.Channels;
import java.nio.channels.WritableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.ZoneId;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A recording, or a part of it, as a page to be looked at.
 *
 * @param html the whole page
 * @param replayed what it was made of
 */
public record RecordedPage(String html, Replayed replayed) {
  /** Builds the story while the recording goes by. */
  private static final class Telling implements Replayed.Along {
    private @Nullable Story story;
    private Optional<Watched> watched = Optional.empty();

    @Override
    public void begins(long firstNanos, long lastNanos) {
      story = new Story(firstNanos, lastNanos);
    }

    @Override
    public void taken(Entry entry, State after) {
      switch (entry) {
        case Entry.Seen(var nanos, var fact) -> story().take(nanos, fact, after);
        case Entry.Gap gap -> story().gap(gap.nanos(), Course.words(gap));
        case Entry.Lost lost -> story().gap(lost.nanos(), Course.words(lost));
        case Entry.Begins begins -> {
          if (watched.isPresent() && !watched.get().equals(begins.what())) {
            story().other(begins.nanos());
          }
          watched = Optional.of(begins.what());
        }
      }
    }

    Story story() {
      Story begun = story;
      if (begun == null) {
        throw new IllegalStateException("it has not begun");
      }
      return begun;
    }
  }

  /**
   * Goes over a recording and makes the page.
   *
   * @param from the first moment, as written; empty: from the beginning
   * @param to the last, as written; empty: to the end
   * @throws BadInput when they are no moments of it, or there is nothing to be shown
   * @throws IOException when the file cannot be read
   */
  public static RecordedPage of(
      Recording recording, Optional<String> from, Optional<String> to, ZoneId zone)
      throws IOException {
    Telling telling = new Telling();
    return of(Replayed.of(recording, from, to, zone, telling), telling, zone);
  }

  /** The same from the beginning up to a moment by the clock of its stamps. */
  public static RecordedPage upTo(Recording recording, long nanos, ZoneId zone) throws IOException {
    Telling telling = new Telling();
    long begin = recording.beginNanos();
    long last = Math.min(nanos, recording.endNanos());
    if (last <= begin) {
      throw new BadInput("there is nothing to be saved yet");
    }
    return of(Replayed.of(RecordedPart.upTo(recording, last, zone), telling), telling, zone);
  }

  private static RecordedPage of(Replayed replayed, Telling telling, ZoneId zone)
      throws IOException {
    Header header = replayed.header();
    telling.story().end();
    Told.Origin origin =
        new Told.Origin(
            header.writer(),
            header.host(),
            header.command(),
            header.redacted(),
            replayed.fromNanos(),
            replayed.toNanos(),
            zone,
            replayed.gaps(),
            replayed.ended());
    StringBuilder html = new StringBuilder();
    HtmlReport.write(new Told(origin, subject(replayed), telling.story()), html);
    return new RecordedPage(html.toString(), replayed);
  }

  private static Told.Subject subject(Replayed replayed) {
    State state = replayed.state();
    return switch (replayed.watched()) {
      case Watched.Run _ -> {
        if (state.run().isEmpty()) {
          throw new BadInput("what ran is not known to this version of conctop");
        }
        yield new Told.Subject.Run(RunFigures.of(state));
      }
      case Watched.Process _ -> new Told.Subject.Process(Diagnosed.of(state, replayed.threads()));
      case Watched.Machine _ -> new Told.Subject.Machine(replayed.machine());
      case Watched.Race _, Watched.Sweep _ ->
          throw new BadInput(
              "a comparison or a sweep has no page: 'conctop report' has text and json of it");
    };
  }

  /**
   * Writes the page, in UTF-8.
   *
   * @param to is closed
   */
  public void write(WritableByteChannel to) throws IOException {
    try (Writer writer = Channels.newWriter(to, StandardCharsets.UTF_8)) {
      writer.write(html);
    }
  }

  /**
   * The last minutes as a page. They are read as any recording is: from a file of their own, which
   * has no name any more while it is read.
   *
   * @param header of what was recorded
   * @throws BadInput when there is nothing to be shown
   * @throws IOException when there is no room for them
   */
  public static RecordedPage of(Ring ring, Header header, ZoneId zone) throws IOException {
    Path file = Files.createTempFile("conctop-", ".rec");
    try {
      ring.save(Files.newByteChannel(file, StandardOpenOption.WRITE), header);
      try (Recording recording = Recording.open(file)) {
        Files.delete(file);
        return of(recording, Optional.empty(), Optional.empty(), zone);
      }
    } catch (NotARecording e) {
      throw new IOException(e.getMessage(), e);
    } finally {
      Files.deleteIfExists(file);
    }
  }
}
