package dev.conctop.app.recording;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.conctop.app.recording.deck.Plans;
import dev.conctop.app.recording.part.Replayed;
import dev.conctop.diagnosis.Diagnosis;
import dev.conctop.experiment.sweep.MadeUpSweep;
import dev.conctop.experiment.sweep.SweepPlan;
import dev.conctop.record.Recording;
import dev.conctop.record.Written;
import dev.conctop.record.fact.Entry;
import dev.conctop.report.compare.BlockReader;
import dev.conctop.report.sweep.SweepJson;
import dev.conctop.sample.Fact;
import dev.conctop.sample.HostSample;
import dev.conctop.sample.ObserverCost;
import dev.conctop.sample.SubjectEvent;
import dev.conctop.sample.TaskFrame;
import dev.conctop.sample.figure.CauseRate;
import dev.conctop.sample.figure.Fidelity;
import dev.conctop.sample.figure.Figure;
import dev.conctop.sample.figure.Pid;
import dev.conctop.sample.host.CoreUse;
import dev.conctop.sample.host.Pressure;
import dev.conctop.sample.task.LatencyInterval;
import dev.conctop.sample.task.Phase;
import dev.conctop.sample.task.Series;
import dev.conctop.sample.task.TaskCounts;
import dev.conctop.sample.task.TaskWait;
import dev.conctop.sample.task.ValueCounts;
import dev.conctop.state.Msg;
import dev.conctop.state.State;
import dev.conctop.state.Step;
import dev.conctop.state.effect.Effect;
import dev.conctop.state.keys.KeyBindings;
import dev.conctop.state.seen.Curve;
import dev.conctop.state.ui.Page;
import dev.conctop.state.ui.Ui;
import dev.conctop.state.update.Update;
import dev.conctop.view.Golden;
import dev.conctop.view.Views;
import dev.conctop.view.canvas.Canvas;
import dev.conctop.view.canvas.Glyphs;
import dev.conctop.view.canvas.Look;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A sweep that was recorded has the page and the document that it had live. */
class SweepReplayTest {
  private static final long LOOK = 100_000_000L;
  private static final long SECOND = 1_000_000_000L;
  private static final int CORES = 8;
  private static final Figure NONE = Figure.exact(0);

  @TempDir Path directory;

  private final List<Entry> entries = new ArrayList<>();
  private final Update update = new Update(KeyBindings.defaults(), CORES);
  private final Deque<Effect.Go> asked = new ArrayDeque<>();
  private State state = State.initial(Ui.initial(Page.OVERVIEW, 0), Optional.empty(), 0);
  private long nanos = 5 * SECOND;
  private long sequence;

  private void post(Msg msg) {
    Step step = update.apply(state, msg);
    state = step.state();
    for (Effect effect : step.effects()) {
      if (effect instanceof Effect.Go go) {
        asked.add(go);
      } else if (effect instanceof Effect.ReadBlock read) {
        post(new Msg.BlockMeasured(BlockReader.of(state, read.ended())));
      }
    }
  }

  private void tell(Fact fact) {
    entries.add(new Entry.Seen(nanos, fact));
    post(new Msg.Observed(fact));
  }

  private void look() {
    nanos += LOOK;
    tell(
        new HostSample(
            nanos,
            LOOK,
            List.of(new CoreUse(0, 0.5, 0.1, 0, 0, 0.4)),
            Fidelity.EXACT,
            new Pressure(NONE, NONE, NONE, NONE),
            NONE,
            NONE,
            NONE));
    tell(new ObserverCost(NONE, 1, 1, 0, "", CauseRate.none()));
  }

  /** A block in which four workers do no more than three. */
  private void block(Effect.Go go) {
    Curve curve = state.curve().orElseThrow();
    long perLook = (long) (10 * Math.min(3, curve.value()));
    SubjectEvent.Hello hello = new SubjectEvent.Hello(new Pid(7), "HotSpot", "25", false);
    tell(new SubjectEvent.BlockBegins(go.slot(), hello));
    long done = 0;
    long phaseNanos = 0;
    while (phaseNanos < Math.max(go.nanos(), LOOK)) {
      look();
      phaseNanos += LOOK;
      done += perLook + phaseNanos / LOOK % 2;
      Histogram histogram = new Histogram(1, Series.HIGHEST_NANOS, Series.DIGITS);
      histogram.recordValueWithCount(20_000_000, perLook);
      tell(
          new TaskFrame(
              sequence++,
              nanos,
              Phase.MEASURE,
              phaseNanos,
              counts(done),
              List.of(new LatencyInterval(Series.RESPONSE, ValueCounts.of(histogram), 0)),
              Map.of(),
              Map.of(),
              List.of()));
    }
    tell(
        new SubjectEvent.BlockEnded(
            go.slot(), phaseNanos, counts(done), Map.of(), Figure.exact(1e8)));
    tell(new SubjectEvent.Rests(go.slot()));
  }

  private static TaskCounts counts(long done) {
    long[] in = new long[TaskWait.count()];
    in[TaskWait.NETWORK.ordinal()] = done * 20_000_000;
    return new TaskCounts(done, done, 0, 0, new long[TaskWait.count()], in);
  }

  private static String page(State shown) {
    Canvas canvas = new Canvas(120, 40);
    State seen = shown.withUi(Ui.initial(Page.COMPARE, 0).withSize(120, 40));
    Views.draw(
        seen, Diagnosis.live(seen), canvas, new Look(Glyphs.UNICODE, KeyBindings.defaults()));
    return Golden.text(canvas);
  }

  @Test
  void theReplayHasThePageAndTheDocument() throws Exception {
    SweepPlan plan = MadeUpSweep.plan("workers=1,2,4", 600 * SECOND, "");
    entries.add(new Entry.Begins(nanos, Plans.written(plan)));
    post(new Msg.Tick(nanos));
    post(new Msg.Experiment(Optional.empty(), Optional.of(Curve.of(plan, nanos))));
    tell(new SubjectEvent.ArmsBegin());
    for (int slot = 0; slot < plan.arms().size(); slot++) {
      tell(new SubjectEvent.Rests(slot));
    }
    int blocks = 0;
    while (!state.curve().orElseThrow().isOver() && !asked.isEmpty() && blocks < 200) {
      block(asked.remove());
      blocks++;
    }
    assertTrue(blocks > 5, blocks + " blocks");
    Path file = Written.to(directory.resolve("sweep"), entries);
    try (Recording recording = Recording.open(file)) {
      Replayed replayed =
          Replayed.of(recording, Optional.empty(), Optional.empty(), ZoneOffset.UTC);
      Curve live = state.curve().orElseThrow();
      Curve again = replayed.state().curve().orElseThrow();
      assertEquals(SweepJson.of(live.swept()), SweepJson.of(again.swept()));
      assertEquals(page(state), page(replayed.state()));
    }
  }
}
