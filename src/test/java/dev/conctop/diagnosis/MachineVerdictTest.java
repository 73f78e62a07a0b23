package dev.conctop.diagnosis;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.conctop.diagnosis.Verdict.Kind;
import dev.conctop.sample.CpuLimit;
import dev.conctop.sample.DevicesSample;
import dev.conctop.sample.HostSample;
import dev.conctop.sample.ProcessTable;
import dev.conctop.sample.figure.Fidelity;
import dev.conctop.sample.figure.Figure;
import dev.conctop.sample.figure.Part;
import dev.conctop.sample.host.CoreUse;
import dev.conctop.sample.host.DiskRequest;
import dev.conctop.sample.host.DiskUse;
import dev.conctop.sample.host.Pressure;
import dev.conctop.sample.thread.ProcessLife;
import dev.conctop.sample.thread.ProcessRow;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class MachineVerdictTest {
  private static final long SECOND = 1_000_000_000L;
  private static final Figure NONE = Figure.na("not read");

  private static HostSample host(double busy, double iowait) {
    CoreUse core = new CoreUse(0, busy, 0, iowait, 0, 1 - busy - iowait);
    CoreUse other = new CoreUse(1, busy, 0, iowait, 0, 1 - busy - iowait);
    Pressure pressure = new Pressure(NONE, NONE, NONE, NONE);
    return new HostSample(
        1, SECOND, List.of(core, other), Fidelity.EXACT, pressure, NONE, NONE, NONE);
  }

  private static ProcessRow row(
      int pid, String command, double cpu, double queue, Part part, boolean ring) {
    return new ProcessRow(
        pid,
        "name-" + pid,
        1,
        Figure.exact(cpu),
        Figure.exact(queue),
        part,
        Fidelity.EXACT,
        "",
        ProcessLife.ALIVE,
        command,
        ring);
  }

  private static Verdict judge(HostSample host, ProcessRow... rows) {
    return MachineVerdict.of(
        Optional.of(host),
        Optional.of(new ProcessTable(1, SECOND, List.of(rows), 0)),
        Optional.empty(),
        Optional.empty());
  }

  @Test
  void whoFillsTheCoresIsNamedByCommandLine() {
    Verdict verdict =
        judge(
            host(0.99, 0),
            row(7, "", 0.3, 0, Part.ON_CPU, false),
            row(8, "/usr/bin/python3 /srv/burn.py --password=x", 1.6, 0.4, Part.ON_CPU, false));
    assertEquals(Kind.CPU_SATURATED, verdict.kind());
    assertEquals(
        List.of(
            "cores 99 % busy",
            "busiest: python3 /srv/burn.py --password=*** (pid 8) 80 % of the cores"),
        verdict.evidence());
  }

  @Test
  void coresThatAreHalfBusyAreAtNoLimit() {
    Verdict verdict = judge(host(0.4, 0), row(7, "", 0.75, 0, Part.ON_CPU, false));
    assertEquals(Kind.IDLE, verdict.kind());
    assertEquals(
        List.of("cores 40 % busy, no limit reached", "busiest: name-7 (pid 7) 38 % of the cores"),
        verdict.evidence());
    assertEquals(
        List.of("cores 1 % busy, no limit reached"),
        judge(host(0.01, 0), row(7, "", 0.01, 0, Part.SLEEP, false)).evidence());
  }

  @Test
  void aRunQueueBesideIdleCoresIsAConflict() {
    Verdict verdict =
        judge(
            host(0.5, 0),
            row(7, "spin 4", 1.0, 3.0, Part.ON_CPU, false),
            row(8, "sh", 0, 0.1, Part.ON_CPU, false));
    assertEquals(Kind.MIXED, verdict.kind());
    assertEquals(
        List.of(
            "cores 50 % busy",
            "busiest: spin 4 (pid 7) 50 % of the cores",
            "run queue 3.1 threads, most of spin 4 (pid 7)"),
        verdict.evidence());
  }

  @Test
  void whatIsTooShortLivedToBeSeenIsSaid() {
    Verdict verdict = judge(host(0.95, 0), row(7, "make -j8", 0.1, 0, Part.IPC, false));
    assertEquals(
        "all processes seen 5 % of the cores: the rest is too short-lived to be seen",
        verdict.evidence().getLast());
    assertEquals(
        List.of(
            "cores 67 % busy, no limit reached",
            "all processes seen 1 % of the cores: the rest is too short-lived to be seen"),
        judge(host(0.67, 0), row(7, "make", 0.02, 0, Part.IPC, false)).evidence());
  }

  @Test
  void aDiskAtItsLimitIsWaitedForBySomebody() {
    DiskUse.Ended none = DiskUse.Ended.none("no request ended");
    List<DiskUse.Ended> ended = Collections.nCopies(DiskRequest.count(), none);
    DevicesSample devices =
        new DevicesSample(
            1,
            SECOND,
            List.of(new DiskUse("sda", Figure.exact(0.95), ended, 0, 0)),
            "",
            List.of(),
            "");
    ProcessRow writer = row(7, "dd if=/dev/zero", 0.1, 0, Part.DISK, false);
    Verdict verdict =
        MachineVerdict.of(
            Optional.of(host(0.1, 0)),
            Optional.of(new ProcessTable(1, SECOND, List.of(writer), 0)),
            Optional.of(devices),
            Optional.empty());
    assertEquals(Kind.IO_WAITING, verdict.kind());
    assertEquals("disk", verdict.cause());
    assertEquals(
        "disk sda 95 % busy, waited for by dd if=/dev/zero (pid 7)", verdict.evidence().getLast());
  }

  @Test
  void aQuotaThatHoldsBackIsTheLimit() {
    CpuLimit limit = new CpuLimit(1, Figure.exact(0.5), Figure.exact(0.98), Figure.exact(0.9));
    Verdict verdict =
        MachineVerdict.of(
            Optional.of(host(0.25, 0)), Optional.empty(), Optional.empty(), Optional.of(limit));
    assertEquals(Kind.THROTTLED, verdict.kind());
    assertEquals("held back in 98 % of the CPU quota's periods", verdict.evidence().getLast());
  }

  @Test
  void iowaitIsNoLimitAndSaidToBeIdleTime() {
    Verdict verdict = judge(host(0.01, 0.5), row(7, "", 0, 0, Part.UNKNOWN, false));
    assertEquals(Kind.IDLE, verdict.kind());
    assertEquals(
        "iowait 50 % is idle time and no evidence: an idle ring of io_uring shows as 100 %",
        verdict.evidence().getLast());
    assertEquals(
        "iowait 50 % is idle time: ring (pid 7) waits at a ring of io_uring",
        judge(host(0.01, 0.5), row(7, "./ring", 0, 0, Part.UNKNOWN, true)).evidence().getLast());
  }

  @Test
  void nothingIsSaidOfCoresThatWereNotRead() {
    assertEquals(
        Kind.CANNOT_TELL,
        MachineVerdict.of(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty())
            .kind());
  }
}
