package dev.conctop.probe.procfs.thread;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.conctop.probe.Origin;
import dev.conctop.probe.procfs.FakeProcess;
import dev.conctop.probe.procfs.MapFiles;
import dev.conctop.sample.figure.Fidelity;
import dev.conctop.sample.thread.ProcessUse;
import org.junit.jupiter.api.Test;

class SwitchesTest {
  private static final long MS = 1_000_000;
  private static final String NANOSLEEP = "35 0x7ff0 0x0 0x0 0x0 0x0 0x0 0x1 0x2";

  private final MapFiles files = new MapFiles().put("uptime", "1000.00 5.00\n");
  private long nanos = 1_000_000 * MS;
  private final ProcThreadProbe probe = new ProcThreadProbe(files, () -> nanos, "amd64");
  private final FakeProcess process = new FakeProcess(files, 100, 1, 5_000);

  private ProcessUse look(long afterMs) {
    nanos += afterMs * MS;
    return probe.look(nanos).use();
  }

  @Test
  void aProcessThatMerelySleptSwitchedNoTimes() {
    process.thread(100, "main", 'S', NANOSLEEP, 500, 0, 50);
    probe.setRoots(new int[] {100}, Origin.FOREIGN);
    look(0);
    ProcessUse use = look(100);
    assertEquals(0, use.voluntarySwitches().value());
    assertEquals(0, use.involuntarySwitches().value());
    assertEquals(Fidelity.ESTIMATED, use.voluntarySwitches().fidelity());
  }

  @Test
  void whatRanBeforeItsKindsWereReadIsTakenForVoluntary() {
    process.thread(100, "main", 'S', NANOSLEEP, 500, 0, 50);
    probe.setRoots(new int[] {100}, Origin.FOREIGN);
    look(0);
    process.thread(100, "main", 'S', NANOSLEEP, 501, 0, 53);
    assertEquals(3, look(100).voluntarySwitches().value());
  }

  @Test
  void aKernelThatShowsNoneIsSaidToShowNone() {
    process.thread(100, "main", 'S', NANOSLEEP, 500, 0, 50);
    files.put("100/task/100/status", "VmRSS:\t100 kB\n");
    probe.setRoots(new int[] {100}, Origin.FOREIGN);
    look(0);
    assertFalse(look(100).voluntarySwitches().known());
    assertEquals(
        "the kernel shows no context switches in status", look(100).voluntarySwitches().reason());
  }
}
