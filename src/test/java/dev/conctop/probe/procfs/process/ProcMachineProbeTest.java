package dev.conctop.probe.procfs.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.conctop.probe.procfs.FakeProcess;
import dev.conctop.probe.procfs.MapFiles;
import dev.conctop.sample.DevicesSample;
import dev.conctop.sample.ProcessTable;
import dev.conctop.sample.figure.Fidelity;
import dev.conctop.sample.figure.Part;
import dev.conctop.sample.host.DiskRequest;
import dev.conctop.sample.host.DiskUse;
import dev.conctop.sample.host.NetUse;
import dev.conctop.sample.thread.ProcessRow;
import java.util.List;
import org.junit.jupiter.api.Test;

class ProcMachineProbeTest {
  private static final long SECOND = 1_000_000_000L;
  private static final String RECV = "45 0x5 0x0 0x0 0x0 0x0 0x0 0x1 0x2";

  private final MapFiles files = new MapFiles().put("uptime", "1000.00 5.00\n");
  private long nanos = 1_000 * SECOND;
  private final ProcMachineProbe probe = new ProcMachineProbe(files, () -> nanos, "amd64");

  private ProcessTable look() {
    nanos += SECOND;
    return probe.processes(nanos);
  }

  private static ProcessRow row(ProcessTable table, int pid) {
    return table.rows().stream().filter(r -> r.pid() == pid).findFirst().orElseThrow();
  }

  private void counters(int pid, int tid, long runMs, long queueMs) {
    String text = runMs * 1_000_000 + " " + queueMs * 1_000_000 + " 5\n";
    files.put(pid + "/task/" + tid + "/schedstat", text);
  }

  @Test
  void aProcessOfOneThreadIsExact() {
    new FakeProcess(files, 7, 1, 50).process(0, 1);
    counters(7, 7, 100, 0);
    files.put("7/syscall", RECV);
    ProcessRow first = row(look(), 7);
    assertFalse(first.onCpu().known());
    assertEquals(Part.NETWORK, first.blocked());
    assertEquals("recvfrom", first.detail());
    counters(7, 7, 350, 500);
    ProcessRow second = row(look(), 7);
    assertEquals(0.25, second.onCpu().value(), 1e-9);
    assertEquals(Fidelity.EXACT, second.onCpu().fidelity());
    assertEquals(0.5, second.runQueue().value(), 1e-9);
  }

  @Test
  void theThreadsOfABusyProcessAreSummed() {
    FakeProcess process = new FakeProcess(files, 7, 1, 50).process(10, 2);
    counters(7, 7, 100, 0);
    counters(7, 8, 100, 0);
    look();
    process.process(150, 2);
    counters(7, 7, 800, 100);
    counters(7, 8, 900, 100);
    ProcessRow row = row(look(), 7);
    assertEquals(1.5, row.onCpu().value(), 1e-9);
    assertEquals(0.2, row.runQueue().value(), 1e-9);
    assertEquals(2, row.threads());
    counters(7, 8, 0, 0);
    ProcessRow ended = row(look(), 7);
    assertFalse(ended.runQueue().known(), "a thread with its counters has gone");
  }

  @Test
  void aNumberThatIsUsedAgainIsAnotherProcess() {
    new FakeProcess(files, 7, 1, 50).process(900, 1);
    counters(7, 7, 9_000, 0);
    look();
    files.remove("7/");
    new FakeProcess(files, 7, 1, 99).process(1, 1);
    counters(7, 7, 10, 0);
    assertEquals(List.of(), look().rows());
    assertFalse(row(look(), 7).onCpu().known());
  }

  @Test
  void processesThatEndAtAnyReadingDoNoHarm() {
    for (int at = 0; at < 40; at++) {
      MapFiles some = new MapFiles().put("uptime", "1000.00 5.00\n");
      new FakeProcess(some, 7, 1, 50).process(0, 2).thread(7, "a) R 1 (", 'S', RECV, 5, 0, 1);
      new FakeProcess(some, 9, 1, 50).process(0, 1);
      try (ProcMachineProbe prober = new ProcMachineProbe(some, () -> nanos, "amd64")) {
        prober.processes(nanos);
        some.ending = "7/";
        some.endsAt = some.readings + at;
        prober.processes(nanos + SECOND);
        some.remove("7/");
        assertEquals(1, prober.processes(nanos + 2 * SECOND).rows().size());
      }
    }
  }

  @Test
  void whatMayNotBeReadIsCounted() {
    new FakeProcess(files, 7, 1, 50).process(0, 1);
    files.put("7/syscall", RECV);
    files.denied.add("7/syscall");
    ProcessTable table = look();
    assertEquals(1, table.hidden());
    assertEquals(Part.UNKNOWN, row(table, 7).blocked());
  }

  @Test
  void kernelThreadsThatDoNothingAreLeftOut() {
    new FakeProcess(files, 2, 0, 1).process(0, 1);
    new FakeProcess(files, 30, 2, 1).process(0, 1);
    assertEquals(List.of(), look().rows());
  }

  private static String disk(String name, long reads, long sectors, long ms, long busy) {
    return String.format(
        "   8 0 %s %d 0 %d %d 0 0 0 0 0 %d %d%n", name, reads, sectors, ms, busy, ms);
  }

  @Test
  void disksAndInterfacesAreDifferences() {
    files.put(
        "diskstats",
        disk("sda", 100, 2_000, 500, 400)
            + disk("sda1", 100, 2_000, 500, 400)
            + disk("loop0", 5, 5, 5, 5)
            + disk("nvme0n1", 10, 80, 10, 10)
            + disk("nvme0n1p1", 10, 80, 10, 10)
            + disk("vdb", 0, 0, 0, 0));
    String head = "Inter-|   Receive  |  Transmit\n face |bytes packets|bytes packets\n";
    files.put("net/dev", head + "  eth0: 1000 10 0 0 0 0 0 0 500 5 0 0 0 0 0 0\n");
    assertTrue(probe.devices(nanos).disks().isEmpty());
    files.put("diskstats", disk("sda", 150, 4_000, 1_000, 900) + disk("nvme0n1", 10, 80, 10, 10));
    files.put("net/dev", head + "  eth0: 3000 10 1 2 0 0 0 0 1500 5 0 1 0 0 0 0\n");
    DevicesSample devices = probe.devices(nanos + SECOND);
    assertEquals(2, devices.disks().size());
    DiskUse sda = devices.disks().getFirst();
    assertEquals("sda", sda.name());
    assertEquals(0.5, sda.busy().value(), 1e-9);
    assertEquals(10e6, sda.latencyNanos().value(), 1e-3);
    assertEquals(50, sda.ended(DiskRequest.READ).count());
    assertEquals(Fidelity.EXACT, sda.ended(DiskRequest.READ).meanNanos().fidelity());
    assertEquals("no request ended", sda.ended(DiskRequest.WRITE).meanNanos().reason());
    assertEquals(
        "this kernel does not count them", sda.ended(DiskRequest.FLUSH).meanNanos().reason());
    assertEquals(SECOND, devices.intervalNanos());
    assertEquals(2_000 * 512, sda.readPerSecond(), 1e-6);
    assertFalse(devices.disks().getLast().latencyNanos().known(), "nothing ended");
    assertEquals(List.of(new NetUse("eth0", 2_000, 1_000, 4)), devices.nets());
  }

  private DiskUse vda(String then, String now) {
    files.put("diskstats", " 254 0 vda " + then + "\n");
    probe.devices(nanos);
    files.put("diskstats", " 254 0 vda " + now + "\n");
    return probe.devices(nanos + SECOND).disks().getFirst();
  }

  @Test
  void everyKindOfRequestHasItsMean() {
    DiskUse vda =
        vda(
            "10 0 80 20 30 0 240 90 0 40 110 5 0 40 5 7 21",
            "14 0 112 26 130 0 1040 590 0 140 610 6 0 48 8 9 31");
    assertEquals(1.5e6, vda.ended(DiskRequest.READ).meanNanos().value(), 1e-3);
    assertEquals(5e6, vda.ended(DiskRequest.WRITE).meanNanos().value(), 1e-3);
    assertEquals(3e6, vda.ended(DiskRequest.DISCARD).meanNanos().value(), 1e-3);
    assertEquals(5e6, vda.ended(DiskRequest.FLUSH).meanNanos().value(), 1e-3);
    assertEquals(506e6 / 104, vda.latencyNanos().value(), 1);
  }

  @Test
  void timeBelowTheKernelsUnitIsNotNothing() {
    DiskUse vda = vda("10 0 80 20 0 0 0 0 0 40 20", "60 0 480 20 0 0 0 0 0 40 20");
    assertEquals(10_000, vda.latencyNanos().value(), 1e-3);
    assertEquals(Fidelity.ESTIMATED, vda.latencyNanos().fidelity());
  }

  @Test
  void countersOfADiskThatWasPutInAgainAreNoLatency() {
    DiskUse vda = vda("9000 0 80 2000 9 0 8 90 0 40 20", "60 0 480 20 9 0 8 90 0 40 20");
    assertFalse(vda.latencyNanos().known());
    assertEquals("the disk's counters went back", vda.ended(DiskRequest.READ).meanNanos().reason());
    assertEquals(0, vda.busy().value());
    assertEquals(0, vda.ended(DiskRequest.READ).count());
  }

  @Test
  void withoutTheFilesTheReasonIsSaid() {
    DevicesSample none = probe.devices(nanos);
    assertEquals("/proc/diskstats cannot be read", none.disksMissing());
    assertEquals("/proc/net/dev cannot be read", none.netsMissing());
  }
}
