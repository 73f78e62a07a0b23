package dev.conctop.app.headless;

import dev.conctop.app.loop.EventLoop;
import dev.conctop.app.loop.Machine;
import dev.conctop.app.recording.Tape;
import dev.conctop.app.settings.Settings;
import dev.conctop.diagnosis.TableJudge;
import dev.conctop.probe.Capability;
import dev.conctop.probe.Probes;
import dev.conctop.record.fact.Watched;
import dev.conctop.report.DoctorReport;
import dev.conctop.report.host.HostSeen;
import dev.conctop.source.LiveSource;
import dev.conctop.source.look.HostLook;
import dev.conctop.state.Msg;
import dev.conctop.state.State;
import dev.conctop.state.past.total.DiskTotals;
import dev.conctop.state.ui.Page;
import dev.conctop.state.ui.Ui;
import dev.conctop.state.update.Update;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** Headless reports on the machine. */
public final class HostReports {
  private HostReports() {}

  /**
   * The machine over a while.
   *
   * @param probes made for each who looks
   * @param nanos how long to look
   * @param tape takes what somebody with a screen would see meanwhile
   */
  public static HostSeen see(Supplier<Probes> probes, long nanos, Settings settings, Tape tape) {
    if (!tape.isOn()) {
      return see(probes.get(), nanos);
    }
    tape.begins(new Watched.Machine());
    Machine.tell(tape);
    State initial =
        State.initial(
            Ui.initial(Page.HOST, settings.intervalNanos()), Optional.empty(), System.nanoTime());
    Update update = new Update(settings.keys(), Runtime.getRuntime().availableProcessors());
    EventLoop loop = new EventLoop(initial, update, msg -> msg, effect -> {}, tape);
    TableJudge tables = new TableJudge();
    // Facts come one at a time, under the source's lock: nobody else turns this loop.
    try (LiveSource _ =
        LiveSource.start(
            fact -> loop.apply(new Msg.Observed(tables.judged(fact))),
            probes.get(),
            settings.intervalNanos(),
            settings.causes())) {
      return see(probes.get(), nanos);
    }
  }

  private static HostSeen see(Probes probes, long nanos) {
    DiskTotals disks = new DiskTotals();
    HostLook.Seen seen = HostLook.over(probes, nanos, disks::add);
    return new HostSeen(
        Machine.read(),
        seen.host(),
        seen.processes(),
        seen.devices(),
        disks,
        seen.limit(),
        seen.cost());
  }

  /** What this machine can and cannot measure. */
  public static String doctor(Probes probes, Map<String, String> env, boolean json) {
    List<DoctorReport.Line> lines = new ArrayList<>();
    for (Capability capability : probes.capabilities()) {
      lines.add(
          new DoctorReport.Line(
              capability.what(),
              switch (capability.status()) {
                case CAN -> DoctorReport.Answer.YES;
                case CANNOT -> DoctorReport.Answer.NO;
                case UNKNOWN -> DoctorReport.Answer.UNKNOWN;
              },
              capability.reason(),
              capability.remedy()));
    }
    lines.addAll(Surroundings.check(env));
    return json ? DoctorReport.json(lines) + "\n" : DoctorReport.text(lines);
  }
}
