package dev.conctop.probe.procfs;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.conctop.probe.Origin;
import dev.conctop.probe.procfs.thread.ProcThreadProbe;
import org.junit.jupiter.api.Test;

class NoticeTest {
  private static final long MS = 1_000_000;
  private static final String NANOSLEEP = "35 0x7ff0 0x0 0x0 0x0 0x0 0x0 0x1 0x2";
  private static final String REFUSED =
      "system calls of pid 100 may not be read: causes are estimated; ask as its user or as root";

  private final MapFiles files = new MapFiles().put("uptime", "1000.00 5.00\n");
  private long nanos = 1_000_000 * MS;
  private final ProcThreadProbe probe = new ProcThreadProbe(files, () -> nanos, "amd64");
  private final FakeProcess process = new FakeProcess(files, 100, 1, 5_000);

  private String noticeAfterTwoLooks() {
    process.thread(100, "main", 'S', NANOSLEEP, 500, 0, 50);
    files.put("100/syscall", NANOSLEEP);
    files.denied.add("100/task/100/syscall");
    probe.setRoots(new int[] {100}, Origin.FOREIGN);
    probe.look(nanos);
    nanos += 100 * MS;
    probe.look(nanos);
    return probe.notice();
  }

  @Test
  void aSleeperThatMayNotBeAskedIsSaidToBeOneFromTheFirstLooks() {
    files.denied.add("100/syscall");
    assertEquals(REFUSED, noticeAfterTwoLooks());
  }

  @Test
  void aThreadThatRefusesAloneMayMerelyBeEnding() {
    assertEquals("", noticeAfterTwoLooks());
  }
}
