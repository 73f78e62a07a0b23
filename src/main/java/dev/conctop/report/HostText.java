package dev.conctop.report;

import dev.conctop.sample.CoreUse;
import dev.conctop.sample.Figure;
import dev.conctop.sample.HostSample;
import dev.conctop.sample.MachineInfo;
import java.util.Locale;

/** The machine as text for people. */
public final class HostText {
  private HostText() {}

  public static String of(MachineInfo machine, HostSample host, boolean ascii) {
    StringBuilder out = new StringBuilder();
    line(out, "%s: %s", machine.hostName(), machine.operatingSystem());
    line(
        out,
        "%s, %d cores, memory %s",
        machine.cpuModel(),
        machine.logicalCores(),
        machine.memoryBytes().known()
            ? String.format(Locale.ROOT, "%.1f GiB", machine.memoryBytes().value() / (1L << 30))
            : "n/a: " + machine.memoryBytes().reason());
    line(out, "");
    for (CoreUse core : host.cores()) {
      line(
          out,
          "core %-4d busy %5.1f %% %s user %.1f, system %.1f, iowait %.1f, steal %.1f, idle %.1f",
          core.core(),
          core.busy() * 100,
          (ascii ? "#" : "█").repeat((int) Math.round(core.busy() * 20)),
          core.user() * 100,
          core.system() * 100,
          core.iowait() * 100,
          core.steal() * 100,
          core.idle() * 100);
    }
    share(out, "pressure cpu", host.pressure().cpuSome());
    share(out, "pressure io", host.pressure().ioSome());
    share(out, "pressure memory", host.pressure().memorySome());
    plain(out, "runnable", host.runnable());
    plain(out, "load average", host.loadAverage());
    return out.toString();
  }

  private static void share(StringBuilder out, String name, Figure figure) {
    line(
        out,
        "%-16s %s",
        name,
        figure.known()
            ? String.format(Locale.ROOT, "%.1f %% of the last second", figure.value() * 100)
            : "n/a: " + figure.reason());
  }

  private static void plain(StringBuilder out, String name, Figure figure) {
    line(
        out,
        "%-16s %s",
        name,
        figure.known()
            ? String.format(Locale.ROOT, "%.2f", figure.value())
            : "n/a: " + figure.reason());
  }

  private static void line(StringBuilder out, String format, Object... values) {
    out.append(String.format(Locale.ROOT, format, values).stripTrailing()).append('\n');
  }
}
