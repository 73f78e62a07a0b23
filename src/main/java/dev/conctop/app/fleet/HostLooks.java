package dev.conctop.app.fleet;

import dev.conctop.catalog.Secrets;
import dev.conctop.diagnosis.MachineVerdict;
import dev.conctop.diagnosis.Verdict;
import dev.conctop.sample.CpuLimit;
import dev.conctop.sample.DevicesSample;
import dev.conctop.sample.Fact;
import dev.conctop.sample.HostSample;
import dev.conctop.sample.MachineInfo;
import dev.conctop.sample.ObserverCost;
import dev.conctop.sample.ProcessTable;
import dev.conctop.sample.figure.CleanText;
import dev.conctop.sample.figure.Figure;
import dev.conctop.sample.thread.ProcessRow;
import dev.conctop.state.fleet.HostRow;
import dev.conctop.state.seen.Observed;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** What is kept of a machine that has not the screen: its last look, and what that comes to. */
final class HostLooks {
  private static final int LONGEST_NAME = 60;

  /** Cores' worth from which on a process is worth naming. */
  private static final double SOME = 0.05;

  private Observed seen = Observed.nothing();
  private Optional<HostRow.Look> look = Optional.empty();
  private boolean news;

  /** Takes what is about the machine; all else is passed over. */
  void take(Fact fact) {
    news = true;
    switch (fact) {
      case HostSample host -> seen = seen.with(host);
      case ProcessTable table -> seen = seen.with(table);
      case DevicesSample devices -> seen = seen.with(devices);
      case CpuLimit limit -> seen = seen.with(limit);
      case MachineInfo machine -> seen = seen.with(machine);
      case ObserverCost cost -> seen = seen.with(cost);
      default -> {
        // Of a process that is watched: who has the screen has it.
      }
    }
  }

  /** Whether there was a look, to its end: what it cost is the last that is said of it. */
  boolean isWhole() {
    return seen.cost().isPresent();
  }

  Observed seen() {
    return seen;
  }

  /** The last look; empty before the first. */
  Optional<HostRow.Look> look() {
    if (news && seen.host().isPresent()) {
      look = Optional.of(made(seen.host().get()));
    }
    news = false;
    return look;
  }

  private HostRow.Look made(HostSample host) {
    Verdict verdict =
        MachineVerdict.of(seen.host(), seen.processes(), seen.devices(), seen.limit());
    List<ProcessRow> rows = seen.processes().map(ProcessTable::rows).orElse(List.of());
    return new HostRow.Look(
        host,
        seen.processes(),
        new HostRow.Judgement(
            verdict.kind().word(), verdict.cause(), trouble(verdict.kind()), verdict.evidence()),
        queue(),
        rows.stream()
            .max(Comparator.comparingDouble(HostLooks::load))
            .filter(row -> load(row) >= SOME)
            .map(row -> new HostRow.Worst(row.pid(), name(row), value(row.onCpu()))));
  }

  private Figure queue() {
    if (seen.processes().isEmpty()) {
      return Figure.na("its processes are not read");
    }
    double sum = 0;
    for (ProcessRow row : seen.processes().get().rows()) {
      sum += value(row.runQueue());
    }
    return Figure.estimated(sum);
  }

  private static double load(ProcessRow row) {
    return value(row.onCpu()) + value(row.runQueue());
  }

  private static double value(Figure figure) {
    return figure.known() && Double.isFinite(figure.value()) ? figure.value() : 0;
  }

  private static String name(ProcessRow row) {
    String brief = Secrets.maskedWords(row.names().brief());
    return CleanText.clean(brief.isBlank() ? row.name() : brief, LONGEST_NAME);
  }

  /** What is most to be looked at has the largest number. */
  private static int trouble(Verdict.Kind kind) {
    return switch (kind) {
      case IDLE -> 0;
      case CANNOT_TELL -> 1;
      case MIXED -> 2;
      case LOCK_BOUND -> 3;
      case IO_WAITING -> 4;
      case CPU_SATURATED -> 5;
      case THROTTLED -> 6;
    };
  }
}
