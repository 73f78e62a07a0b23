package dev.conctop.view;

import dev.conctop.sample.HostSample;
import dev.conctop.sample.ProcessTable;
import dev.conctop.sample.figure.Fidelity;
import dev.conctop.sample.figure.Figure;
import dev.conctop.sample.figure.Part;
import dev.conctop.sample.host.CoreUse;
import dev.conctop.sample.host.Pressure;
import dev.conctop.sample.thread.ProcessRow;
import dev.conctop.state.fleet.FleetKeys;
import dev.conctop.state.fleet.FleetView;
import dev.conctop.state.fleet.HostRow;
import dev.conctop.state.keys.Key;
import dev.conctop.state.keys.KeyBindings;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Machines side by side, at {@link #NOW}. */
public final class FleetScenes {
  public static final long SECOND = 1_000_000_000L;
  public static final long NOW = 1000 * SECOND;

  private FleetScenes() {}

  /** A process. */
  public static ProcessRow process(int pid, String name, int threads, double cpu, Part waits) {
    return new ProcessRow(
        pid, name, threads, Figure.exact(cpu), Figure.exact(0), waits, Fidelity.EXACT, "");
  }

  /** A machine that was looked at. */
  public static HostRow.Look look(
      int cores, double busy, HostRow.Judgement judgement, double queue, ProcessRow... rows) {
    List<CoreUse> uses = new ArrayList<>();
    for (int i = 0; i < cores; i++) {
      double own = Math.min(1, busy * (i % 2 == 0 ? 1.2 : 0.8));
      uses.add(new CoreUse(i, own * 0.7, own * 0.3, 0, 0, 1 - own));
    }
    HostSample host =
        new HostSample(
            5,
            SECOND,
            uses,
            Fidelity.EXACT,
            new Pressure(
                Figure.exact(busy / 2), Figure.exact(0.02), Figure.exact(0), Figure.exact(0)),
            Figure.exact(3),
            Figure.exact(1.5),
            Figure.na("no subject"));
    Optional<HostRow.Worst> worst =
        rows.length == 0
            ? Optional.empty()
            : Optional.of(
                new HostRow.Worst(rows[0].pid(), rows[0].name(), rows[0].onCpu().value()));
    return new HostRow.Look(
        host,
        Optional.of(new ProcessTable(5, SECOND, List.of(rows), 0)),
        judgement,
        Figure.estimated(queue),
        worst);
  }

  public static HostRow.Judgement judged(String word, String cause, int trouble) {
    return new HostRow.Judgement(
        word, cause, trouble, List.of("cores 31 % busy", "busiest: java Main (pid 77) 30 %"));
  }

  /** A machine whose looks come. */
  public static HostRow live(String name, double ageSeconds, HostRow.Look look) {
    long at = NOW - Math.round(ageSeconds * SECOND);
    return new HostRow(name, HostRow.Phase.LIVE, Optional.of(at), "", "", 0, Optional.of(look));
  }

  /** Six machines in all states. */
  public static List<HostRow> rows() {
    HostRow.Look idle =
        look(
            2,
            0.03,
            judged("idle", "", 0),
            0,
            process(812, "nginx", 4, 0.05, Part.NETWORK),
            process(90, "sshd", 1, 0, Part.IDLE));
    HostRow.Look busy =
        look(
            8,
            0.96,
            judged("cpu-saturated", "", 5),
            4.2,
            process(77, "java Main", 64, 6.31, Part.LOCK),
            process(80, "nginx", 4, 1.2, Part.NETWORK));
    HostRow.Look waits =
        look(
            64,
            0.2,
            judged("io-waiting", "disk", 4),
            0.3,
            process(5, "postgres: ann shop 10.0.0.7(51122) SELECT", 1, 0.4, Part.DISK));
    return List.of(
        live("web1", 0.4, idle),
        live("web2.rack7.example.org", 0.9, busy),
        live("ann@db1:2222", 0.1, waits),
        new HostRow(
            "web3",
            HostRow.Phase.STALE,
            Optional.of(NOW - 12 * SECOND),
            "Connection to web3 closed by remote host.",
            "",
            NOW + 3 * SECOND,
            Optional.of(idle)),
        new HostRow(
            "old",
            HostRow.Phase.FAILED,
            Optional.empty(),
            "no conctop there: sh: 1: conctop: not found",
            "install it there, so that 'ssh HOST conctop --version' works",
            NOW + 50 * SECOND,
            Optional.empty()),
        new HostRow(
            "new", HostRow.Phase.CONNECTING, Optional.empty(), "", "", 0, Optional.empty()));
  }

  /** The page after some keys. */
  public static FleetView view(List<HostRow> rows, Key... pressed) {
    FleetKeys keys = new FleetKeys(KeyBindings.defaults());
    FleetView view = FleetView.initial(rows, SECOND);
    for (Key key : pressed) {
      view = keys.press(view, key).view();
    }
    return view;
  }
}
