package dev.conctop.state;

import dev.conctop.catalog.RunSpec;
import dev.conctop.catalog.scenario.Scenario;
import dev.conctop.experiment.BlockFigures;
import dev.conctop.sample.Fact;
import dev.conctop.state.fleet.HostRow;
import dev.conctop.state.keys.Key;
import dev.conctop.state.seen.Contest;
import dev.conctop.state.seen.Curve;
import dev.conctop.state.seen.Lesson;
import dev.conctop.state.seen.Playback;
import dev.conctop.state.seen.Target;
import dev.conctop.state.ui.Page;
import dev.conctop.state.ui.SaveOutcome;
import dev.conctop.state.ui.table.ProcessColumn;
import dev.conctop.state.ui.table.ThreadOrder;
import dev.conctop.tour.Reading;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/** Everything that can happen to the state. */
public sealed interface Msg {
  /** A source learned something. */
  record Observed(Fact fact) implements Msg {}

  /**
   * Of a recording, or of another machine: something else was watched from now on; nothing is the
   * whole machine.
   *
   * @param scenario what the run is to show, if it is one of the scenarios
   */
  record Begun(Optional<RunSpec> run, Optional<Target> target, Optional<Scenario> scenario)
      implements Msg {
    /** What is no scenario. */
    public Begun(Optional<RunSpec> run, Optional<Target> target) {
      this(run, target, Optional.empty());
    }
  }

  /** Of a recording: several subjects in turns are watched from now on; one of both is there. */
  record Experiment(Optional<Contest> contest, Optional<Curve> curve) implements Msg {}

  /** The last minutes, which are played, show another moment. */
  record PastMoved() implements Msg {}

  /** What was seen some time ago; the screen shows it while collection goes on. */
  record Rewound(State.Frozen then) implements Msg {}

  /**
   * Of a recording: another moment.
   *
   * @param past what was known then; nobody else may use its state again
   */
  record Sought(Past past) implements Msg {
    /** All that was known at a moment. */
    public record Past(State state) {
      /** The same as it is for who looks at it now. */
      public State at(State now) {
        return state.kept(now);
      }
    }
  }

  /** Of a recording: how it is played, and what is known of the whole. */
  record Played(Playback playback) implements Msg {}

  /** What is known of several machines; the page of these takes it. */
  record HostsSeen(List<HostRow> rows) implements Msg {
    public HostsSeen {
      rows = List.copyOf(rows);
    }
  }

  record KeyPressed(Key key) implements Msg {}

  /** What the block that has just ended gave. */
  record BlockMeasured(BlockFigures figures) implements Msg {}

  /**
   * What is predicted of arms that have not run.
   *
   * @param arms which they are
   * @param throughputs of each, tasks a second; empty where nothing is predicted
   */
  record Foreseen(List<RunSpec> arms, List<OptionalDouble> throughputs) implements Msg {
    public Foreseen {
      arms = List.copyOf(arms);
      throughputs = List.copyOf(throughputs);
    }
  }

  /** What a tour's run that has just ended has told. */
  record TrialRead(Reading reading) implements Msg {}

  /** The experiment is to end with what is known. */
  record StopContest(String why) implements Msg {}

  /**
   * A mouse button or wheel.
   *
   * @param column from 0
   * @param row from 0
   */
  record Mouse(Action action, int column, int row) implements Msg {
    /** What the mouse did. */
    public enum Action {
      PRESS,
      RELEASE,
      WHEEL_UP,
      WHEEL_DOWN
    }
  }

  /** A list's row was clicked; one that is chosen already opens. */
  record RowClicked(int index) implements Msg {}

  /** A head of the table of processes was clicked. */
  record HeadClicked(ProcessColumn column) implements Msg {}

  /** A head of the list of threads was clicked. */
  record ThreadHeadClicked(ThreadOrder.Column column) implements Msg {}

  /** A page's name was clicked. */
  record PageClicked(Page page) implements Msg {}

  /** Text pasted into the terminal; never taken as key presses. */
  record Pasted(String text) implements Msg {}

  record Resized(int columns, int rows) implements Msg {}

  /** Time passes. */
  record Tick(long nanos) implements Msg {}

  /** The user or the system wants the program to end. */
  record Quit(int exitCode) implements Msg {}

  /** What became of each thing that the run's scenario expects. */
  record Judged(List<Lesson.Outcome> outcomes) implements Msg {
    public Judged {
      outcomes = List.copyOf(outcomes);
    }
  }

  /** What became of the wish to save the settings. */
  record SettingsSaved(SaveOutcome outcome) implements Msg {}

  /** An effect failed; shown as one line. */
  record Notice(String text) implements Msg {}
}
