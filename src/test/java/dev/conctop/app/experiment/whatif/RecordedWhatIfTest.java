package dev.conctop.app.experiment.whatif;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.conctop.app.recording.deck.Runs;
import dev.conctop.app.recording.part.RecordedPart;
import dev.conctop.catalog.RunRequest;
import dev.conctop.catalog.RunSpec;
import dev.conctop.catalog.parameter.BadInput;
import dev.conctop.experiment.predict.PastErrors;
import dev.conctop.experiment.predict.run.Calibration;
import dev.conctop.experiment.predict.run.WhatIf;
import dev.conctop.record.Recording;
import dev.conctop.record.Simulated;
import dev.conctop.record.Written;
import dev.conctop.record.fact.Entry;
import dev.conctop.record.fact.Watched;
import dev.conctop.report.whatif.WhatIfJson;
import dev.conctop.sample.Fact;
import dev.conctop.sample.HostTotals;
import dev.conctop.sample.TaskFrame;
import dev.conctop.sample.figure.Pid;
import dev.conctop.sample.task.TaskSample;
import dev.conctop.state.Msg;
import dev.conctop.state.State;
import dev.conctop.state.keys.KeyBindings;
import dev.conctop.state.ui.Page;
import dev.conctop.state.ui.Ui;
import dev.conctop.state.update.Update;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecordedWhatIfTest {
  private static final int CORES = 8;
  private static final int SECONDS = 12;

  @TempDir Path directory;

  private static final RunSpec SPEC =
      RunRequest.of("http-get", "thread-pool", Map.of()).check(CORES);

  private static List<Entry> entries(Watched watched, UnaryOperator<Fact> with) {
    Simulated facts = Simulated.run(16);
    List<Entry> entries = new ArrayList<>();
    entries.add(new Entry.Begins(facts.nanos(), watched));
    facts.tell(
        SECONDS * 10,
        entry ->
            entries.add(
                entry instanceof Entry.Seen(long nanos, Fact fact)
                    ? new Entry.Seen(nanos, with.apply(fact))
                    : entry));
    return entries;
  }

  private static Watched run() {
    return new Watched.Run(Runs.request(SPEC));
  }

  /** As it comes from a source, with so many of the tasks that were drawn by lot. */
  private static UnaryOperator<Fact> drawn(int most) {
    return fact ->
        fact instanceof TaskFrame frame
            ? new TaskFrame(
                    frame.sequence(),
                    frame.nanos(),
                    frame.phase(),
                    frame.phaseNanos(),
                    frame.tasks(),
                    frame.latencies(),
                    frame.errors(),
                    frame.gauges(),
                    frame.threads(),
                    frame.slow(),
                    frame.samples().subList(0, Math.min(most, frame.samples().size())))
                .rounded()
            : fact;
  }

  private RecordedPart part(List<Entry> entries) throws Exception {
    Path file = Written.to(directory.resolve("r"), entries);
    Recording recording = Recording.open(file);
    return RecordedPart.of(recording, Optional.empty(), Optional.empty(), ZoneOffset.UTC);
  }

  /** The same facts, taken in as a live run's are, block by block. */
  private static WhatIf live(List<Entry> entries) {
    Update update = new Update(KeyBindings.defaults(), CORES);
    State state = State.initial(Ui.initial(Page.OVERVIEW, 0), Optional.empty(), 0);
    state = update.apply(state, new Msg.Begun(Optional.of(SPEC), Optional.empty())).state();
    RecordedBlocks blocks =
        new RecordedBlocks(entries.getFirst().nanos(), entries.getLast().nanos());
    boolean ended = false;
    for (Entry entry : entries) {
      if (entry instanceof Entry.Seen(long _, Fact fact)) {
        state = update.apply(state, new Msg.Observed(fact)).state();
        // One block: what is compared here is what a task needs, not how a run is cut.
        ended |= fact instanceof HostTotals;
      }
    }
    assertTrue(ended);
    Measured measured = new Measured(SPEC, blocks.all(state));
    return measured.predicted(
        measured.needs(),
        Optional.empty(),
        Calibration.NONE,
        PastErrors.NONE,
        CORES,
        "as far as it was recorded");
  }

  private static Map<String, String> nowhere() {
    return Map.of();
  }

  @Test
  void whatIsPredictedIsWhatWouldBeFromTheSameTasksLive() throws Exception {
    List<Entry> entries = entries(run(), drawn(1));
    WhatIf recorded = RecordedWhatIf.of(part(entries), nowhere());
    WhatIf live = live(entries);
    assertTrue(recorded.needs().orElseThrow().sampled() > SECONDS * 9);
    assertEquals(
        live.needs().orElseThrow().allWaitNanos(),
        recorded.needs().orElseThrow().allWaitNanos(),
        live.needs().orElseThrow().allWaitNanos() / 1e9);
    assertEquals(live.needs().orElseThrow().calls(), recorded.needs().orElseThrow().calls(), 1e-9);
    assertEquals(live.forecasts().size(), recorded.forecasts().size());
    for (int i = 0; i < live.forecasts().size(); i++) {
      assertEquals(live.forecasts().get(i).label(), recorded.forecasts().get(i).label());
      assertEquals(
          live.forecasts().get(i).throughput().orElse(-1),
          recorded.forecasts().get(i).throughput().orElse(-1),
          1e-6,
          live.forecasts().get(i).label());
    }
  }

  @Test
  void aRunIsCutIntoBlocksThatComeToTheWhole() throws Exception {
    List<Entry> entries = entries(run(), drawn(16));
    WhatIf recorded = RecordedWhatIf.of(part(entries), nowhere());
    TaskFrame last =
        entries.stream()
            .map(entry -> entry instanceof Entry.Seen seen ? seen.fact() : null)
            .filter(TaskFrame.class::isInstance)
            .map(TaskFrame.class::cast)
            .reduce((_, newer) -> newer)
            .orElseThrow();
    assertTrue(recorded.needs().orElseThrow().blocks().size() >= 4);
    assertEquals(last.tasks().completed(), recorded.needs().orElseThrow().tasks());
    assertEquals(last.phaseNanos() / 1e9, recorded.seconds(), 1e-6);
    // Of sixteen one is recorded.
    assertEquals(SECONDS * 10, recorded.needs().orElseThrow().sampled());
    String json = WhatIfJson.of(recorded);
    assertTrue(json.contains("what its machine charges is not known here"), json);
  }

  @Test
  void withoutTasksThatWereSeenStepByStepNothingFollows() throws Exception {
    RecordedPart part = part(entries(run(), drawn(0)));
    BadInput e = assertThrows(BadInput.class, () -> RecordedWhatIf.of(part, nowhere()));
    assertTrue(String.valueOf(e.getMessage()).startsWith("no task was recorded step by step"));
    assertFalse(String.valueOf(e.getMessage()).contains("\n"));
  }

  @Test
  void ofSomebodyElsesProgramNothingFollows() throws Exception {
    RecordedPart part =
        part(entries(new Watched.Process(new Pid(4711), "java", false), fact -> fact));
    BadInput e = assertThrows(BadInput.class, () -> RecordedWhatIf.of(part, nowhere()));
    assertTrue(String.valueOf(e.getMessage()).startsWith("it is no recording of a run"));
  }

  /** Steps come back as they were; a frame without any takes no more room than it did. */
  @Test
  void aTaskIsRecordedAsItWas() throws Exception {
    List<Entry> entries = entries(run(), drawn(1));
    List<TaskSample> told = new ArrayList<>();
    part(entries).tell(entry -> collect(entry, told));
    List<TaskSample> given = new ArrayList<>();
    for (Entry entry : entries) {
      collect(entry, given);
    }
    assertEquals(given, told);
  }

  private static void collect(Entry entry, List<TaskSample> to) {
    if (entry instanceof Entry.Seen(long _, Fact fact) && fact instanceof TaskFrame frame) {
      to.addAll(frame.samples());
    }
  }
}
