package dev.conctop.probe.oshi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.conctop.probe.HostProbe;
import dev.conctop.probe.Origin;
import dev.conctop.probe.ProbeKind;
import dev.conctop.probe.ThreadProbe;
import dev.conctop.sample.HostSample;
import dev.conctop.sample.MachineInfo;
import dev.conctop.sample.ThreadsSample;
import dev.conctop.sample.figure.Fidelity;
import dev.conctop.sample.figure.Part;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

/** The fallback probe, forced: OSHI reads Linux too. */
class OshiProbesTest {
  private final int self = (int) ProcessHandle.current().pid();

  @Test
  void procfsIsChosenWhereThereIsProc() {
    assertEquals(ProbeKind.PROCFS, ProbeKind.choose(true));
    assertEquals(ProbeKind.OSHI, ProbeKind.choose(false));
    assertEquals(ProbeKind.OSHI, new OshiProbes().kind());
  }

  @Test
  void theMachineHasAName() {
    MachineInfo machine = OshiMachine.read();
    assertTrue(machine.logicalCores() >= 1);
    assertFalse(machine.hostName().isEmpty());
    assertFalse(machine.cpuModel().isEmpty());
    assertFalse(machine.operatingSystem().isEmpty());
    assertTrue(!machine.memoryBytes().known() || machine.memoryBytes().value() > 1e6);
  }

  @Test
  void threadsAreFoundAndTheirBooksClose() {
    try (ThreadProbe probe = new OshiProbes().threads()) {
      probe.setRoots(new int[] {self}, Origin.FOREIGN);
      ThreadsSample first = probe.look(System.nanoTime());
      assertTrue(first.workers().isEmpty());
      ThreadsSample sample = probe.look(System.nanoTime());
      assertTrue(sample.threads().size() > 1);
      assertEquals(0, sample.workers().nanos(Part.RUN_QUEUE), "not told, so not claimed");
      sample.threads().forEach(row -> assertEquals(Fidelity.ESTIMATED, row.fidelity()));
      assertEquals(1, sample.use().processes());
      assertFalse(sample.use().voluntarySwitches().known());
      assertFalse(probe.notice().isEmpty());
    }
  }

  @Test
  void aProcessThatIsNotThereIsNoThreads() {
    try (ThreadProbe probe = new OshiProbes().threads()) {
      probe.setRoots(new int[] {Integer.MAX_VALUE}, Origin.FOREIGN);
      assertTrue(probe.look(System.nanoTime()).threads().isEmpty());
    }
  }

  @Test
  void coresSumToOne() {
    try (HostProbe probe = new OshiProbes().host()) {
      HostSample sample = probe.look(System.nanoTime(), new int[] {self});
      assertTrue(sample.cores().isEmpty());
      while (sample.cores().isEmpty()) {
        LockSupport.parkNanos(1_000_000);
        sample = probe.look(System.nanoTime(), new int[] {self});
      }
      sample
          .cores()
          .forEach(
              core ->
                  assertEquals(
                      1.0,
                      core.user() + core.system() + core.iowait() + core.steal() + core.idle(),
                      1e-9));
      assertFalse(sample.pressure().cpuSome().known());
      assertTrue(sample.otherLoadCores().known());
    }
  }
}
