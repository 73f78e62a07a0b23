package dev.conctop.app.fleet;

import dev.conctop.catalog.parameter.BadInput;
import dev.conctop.catalog.scenario.Scenario;
import dev.conctop.diagnosis.TableJudge;
import dev.conctop.record.fact.Entry;
import dev.conctop.record.fact.Watched;
import dev.conctop.sample.CpuLimit;
import dev.conctop.sample.DevicesSample;
import dev.conctop.sample.Fact;
import dev.conctop.sample.HostSample;
import dev.conctop.sample.HostTotals;
import dev.conctop.sample.JvmSample;
import dev.conctop.sample.MachineInfo;
import dev.conctop.sample.ObserverCost;
import dev.conctop.sample.ProcessTable;
import dev.conctop.sample.SubjectEvent;
import dev.conctop.sample.TaskFrame;
import dev.conctop.sample.ThreadStack;
import dev.conctop.sample.ThreadsSample;
import dev.conctop.state.Msg;
import dev.conctop.state.seen.Target;
import java.util.Optional;
import java.util.function.Consumer;

/** What the entries of a feed mean to a state. Confined to one thread. */
final class Told {
  /** What is to be seen of a machine. */
  enum Asked {
    MACHINE,
    PROCESS,
    RUN;

    private boolean is(Watched what) {
      return switch (what) {
        case Watched.Machine _ -> this == MACHINE;
        case Watched.Process _ -> this == PROCESS;
        case Watched.Run _ -> this == RUN;
        case Watched.Race _, Watched.Sweep _ -> false;
      };
    }
  }

  private final TableJudge tables = new TableJudge();
  private final int cores;
  private final Optional<Scenario> scenario;

  /** What the state was told. */
  private Watched watched = new Watched.Machine();

  /** What is watched there by now. */
  private Watched there = new Watched.Machine();

  /** Whether something was asked for that has not begun there yet. */
  private boolean pending;

  /** Of a machine on which nothing is run. */
  Told() {
    this(1, Optional.empty());
  }

  /**
   * @param cores that may be used there
   * @param scenario what runs there are to show, if that is one
   */
  Told(int cores, Optional<Scenario> scenario) {
    this.cores = cores;
    this.scenario = scenario;
  }

  /** Something else was asked for: what was watched before is not told any more. */
  void pending() {
    pending = true;
  }

  /**
   * The same for a screen, which may have gone on while this was on its way: what is of a process
   * that was left, or of the machine when a process was opened, is not told any more.
   */
  void take(Entry entry, Asked asked, Consumer<Msg> to) {
    if (entry instanceof Entry.Begins(long _, Watched what)) {
      there = what;
      pending &= !asked.is(what);
    }
    if (entry instanceof Entry.Seen(long _, SubjectEvent.Died died) && died.refused()) {
      pending = false;
      take(entry, to);
      return;
    }
    boolean ofMachine = entry instanceof Entry.Seen seen && !isOfProcess(seen.fact());
    boolean current = asked.is(there) && !pending;
    if (current || ofMachine || entry instanceof Entry.Lost || entry instanceof Entry.Gap) {
      take(entry, to);
    }
  }

  private static boolean isOfProcess(Fact fact) {
    return switch (fact) {
      case ThreadsSample _,
          HostTotals _,
          JvmSample _,
          ThreadStack _,
          TaskFrame _,
          CpuLimit _,
          SubjectEvent _ ->
          true;
      case HostSample _, ProcessTable _, DevicesSample _, MachineInfo _, ObserverCost _ -> false;
    };
  }

  void take(Entry entry, Consumer<Msg> to) {
    switch (entry) {
      case Entry.Seen seen -> to.accept(new Msg.Observed(tables.judged(seen.fact())));
      case Entry.Begins(long nanos, Watched what) -> {
        // The same run may be asked for again, and is another one.
        if (!what.equals(watched) || what instanceof Watched.Run) {
          watched = what;
          to.accept(new Msg.Tick(nanos));
          to.accept(begun(what, to));
        }
      }
      case Entry.Lost lost ->
          to.accept(new Msg.Notice(lost.facts() + " facts were left out: the line is too slow"));
      case Entry.Gap gap -> to.accept(new Msg.Notice("a gap: " + gap.why()));
    }
  }

  private Msg begun(Watched what, Consumer<Msg> to) {
    return switch (what) {
      case Watched.Process process ->
          new Msg.Begun(Optional.empty(), Optional.of(new Target(process.pid(), process.name())));
      case Watched.Run run -> {
        try {
          yield new Msg.Begun(Optional.of(run.request().check(cores)), Optional.empty(), scenario);
        } catch (BadInput | IllegalArgumentException | ArithmeticException e) {
          // Of a version that has other workloads; or it is no conctop at all.
          to.accept(new Msg.Notice("what runs there is not known here: " + e.getMessage()));
          yield new Msg.Begun(Optional.empty(), Optional.empty());
        }
      }
      case Watched.Machine _, Watched.Race _, Watched.Sweep _ ->
          new Msg.Begun(Optional.empty(), Optional.empty());
    };
  }
}
