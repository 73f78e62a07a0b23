package dev.conctop.probe.python;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.conctop.probe.procfs.MapFiles;
import dev.conctop.probe.python.memory.NotReadException;
import dev.conctop.probe.python.memory.Refusal;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

/** Why memory may not be read, and what is said of threads' numbers. */
class RefusalTest {
  private static final String NONE = "CapEff:\t0000000000000000\n";
  private static final String ALL = "CapEff:\t000001ffffffffff\n";
  private final MapFiles files = new MapFiles();

  private String reason(int ours, String capabilities, int theirs, String scope) {
    files.put("self/status", "Name:\tx\nUid:\t" + ours + "\t0\t0\t0\n" + capabilities);
    files.put("7/status", "Name:\tx\nUid:\t" + theirs + "\t0\t0\t0\nVmSize:\t 8 kB\n");
    files.put("sys/kernel/yama/ptrace_scope", scope + "\n");
    String said = Refusal.of(files, 7);
    assertTrue(said.startsWith("its memory may not be read: "), said);
    return said.substring("its memory may not be read: ".length());
  }

  @Test
  void theReasonHasItsRemedy() {
    assertEquals(
        "it belongs to another user; run as that user, or as root", reason(1000, NONE, 0, "0"));
    assertEquals(
        "kernel.yama.ptrace_scope is 1; sysctl it to 0, or run as root",
        reason(1000, NONE, 1000, "1"));
    assertEquals("kernel.yama.ptrace_scope is 2; run as root", reason(1000, NONE, 1000, "2"));
    assertEquals(
        "kernel.yama.ptrace_scope is 3; start the machine with less", reason(0, ALL, 0, "3"));
    assertEquals(
        "it is protected (set-user-id, or not dumpable); run as root",
        reason(1000, NONE, 1000, "0"));
    assertEquals(
        "root without CAP_SYS_PTRACE; run with it (--cap-add=SYS_PTRACE)",
        reason(0, NONE, 1000, "1"));
    assertEquals(
        "the kernel's security rules (LSM, lockdown, user name space) forbid it",
        reason(0, ALL, 1000, ""));
  }

  @Test
  void whatHasNoMemoryIsNotRefused() {
    assertEquals("it has ended", Refusal.of(files, 7, "No such file or directory"));
    files.put("7/status", "Name:\tx\nUid:\t0\t0\t0\t0\n");
    assertEquals(NotReadException.NO_MEMORY, Refusal.of(files, 7));
    assertEquals(NotReadException.NO_MEMORY, Refusal.of(files, 7, "No such process"));
    files.put("7/status", "Name:\tx\nVmSize:\t 8 kB\n");
    assertEquals(
        "its memory could not be opened: Too many open files",
        Refusal.of(files, 7, "Too many open files"));
  }

  @Test
  void numbersInsideOfAContainer() {
    files.put("7/task/7/status", "Name:\tx\nNSpid:\t7\t1\n");
    files.put("7/task/9/status", "Name:\tx\nNSpid:\t9\t30\t3\n");
    files.put("7/task/11/status", "Name:\tx\n");
    assertEquals(1, TaskNumbers.inside(files, 7, 7));
    assertEquals(3, TaskNumbers.inside(files, 7, 9));
    assertEquals(11, TaskNumbers.inside(files, 7, 11));
    assertEquals(12, TaskNumbers.inside(files, 7, 12));
    assertEquals(OptionalInt.of(9), TaskNumbers.outside(files, 7, 3));
    assertEquals(OptionalInt.empty(), TaskNumbers.outside(files, 7, 30));
    assertEquals(OptionalInt.empty(), TaskNumbers.outside(files, 7, 0));
  }
}
