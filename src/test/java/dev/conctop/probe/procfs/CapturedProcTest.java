package dev.conctop.probe.procfs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.conctop.probe.Origin;
import dev.conctop.probe.procfs.file.Hidepid;
import dev.conctop.probe.procfs.host.ProcHostProbe;
import dev.conctop.probe.procfs.process.ProcMachineProbe;
import dev.conctop.probe.procfs.thread.ProcThreadProbe;
import dev.conctop.sample.DevicesSample;
import dev.conctop.sample.HostSample;
import dev.conctop.sample.ProcessTable;
import dev.conctop.sample.ThreadsSample;
import dev.conctop.sample.figure.Fidelity;
import dev.conctop.sample.figure.Part;
import dev.conctop.sample.thread.ProcessLife;
import dev.conctop.sample.thread.ProcessRow;
import java.io.IOException;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A real machine's texts, whole and with what kernels and settings leave out. */
class CapturedProcTest {
  private static final long START = 1_488_230_000_000L;

  private final Captured captured;
  private final MapFiles files = new MapFiles();
  private long nanos = START;

  CapturedProcTest() throws IOException {
    captured = new Captured();
  }

  private static ProcessRow row(ProcessTable table, String name) {
    return table.rows().stream().filter(r -> r.name().equals(name)).findFirst().orElseThrow();
  }

  private ProcessTable table(Predicate<String> there) {
    try (ProcMachineProbe probe = new ProcMachineProbe(files, () -> nanos, "amd64")) {
      captured.show(files, 0, there);
      probe.processes(nanos);
      captured.show(files, 1, there);
      nanos += Captured.BETWEEN_NANOS;
      return probe.processes(nanos);
    }
  }

  private ThreadsSample threads(Predicate<String> there) {
    try (ProcThreadProbe probe = new ProcThreadProbe(files, () -> nanos, "amd64")) {
      captured.show(files, 0, there);
      int[] roots = captured.pids().stream().mapToInt(Integer::intValue).toArray();
      probe.setRoots(roots, Origin.FOREIGN);
      probe.look(nanos);
      captured.show(files, 1, there);
      nanos += Captured.BETWEEN_NANOS;
      return probe.look(nanos);
    }
  }

  private HostSample host(Predicate<String> there) {
    try (ProcHostProbe probe = new ProcHostProbe(files)) {
      captured.show(files, 0, there);
      probe.look(nanos, new int[0]);
      captured.show(files, 1, there);
      nanos += Captured.BETWEEN_NANOS;
      return probe.look(nanos, new int[0]);
    }
  }

  @Test
  void everyProcessIsThereUnderAHarmlessName() {
    ProcessTable table = table(_ -> true);
    assertEquals(captured.pids().size(), table.rows().size());
    assertEquals(1, table.rows().stream().filter(r -> r.life() == ProcessLife.ZOMBIE).count());
    ProcessRow asleep = row(table, "a) R 1 (");
    assertEquals(Part.SLEEP, asleep.blocked());
    assertEquals(0, asleep.onCpu().value(), 1e-9);
    assertEquals(Fidelity.EXACT, asleep.onCpu().fidelity());
    assertTrue(row(table, "x) Z 0 0 (").onCpu().value() > 0.1);
    assertEquals(4, row(table, "many threads").threads());
    for (ProcessRow row : table.rows()) {
      assertTrue(row.name().chars().noneMatch(c -> c < ' ' || c == 127), row.name());
    }
    assertEquals(0, table.hidden());
  }

  @Test
  void everyThreadsTimeCloses() {
    ThreadsSample sample = threads(_ -> true);
    assertEquals(captured.pids().size() + 2, sample.threads().size());
    assertTrue(sample.workers().closureError() < 0.01, "" + sample.workers().closureError());
    assertEquals(Fidelity.EXACT, sample.workers().fidelity(Part.RUN_QUEUE));
  }

  @ParameterizedTest
  @ValueSource(strings = {"no schedstat", "schedstat of zeros"})
  void withoutSchedstatTheRunQueueIsNotNothing(String how) {
    boolean zeros = how.contains("zeros");
    Predicate<String> there = path -> !path.endsWith("/schedstat");
    ProcessTable table = zeros ? zeros() : table(there);
    for (ProcessRow row : table.rows()) {
      assertFalse(row.runQueue().known(), row.name());
      assertTrue(row.runQueue().reason().contains("schedstat"), row.runQueue().reason());
      assertEquals(Fidelity.ESTIMATED, row.onCpu().fidelity(), row.name());
    }
    assertTrue(row(table, "x) Z 0 0 (").onCpu().value() > 0.1);
  }

  /** As of a kernel that has the files and was told to count nothing. */
  private ProcessTable zeros() {
    try (ProcMachineProbe probe = new ProcMachineProbe(files, () -> nanos, "amd64")) {
      ProcessTable table = new ProcessTable(1, 1, List.of(), 0);
      for (int look = 0; look < 2; look++) {
        captured.show(files, look, _ -> true);
        files.texts.replaceAll((path, text) -> path.endsWith("/schedstat") ? "0 0 0\n" : text);
        nanos += Captured.BETWEEN_NANOS;
        table = probe.processes(nanos);
      }
      return table;
    }
  }

  @Test
  void withoutSchedstatThreadsAreCountedInTicks() {
    ThreadsSample sample = threads(path -> !path.endsWith("/schedstat"));
    assertTrue(sample.workers().nanos(Part.ON_CPU) > 0);
    assertNotEquals(Fidelity.EXACT, sample.workers().fidelity(Part.ON_CPU));
  }

  @Test
  void withoutPressureItIsNotNothing() {
    assertTrue(host(_ -> true).pressure().cpuSome().known());
    HostSample without = host(path -> !path.startsWith("pressure/"));
    assertFalse(without.pressure().cpuSome().known());
    assertFalse(without.pressure().ioSome().known());
    assertTrue(without.pressure().ioSome().reason().contains("PSI"));
    assertEquals(2, without.cores().size());
  }

  @Test
  void whatMayNotBeReadIsUnknownAndCounted() {
    captured.show(files, 0, _ -> true);
    for (String path : files.texts.keySet()) {
      if (path.endsWith("/syscall") || path.endsWith("/wchan")) {
        files.denied.add(path);
      }
    }
    ProcessTable table = table(_ -> true);
    assertEquals(
        table.rows().size() - 2, table.hidden(), "all but the one that runs and the zombie");
    assertEquals(Part.UNKNOWN, row(table, "a) R 1 (").blocked());
    assertTrue(row(table, "a) R 1 (").onCpu().known());
  }

  @Test
  void whatHidepidLeavesOutIsEstimated() {
    captured.show(files, 0, path -> !path.startsWith("2") || path.startsWith("23623/"));
    files.put("self/mounts", "proc /proc proc rw,relatime,hidepid=invisible 0 0\n");
    try (ProcMachineProbe probe = new ProcMachineProbe(files, () -> nanos, "amd64")) {
      ProcessTable table = probe.processes(nanos);
      assertEquals(1, table.rows().size());
      assertEquals(129, table.unlistedThreads());
      files.denied.add("23623/stat");
      assertEquals(1, probe.processes(nanos + 1).hidden());
    }
    assertEquals("", Hidepid.inForce("proc /proc proc rw,hidepid=2 0 0\nproc /proc proc rw 0 0"));
    assertEquals("2", Hidepid.inForce("proc /proc proc rw,hidepid=2,gid=9 0 0\n"));
    assertEquals("", Hidepid.inForce("proc /proc proc rw,hidepid=off 0 0\n"));
  }

  @Test
  void withoutDevicesTheReasonIsSaid() {
    captured.show(files, 0, path -> !path.equals("diskstats") && !path.equals("net/dev"));
    try (ProcMachineProbe probe = new ProcMachineProbe(files, () -> nanos, "amd64")) {
      DevicesSample none = probe.devices(nanos);
      assertFalse(none.disksMissing().isEmpty());
      assertFalse(none.netsMissing().isEmpty());
      captured.show(files, 0, _ -> true);
      probe.devices(nanos + 1);
      captured.show(files, 1, _ -> true);
      DevicesSample some = probe.devices(nanos + Captured.BETWEEN_NANOS);
      assertEquals(List.of("vda"), some.disks().stream().map(d -> d.name()).toList());
    }
  }

  @Test
  void anyFileMayBeMissingOrCutOffAnywhere() {
    captured.show(files, 0, _ -> true);
    List<String> all = List.copyOf(files.texts.keySet());
    for (String missing : all) {
      table(path -> !path.equals(missing));
      threads(path -> !path.equals(missing));
      host(path -> !path.equals(missing));
      captured.show(files, 1, _ -> true);
      String whole = files.texts.get(missing);
      for (int length : new int[] {0, 1, whole.length() / 3, whole.length() - 2}) {
        files.put(missing, whole.substring(0, Math.clamp(length, 0, whole.length())));
        try (ProcMachineProbe probe = new ProcMachineProbe(files, () -> nanos, "amd64")) {
          probe.processes(nanos);
          probe.devices(nanos);
        }
      }
    }
  }

  /** After a suspend, or a stop of the observer: what was not looked at is spread, not a spike. */
  @Test
  void aLongPauseIsNoSpike() {
    try (ProcMachineProbe probe = new ProcMachineProbe(files, () -> nanos, "amd64");
        ProcHostProbe host = new ProcHostProbe(files)) {
      captured.show(files, 0, _ -> true);
      probe.processes(nanos);
      probe.devices(nanos);
      host.look(nanos, new int[0]);
      captured.show(files, 1, _ -> true);
      nanos += 3_600_000_000_000L;
      assertTrue(row(probe.processes(nanos), "x) Z 0 0 (").onCpu().value() < 0.001);
      assertTrue(probe.devices(nanos).disks().getFirst().busy().value() < 0.001);
      HostSample after = host.look(nanos, new int[0]);
      after.cores().forEach(core -> assertTrue(core.busy() >= 0 && core.busy() <= 1));
      // The clock that counts here cannot step back; should it, nothing is divided by it.
      nanos -= 1;
      assertTrue(probe.devices(nanos).disks().isEmpty());
      probe.processes(nanos);
    }
  }
}
