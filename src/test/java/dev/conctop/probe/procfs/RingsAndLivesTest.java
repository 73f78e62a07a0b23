package dev.conctop.probe.procfs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.conctop.probe.procfs.process.ProcMachineProbe;
import dev.conctop.sample.ProcessTable;
import dev.conctop.sample.thread.ProcessLife;
import dev.conctop.sample.thread.ProcessRow;
import org.junit.jupiter.api.Test;

/** What the table of processes knows beyond times and waits. */
class RingsAndLivesTest {
  private static final long SECOND = 1_000_000_000L;

  private final MapFiles files = new MapFiles().put("uptime", "1000.00 5.00\n");
  private long nanos = 1_000 * SECOND;
  private final ProcMachineProbe probe = new ProcMachineProbe(files, () -> nanos, "amd64");

  private ProcessRow look(long iowaitTicks) {
    files.put("stat", "cpu  10 0 10 900 " + iowaitTicks + " 0 0 0 0 0\ncpu0 1 1 1 1 1 0 0 0\n");
    nanos += SECOND;
    ProcessTable table = probe.processes(nanos);
    return table.rows().stream().filter(r -> r.pid() == 7).findFirst().orElseThrow();
  }

  private void state(char letter, int threads) {
    new FakeProcess(files, 7, 1, 50).process(0, threads);
    String stat = files.texts.get("7/stat");
    files.put("7/stat", stat.replace(") S ", ") " + letter + " "));
  }

  @Test
  void ringsAreLookedForOnlyWhileThereIsMuchIowait() {
    state('S', 2);
    files.put("7/task/7/wchan", "futex_do_wait");
    files.put("7/task/8/wchan", "io_cqring_wait");
    assertFalse(look(0).atRing());
    assertFalse(look(10).atRing(), "a tenth of a core");
    assertTrue(look(110).atRing(), "a whole core");
    files.put("7/task/8/wchan", "futex_do_wait");
    assertTrue(look(210).atRing(), "once in two seconds");
    files.put("7/task/8/wchan", "io_cqring_wait");
    assertTrue(look(310).atRing());
    assertTrue(look(311).atRing(), "what was found holds for two seconds");
    assertFalse(look(312).atRing());
  }

  @Test
  void stoppedTracedAndZombieAreWords() {
    state('T', 1);
    assertEquals("stopped", look(0).doing());
    state('t', 1);
    assertEquals("traced", look(0).doing());
    state('Z', 1);
    assertEquals(ProcessLife.ZOMBIE, look(0).life());
    assertEquals("zombie", look(0).doing());
    state('Z', 2);
    assertEquals(ProcessLife.ALIVE, look(0).life(), "its other threads live");
  }

  @Test
  void theBusiestHasItsCommandLine() {
    state('S', 1);
    files.put("7/cmdline", "/bin/sh\0-c\0sleep \u001b[31m1\0");
    String command = look(0).command();
    assertTrue(command.startsWith("/bin/sh -c sleep "), command);
    assertFalse(command.contains("\u001b"));
  }
}
