package dev.conctop.app.recording.part;

import dev.conctop.catalog.parameter.BadInput;
import dev.conctop.record.Header;
import dev.conctop.record.Recording;
import dev.conctop.record.fact.Entry;
import dev.conctop.record.fact.Watched;
import dev.conctop.report.host.HostSeen;
import dev.conctop.sample.CpuLimit;
import dev.conctop.sample.HostSample;
import dev.conctop.sample.MachineInfo;
import dev.conctop.sample.ObserverCost;
import dev.conctop.sample.ThreadsSample;
import dev.conctop.sample.figure.CauseRate;
import dev.conctop.sample.figure.Figure;
import dev.conctop.state.State;
import dev.conctop.state.past.total.ThreadTotals;
import dev.conctop.state.seen.Observed;
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
  private static final Figure NOT_RECORDED = Figure.na("it was not recorded");

  /** Is told what is taken in, while it is. */
  interface Along {
    /**
     * What of the recording is gone over, by the clock of its stamps; before anything else is told.
     */
    void begins(long firstNanos, long lastNanos);

    /**
     * An entry of that part; what counts since the beginning counts since the part's.
     *
     * @param after the state with it
     */
    void taken(Entry entry, State after);
  }

  private static final class Alone implements Along {
    @Override
    public void begins(long firstNanos, long lastNanos) {}

    @Override
    public void taken(Entry entry, State after) {}
  }

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
    return of(recording, from, to, zone, new Alone());
  }

  static Replayed of(
      Recording recording, Optional<String> from, Optional<String> to, ZoneId zone, Along along)
      throws IOException {
    Replayed replayed = of(RecordedPart.of(recording, from, to, zone), along);
    boolean whole = from.isEmpty() && to.isEmpty();
    if (!whole && replayed.isExperiment()) {
      throw new BadInput(
          "what is told of a comparison or a sweep rests on all of its blocks: it has no parts");
    }
    return replayed;
  }

  /** Whether several runs were compared. */
  boolean isExperiment() {
    return watched instanceof Watched.Race || watched instanceof Watched.Sweep;
  }

  /** A part of it. */
  static Replayed of(RecordedPart part, Along along) throws IOException {
    along.begins(part.beginNanos(), part.endNanos());
    ThreadTotals threads = new ThreadTotals();
    RecordedPart.Reading read =
        part.read(
            Ui.initial(Page.OVERVIEW, 0),
            true,
            (entry, after) -> {
              along.taken(entry, after);
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

  /**
   * The machine as it was seen.
   *
   * @throws BadInput when it never was
   */
  public HostSeen machine() {
    Observed known = state.observed();
    HostSample host =
        known.host().orElseThrow(() -> new BadInput("there is no look in that recording"));
    return new HostSeen(
        known
            .machine()
            .orElseGet(
                () -> new MachineInfo(header.host(), "", 0, header.cores(), NOT_RECORDED, "")),
        host,
        known.processes(),
        known.devices(),
        state.history().disks(),
        known.limit().orElseGet(() -> new CpuLimit(0, NOT_RECORDED, NOT_RECORDED, NOT_RECORDED)),
        known
            .cost()
            .orElseGet(() -> new ObserverCost(NOT_RECORDED, 0, 0, 0, "", CauseRate.none())));
  }
}
