package dev.conctop.app.recording;

import dev.conctop.catalog.BadInput;
import dev.conctop.record.Header;
import dev.conctop.record.Recording;
import dev.conctop.record.fact.Entry;
import dev.conctop.record.fact.Watched;
import dev.conctop.sample.ThreadsSample;
import dev.conctop.state.State;
import dev.conctop.state.past.ThreadTotals;
import dev.conctop.state.ui.Page;
import dev.conctop.state.ui.Ui;
import java.io.IOException;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;

/**
 * A recording, or a part of it, as it would have been seen live at its end.
 *
 * @param watched what was watched at its end
 * @param threads what its threads did, of a process that was watched
 * @param fromNanos its first moment, ns since 1970
 * @param toNanos its last moment, ns since 1970
 * @param gaps what cannot be read, or was not recorded, one line each
 * @param ended whether the recording was ended as it should
 */
public record Replayed(
    Header header,
    Watched watched,
    State state,
    ThreadTotals threads,
    long fromNanos,
    long toNanos,
    List<String> gaps,
    boolean ended) {
  /**
   * Reads a recording.
   *
   * @param from the first moment, as written; empty: from the beginning
   * @param to the last, as written; empty: to the end
   * @throws BadInput when they are no moments of it
   * @throws IOException when the file cannot be read
   */
  public static Replayed of(
      Recording recording, Optional<String> from, Optional<String> to, ZoneId zone)
      throws IOException {
    RecordedPart part = RecordedPart.of(recording, from, to, zone);
    ThreadTotals threads = new ThreadTotals();
    RecordedPart.Reading read =
        part.read(
            Ui.initial(Page.OVERVIEW, 0),
            true,
            (entry, _) -> {
              if (entry instanceof Entry.Seen(long _, ThreadsSample sample)) {
                threads.add(sample);
              }
            });
    return new Replayed(
        part.header(),
        read.watched(),
        read.state(),
        threads,
        part.wallNanos(part.beginNanos()),
        part.wallNanos(part.endNanos()),
        part.gaps(),
        part.isEnded());
  }
}
