package dev.conctop.probe.procfs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.conctop.probe.MachineProbe;
import dev.conctop.probe.Origin;
import dev.conctop.probe.Reach;
import dev.conctop.probe.ThreadProbe;
import dev.conctop.sample.thread.ProcessRow;
import dev.conctop.sample.thread.ThreadRow;
import java.io.BufferedReader;
import java.io.IOException;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Thousands of processes with odd names that come and go while all are looked at. */
class StormTest {
  private static final int FORKS = 3000;

  /** Two children at a time, each under a name of its own; says how many there were. */
  private static final String SCRIPT =
      "i=0; while [ $i -lt "
          + FORKS
          + " ]; do\n"
          + "(printf 'a) R 1 (' >/proc/self/comm) &\n"
          + "(printf 'x) Z\\n\\033[2J' >/proc/self/comm; (:)) &\n"
          + "i=$((i+2)); [ $((i % 20)) = 0 ] && wait; done; wait; echo $i; read end";

  @Test
  void isLookedAtWithoutHarm() throws IOException {
    assumeTrue(ProcfsProbes.here(), "no /proc on this machine");
    Process storm = new ProcessBuilder("sh", "-c", SCRIPT).start();
    try (BufferedReader said = storm.inputReader();
        MachineProbe machine = new ProcfsProbes().machine().orElseThrow();
        ThreadProbe tree = new ProcfsProbes().threads()) {
      tree.setRoots(new int[] {(int) storm.pid()}, Origin.FOREIGN, Reach.TREE);
      Set<String> names = new TreeSet<>();
      while (!said.ready() && storm.isAlive()) {
        for (ProcessRow row : machine.processes(System.nanoTime()).rows()) {
          names.add(row.name());
          assertTrue(!row.onCpu().known() || row.onCpu().value() >= 0, row.toString());
        }
        for (ThreadRow row : tree.look(System.nanoTime()).threads()) {
          names.add(row.name());
        }
      }
      assertEquals(FORKS, Integer.parseInt(said.readLine()));
      assertTrue(names.contains("a) R 1 ("), names.toString());
      for (String name : names) {
        assertTrue(name.chars().noneMatch(c -> c < ' ' || c == 127), name);
      }
      assertEquals(1, tree.look(System.nanoTime()).threads().size(), "nobody else is left");
    } finally {
      storm.destroyForcibly();
    }
  }
}
