package dev.conctop.state.effect;

import dev.conctop.catalog.RunSpec;
import dev.conctop.sample.SubjectEvent;
import dev.conctop.state.seen.Target;
import dev.conctop.state.ui.PlayOrder;
import java.util.List;
import java.util.Map;

/** What is to be done outside of the state; {@link Update} names it, the app does it. */
public sealed interface Effect {
  /** Ends the present run if there is one and starts this one. */
  record StartRun(RunSpec spec) implements Effect {}

  /**
   * Ends the present run if there is one and starts these, which rest until they are told to go.
   */
  record StartArms(List<RunSpec> slots) implements Effect {}

  /** One of the arms works for a block. */
  record Go(int slot, long settleNanos, long nanos) implements Effect {}

  /** Turns one of the arms, for the blocks to come. */
  record TurnArm(int slot, Knob knob, double value) implements Effect {}

  /** A new process takes the place of this arm's, which rests and is ended. */
  record Renew(int slot) implements Effect {}

  /** A block is over: its figures are to be read from the state, {@link Msg.BlockMeasured}. */
  record ReadBlock(SubjectEvent.BlockEnded ended) implements Effect {}

  /** A tour's run is over: its figure is to be read from the state, {@link Msg.TrialRead}. */
  record ReadTrial() implements Effect {}

  /** The arms are needed no longer. */
  record EndArms() implements Effect {}

  /** Ends the present run if there is one and watches this process. */
  record Attach(Target target) implements Effect {}

  /** Watches the machine alone. */
  record Release() implements Effect {}

  /** Asks the JVMs watched what their threads do. */
  record Dump() implements Effect {}

  /**
   * Asks for a thread's whole stack.
   *
   * @param askedNanos comes back with the answer
   */
  record AskStack(int pid, int tid, long askedNanos) implements Effect {}

  /** Tells the subject a new number of workers or tasks in flight, a rate, or a switch interval. */
  record Turn(Knob knob, double value) implements Effect {}

  /** What can be turned while a run goes on. */
  enum Knob {
    WORKERS,
    IN_FLIGHT,
    RATE,
    /** Of interpreter locks, ns. */
    SWITCH_INTERVAL
  }

  /** Writes the last minutes into a file. */
  record SaveRing() implements Effect {}

  /** Writes what was seen so far as a page to be looked at. */
  record SaveReport() implements Effect {}

  /** Plays the recording otherwise; on a live screen the last minutes. */
  record Play(PlayOrder order) implements Effect {}

  /** The last minutes are left; what is live is shown. */
  record ToNow() implements Effect {}

  /** Looks and draws this often from now on. */
  record SetInterval(long nanos) implements Effect {}

  /**
   * Looks so from now on.
   *
   * @param theme by name
   */
  record SetLook(String theme, boolean ascii, boolean mouse) implements Effect {}

  /**
   * Looks up the causes of waits so often from now on.
   *
   * @param hz times a second
   * @param mostCost the share of a core that it may cost, 0 to 1
   */
  record SetCauses(double hz, double mostCost) implements Effect {}

  /** Asks JVMs from now on, or no longer. */
  record SetDeep(boolean deep) implements Effect {}

  /**
   * Writes settings into the user's file; {@link Msg.SettingsSaved} says what became of it.
   *
   * @param values key → value as TOML
   */
  record SaveSettings(Map<String, String> values) implements Effect {}

  /** Gives the terminal back and stops until continued. */
  record Suspend() implements Effect {}

  /** Draws every cell again. */
  record Redraw() implements Effect {}

  record Exit(int code) implements Effect {}
}
