package dev.conctop.app.fleet;

import dev.conctop.record.fact.Entry;
import dev.conctop.report.diagnose.Diagnosed;
import dev.conctop.report.host.HostSeen;
import dev.conctop.sample.CpuLimit;
import dev.conctop.sample.HostTotals;
import dev.conctop.sample.MachineInfo;
import dev.conctop.sample.ObserverCost;
import dev.conctop.sample.ThreadsSample;
import dev.conctop.sample.figure.CauseRate;
import dev.conctop.sample.figure.Figure;
import dev.conctop.state.State;
import dev.conctop.state.keys.KeyBindings;
import dev.conctop.state.past.total.ThreadTotals;
import dev.conctop.state.seen.Observed;
import dev.conctop.state.seen.Stage;
import dev.conctop.state.ui.Page;
import dev.conctop.state.ui.Ui;
import dev.conctop.state.update.Update;
import java.util.Optional;

/** What one host has told so far, for a report. Confined to one thread. */
final class There {
  private static final Figure UNTOLD = Figure.na("it was not told");

  /** How much longer a JVM is waited for that is counting its virtual threads. */
  private static final long COUNTS_NANOS = 10_000_000_000L;

  private final Update update = new Update(KeyBindings.defaults(), 1);
  private final Told told = new Told();
  private final ThreadTotals threads = new ThreadTotals();
  private State state;
  private long looks;
  private long firstStamp;
  private long lastStamp;

  There(long nowNanos) {
    state = State.initial(Ui.initial(Page.HOST, 0), Optional.empty(), nowNanos);
  }

  void take(Entry entry) {
    told.take(entry, msg -> state = update.apply(state, msg).state());
    if (!(entry instanceof Entry.Seen seen)) {
      return;
    }
    if (seen.fact() instanceof ThreadsSample sample && state.target().isPresent()) {
      threads.add(sample);
    }
    if (seen.fact() instanceof ObserverCost) {
      looks++;
      firstStamp = looks == 1 ? entry.nanos() : firstStamp;
      lastStamp = entry.nanos();
    }
  }

  /** Whether the machine was looked at for so long. */
  boolean sawMachineFor(long nanos) {
    // The first table of processes has no rates.
    return looks >= 3 && lastStamp - firstStamp >= nanos && state.observed().host().isPresent();
  }

  /** Whether the process was watched for so long, or is no more. */
  boolean watchedFor(long nanos) {
    long wall = state.observed().hostTotals().map(HostTotals::wallNanos).orElse(0L);
    boolean counting =
        state.observed().jvms().all().stream().anyMatch(jvm -> jvm.newest().groups().isUnderWay());
    return state.target().isPresent()
        && (state.stage() instanceof Stage.Died
            || wall >= nanos + COUNTS_NANOS
            || wall >= nanos && !counting);
  }

  /** Why the process cannot be watched; empty when it can. */
  Optional<String> refused() {
    return state.target().isEmpty() && state.stage() instanceof Stage.Died died
        ? Optional.of(died.what())
        : Optional.empty();
  }

  Diagnosed diagnosed() {
    return Diagnosed.of(state, threads);
  }

  /**
   * The machine.
   *
   * @param name what it is called when it does not say that itself
   */
  HostSeen seen(String name) {
    Observed known = state.observed();
    return new HostSeen(
        known.machine().orElseGet(() -> new MachineInfo(name, "", 0, 0, UNTOLD, "")),
        known.host().orElseThrow(),
        known.processes(),
        known.devices(),
        state.history().disks(),
        known.limit().orElseGet(() -> new CpuLimit(0, UNTOLD, UNTOLD, UNTOLD)),
        known.cost().orElseGet(() -> new ObserverCost(UNTOLD, 0, 0, 0, "", CauseRate.none())));
  }
}
