package dev.conctop.report.fleet;

import dev.conctop.diagnosis.MachineVerdict;
import dev.conctop.diagnosis.Verdict;
import dev.conctop.report.assertion.Outcome;
import dev.conctop.report.diagnose.Diagnosed;
import dev.conctop.report.host.HostSeen;
import dev.conctop.sample.figure.Figure;
import dev.conctop.state.fleet.Spread;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Several machines as text for people: a line each, then processes of one name. */
public final class FleetText {
  private static final int MOST_GROUPS = 15;
  private static final int LONGEST_HOST = 40;

  private final StringBuilder out = new StringBuilder();

  private FleetText() {}

  /**
   * The report, with an end of line.
   *
   * @param target the process that was asked for; empty: the machines themselves
   */
  public static String of(List<HostFound> hosts, Optional<String> target) {
    FleetText text = new FleetText();
    long failed = hosts.stream().filter(HostFound::isFailed).count();
    text.line(
        "%d %s%s%s",
        hosts.size(),
        hosts.size() == 1 ? "host" : "hosts",
        target.map(name -> ", " + name + " on each").orElse(""),
        failed == 0 ? "" : ", " + failed + " failed");
    text.line("");
    int wide =
        Math.min(
            LONGEST_HOST, hosts.stream().mapToInt(host -> host.name().length()).max().orElse(4));
    hosts.forEach(host -> text.host(host, wide));
    text.groups(FleetGroup.of(hosts));
    return text.out.toString();
  }

  private void line(String format, Object... values) {
    out.append(String.format(Locale.ROOT, format, values).stripTrailing()).append('\n');
  }

  private void host(HostFound host, int wide) {
    String name = String.format(Locale.ROOT, "%-" + Math.max(1, wide) + "s", host.name());
    if (host.isFailed()) {
      line(
          "%s  failed         %s%s",
          name, host.reason(), host.remedy().isEmpty() ? "" : "; " + host.remedy());
      return;
    }
    host.diagnosed().ifPresent(found -> diagnosed(name, found));
    host.seen().ifPresent(seen -> machine(name, seen));
    for (Outcome result : host.results()) {
      line(
          "%s  %s %s, %s",
          " ".repeat(Math.max(1, wide)),
          result.held() ? "holds " : "broken",
          result.written(),
          result.found());
    }
  }

  private void diagnosed(String name, Diagnosed found) {
    Figure cpu = found.used().cpuOverWall();
    line(
        "%s  %-14s pid %d, on cpu %s cores; %s%s",
        name,
        word(found.verdict()),
        found.target().pid().value(),
        cpu.known() ? String.format(Locale.ROOT, "%.2f", cpu.value()) : "n/a",
        String.join(", ", found.verdict().evidence()),
        found.ended() ? "; it has ended" : "");
  }

  private void machine(String name, HostSeen seen) {
    Verdict verdict =
        MachineVerdict.of(
            Optional.of(seen.host()), seen.processes(), seen.devices(), Optional.of(seen.limit()));
    line("%s  %-14s %s", name, word(verdict), String.join(", ", verdict.evidence()));
  }

  private static String word(Verdict verdict) {
    String cause = verdict.cause();
    return cause.isEmpty() ? verdict.kind().word() : verdict.kind().word() + " " + cause;
  }

  private void groups(List<FleetGroup> groups) {
    List<FleetGroup> several = groups.stream().filter(group -> group.hosts() > 1).toList();
    if (several.isEmpty()) {
      return;
    }
    line("");
    line(
        "%-20s %5s %9s %8s  on cpu of a host, low - high, most on",
        "process", "hosts", "processes", "threads");
    for (FleetGroup group : several.stream().limit(MOST_GROUPS).toList()) {
      line(
          "%-20s %5d %9d %8d  %s",
          group.name(), group.hosts(), group.processes(), group.threads(), spread(group));
    }
    if (several.size() > MOST_GROUPS) {
      line("and %d more", several.size() - MOST_GROUPS);
    }
  }

  private static String spread(FleetGroup group) {
    if (group.onCpu().isEmpty()) {
      return "n/a";
    }
    Spread spread = group.onCpu().get();
    return String.format(
        Locale.ROOT,
        "%.2f, %.2f - %.2f, %s",
        spread.median(),
        spread.low(),
        spread.high(),
        group.mostOn());
  }
}
