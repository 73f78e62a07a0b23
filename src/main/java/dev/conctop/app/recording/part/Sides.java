package dev.conctop.app.recording.part;

import dev.conctop.catalog.RunRequest;
import dev.conctop.catalog.Secrets;
import dev.conctop.catalog.parameter.BadInput;
import dev.conctop.diagnosis.Diagnosis;
import dev.conctop.diagnosis.Verdict;
import dev.conctop.record.Recording;
import dev.conctop.record.fact.Entry;
import dev.conctop.record.fact.Watched;
import dev.conctop.report.diff.Side;
import dev.conctop.report.diff.Slices;
import dev.conctop.sample.Fact;
import dev.conctop.sample.HostTotals;
import dev.conctop.sample.figure.CleanText;
import dev.conctop.state.State;
import java.io.IOException;
import java.time.ZoneId;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** A recording, or a part of it, as one of two that are compared. */
public final class Sides {
  private static final int LONGEST_NAME = 200;

  private Sides() {}

  /**
   * Reads it.
   *
   * @param file its name, for people
   * @param from the first moment, as written; empty: from the beginning
   * @param to the last, as written; empty: to the end
   * @throws dev.conctop.catalog.parameter.BadInput when they are no moments of it
   * @throws IOException when the file cannot be read
   */
  public static Side of(
      Recording recording, String file, Optional<String> from, Optional<String> to, ZoneId zone)
      throws IOException {
    RecordedPart part = RecordedPart.of(recording, from, to, zone);
    Slices slices = new Slices(part.beginNanos(), part.endNanos());
    part.tell(
        entry -> {
          if (entry instanceof Entry.Seen(long nanos, Fact fact)) {
            slices.take(nanos, fact);
          }
        });
    Replayed replayed = Replayed.of(recording, from, to, zone);
    if (replayed.isExperiment()) {
      throw new BadInput(
          CleanText.clean(file, LONGEST_NAME)
              + " is of a comparison or a sweep: their arms stand beside each other already");
    }
    return new Side(
        CleanText.clean(file, LONGEST_NAME),
        replayed.header().writer(),
        replayed.header().host(),
        replayed.header().cores(),
        kind(replayed.watched()),
        what(replayed.watched()),
        asked(replayed.watched()),
        replayed.fromNanos(),
        replayed.toNanos(),
        verdict(replayed),
        replayed.gaps(),
        slices);
  }

  private static Verdict verdict(Replayed replayed) {
    State state = replayed.state();
    return replayed.watched() instanceof Watched.Machine
        ? Diagnosis.live(state)
        : Diagnosis.whole(
            state, state.observed().hostTotals().map(HostTotals::busy).orElse(Double.NaN));
  }

  private static String kind(Watched watched) {
    return switch (watched) {
      case Watched.Machine _ -> "machine";
      case Watched.Process _ -> "process";
      case Watched.Run _ -> "run";
      case Watched.Race _, Watched.Sweep _ -> "experiment";
    };
  }

  private static String what(Watched watched) {
    return switch (watched) {
      case Watched.Machine _ -> "";
      case Watched.Process process -> process.name();
      case Watched.Run run -> run.request().workload() + " under " + run.request().model();
      case Watched.Race race -> String.join(", ", race.plan().labels());
      case Watched.Sweep sweep -> sweep.request().workload() + " over " + sweep.plan().over();
    };
  }

  private static Map<String, String> asked(Watched watched) {
    Map<String, String> asked = new TreeMap<>();
    if (watched instanceof Watched.Run(RunRequest request)) {
      request.parameters().forEach((name, value) -> asked.put(name, Secrets.masked(name, value)));
      request.workers().ifPresent(workers -> asked.put("workers", "" + workers));
      request.ratePerSecond().ifPresent(rate -> asked.put("rate", "" + rate));
      if (request.ratePerSecond().isEmpty()) {
        request.inFlight().ifPresent(inFlight -> asked.put("in flight", "" + inFlight));
      }
    }
    return asked;
  }
}
