package dev.conctop.app.fleet;

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
  private final TableJudge tables = new TableJudge();

  /** What the state was told. */
  private Watched watched = new Watched.Machine();

  /** What is watched there by now. */
  private Watched there = new Watched.Machine();

  /**
   * The same for a screen, which may have gone on while this was on its way: what is of a process
   * that was left, or of the machine when a process was opened, is not told any more.
   *
   * @param process whether a process of that machine is to be seen
   */
  void take(Entry entry, boolean process, Consumer<Msg> to) {
    if (entry instanceof Entry.Begins(long _, Watched what)) {
      there = what;
    }
    boolean asked = there instanceof Watched.Process == process;
    boolean ofMachine = entry instanceof Entry.Seen seen && !isOfProcess(seen.fact());
    if (asked || ofMachine || entry instanceof Entry.Lost || entry instanceof Entry.Gap) {
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
        if (!what.equals(watched)) {
          watched = what;
          to.accept(new Msg.Tick(nanos));
          to.accept(new Msg.Begun(Optional.empty(), target(what)));
        }
      }
      case Entry.Lost lost ->
          to.accept(new Msg.Notice(lost.facts() + " facts were left out: the line is too slow"));
      case Entry.Gap gap -> to.accept(new Msg.Notice("a gap: " + gap.why()));
    }
  }

  private static Optional<Target> target(Watched what) {
    return what instanceof Watched.Process process
        ? Optional.of(new Target(process.pid(), process.name()))
        : Optional.empty();
  }
}
