package dev.conctop.report;

import dev.conctop.report.diagnose.Diagnosed;
import dev.conctop.sample.Fact;
import dev.conctop.sample.HostTotals;
import dev.conctop.sample.ThreadsSample;
import dev.conctop.sample.figure.Budget;
import dev.conctop.sample.figure.Fidelity;
import dev.conctop.sample.figure.Figure;
import dev.conctop.sample.figure.Part;
import dev.conctop.sample.figure.Pid;
import dev.conctop.sample.figure.Role;
import dev.conctop.sample.host.CoreUse;
import dev.conctop.sample.thread.ProcessUse;
import dev.conctop.sample.thread.ThreadRow;
import dev.conctop.state.Msg;
import dev.conctop.state.State;
import dev.conctop.state.keys.KeyBindings;
import dev.conctop.state.past.total.ThreadTotals;
import dev.conctop.state.seen.Target;
import dev.conctop.state.ui.Page;
import dev.conctop.state.ui.Ui;
import dev.conctop.state.update.Update;
import java.util.List;

/** A made-up process of one thread that is watched, by its own clock. */
public final class Watched {
  private static final long MS = 1_000_000;
  private final Update update = new Update(KeyBindings.defaults(), 2);
  private final ThreadTotals threads = new ThreadTotals();
  private State state =
      State.attached(Ui.initial(Page.OVERVIEW, 100 * MS), new Target(new Pid(77), "server"), 1);
  private long wall;
  private long cpu;

  Watched see(Fact fact) {
    state = update.apply(state, new Msg.Observed(fact)).state();
    return this;
  }

  /** Some ms in a wait and some on a core. */
  public Watched pass(Part wait, long waitMs, long cpuMs) {
    Budget budget = new Budget();
    budget.add(wait, waitMs * MS, Fidelity.SAMPLED);
    budget.add(Part.ON_CPU, cpuMs * MS, Fidelity.EXACT);
    budget.addWall((waitMs + cpuMs) * MS);
    wall += (waitMs + cpuMs) * MS;
    cpu += cpuMs * MS;
    ThreadRow row =
        new ThreadRow(
            77, 77, "pool-1", Role.WORKER, wait, Fidelity.SAMPLED, budget, 0, 10, "recvfrom");
    ThreadsSample sample =
        new ThreadsSample(
            wall,
            (waitMs + cpuMs) * MS,
            budget.copy(),
            new Budget(),
            List.of(row),
            new ProcessUse(
                1,
                1,
                Figure.exact(cpu),
                Figure.estimated(10),
                Figure.na("no switches in status"),
                Figure.exact(1 << 20)),
            0);
    threads.add(sample);
    see(sample);
    return see(
        new HostTotals(
            wall,
            List.of(new CoreUse(0, 0.1, 0.1, 0, 0, 0.8), new CoreUse(1, 0.1, 0.1, 0, 0, 0.8)),
            Figure.estimated(0.3)));
  }

  public Diagnosed found() {
    return Diagnosed.of(state, threads);
  }
}
