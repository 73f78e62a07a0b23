package dev.conctop.probe.procfs.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;

import dev.conctop.probe.procfs.FakeProcess;
import dev.conctop.probe.procfs.MapFiles;
import dev.conctop.sample.figure.Part;
import dev.conctop.sample.thread.ProcessRow;
import org.junit.jupiter.api.Test;

/** Names, memory and disk of the processes of the table. */
class ProcessFiguresTest {
  private static final long SECOND = 1_000_000_000L;

  private final MapFiles files = new MapFiles().put("uptime", "1000.00 5.00\n");
  private long nanos = 1_000 * SECOND;
  private final ProcMachineProbe probe = new ProcMachineProbe(files, () -> nanos, "amd64");

  ProcessFiguresTest() {
    new FakeProcess(files, 7, 3, 50).process(0, 1);
    files.put("7/task/7/schedstat", "100000000 0 5\n").put("7/syscall", "45 0x5 0x0 0x0\n");
    files.put("7/status", "Name:\tfake\nUid:\t1000\t1000\t1000\t1000\n");
    files.put("7/cmdline", "/usr/bin/python3\0-u\0/srv/a\033[31m.py\0--x\0");
    files.put(
        "self/root/etc/passwd", "root:x:0:0::/:/bin/sh\nann:x:1000:1::/:\nbob:x:1000:1::/:\n");
  }

  private ProcessRow look() {
    nanos += SECOND;
    return probe.processes(nanos).rows().getFirst();
  }

  private void ran(long millis) {
    files.put("7/task/7/schedstat", millis * 1_000_000 + " 0 5\n");
  }

  private void io(long read, long written) {
    files.put("7/io", "rchar: 9\nread_bytes: " + read + "\nwrite_bytes: " + written + "\n");
  }

  @Test
  void namesAreCleanAndTheUserHasHisFirstName() {
    ProcessRow row = look();
    assertEquals("ann", row.names().user());
    assertEquals(3, row.names().ppid());
    assertEquals("python3 a\uFFFD.py", row.names().brief());
    assertEquals("/usr/bin/python3 -u /srv/a\uFFFD.py --x", row.command());
    files.put("7/status", "Uid:\t1234\t1\t1\t1\n");
    assertEquals("1234", look().names().user());
  }

  @Test
  void whatIsForkedBecomesAnotherProgram() {
    look();
    files.put("7/cmdline", "sleep\0" + "600\0");
    assertEquals("sleep", look().names().brief());
    files.put("7/cmdline", "ls\0");
    look();
    String stat = files.texts.get("7/stat");
    files.put("7/stat", stat.replace("(fake)", "(ls)"));
    assertEquals("ls", look().names().brief());
  }

  @Test
  void memoryIsInPages() {
    String stat = files.texts.get("7/stat");
    // rss is the third after the start time
    files.put("7/stat", stat.replace(" 50 0 0 ", " 50 0 25 "));
    assertEquals(25 * 4096.0, look().costs().residentBytes().value());
  }

  @Test
  void diskIsARateAndNothingWhileItRests() {
    io(1000, 50);
    assertEquals("seen once only", look().costs().readPerSecond().reason());
    io(4096 + 1000, 50);
    ran(200);
    ProcessRow row = look();
    assertEquals(4096, row.costs().readPerSecond().value());
    assertEquals(0, row.costs().writtenPerSecond().value());
    int before = files.readings;
    ProcessRow rests = look();
    assertEquals(0, rests.costs().readPerSecond().value());
    io(2 * 4096 + 1000, 50);
    ran(300);
    assertEquals(4096, look().costs().readPerSecond().value());
    assertFalse(files.readings - before > 100);
  }

  @Test
  void withoutTheRightTheReasonIsSaid() {
    io(1, 1);
    files.denied.add("7/io");
    ProcessRow row = look();
    assertEquals("no permission to read its io", row.costs().readPerSecond().reason());
  }

  @Test
  void busyThreadsOfTheKernelAreSummed() {
    new FakeProcess(files, 9, 2, 50).process(5, 1);
    files.put("9/task/9/schedstat", "50000000 0 5\n");
    look();
    new FakeProcess(files, 9, 2, 50).process(25, 1);
    files.put("9/task/9/schedstat", "250000000 0 5\n");
    look();
    new FakeProcess(files, 9, 2, 50).process(45, 1);
    files.put("9/task/9/schedstat", "450000000 100000000 5\n");
    nanos += SECOND;
    ProcessRow row = probe.processes(nanos).rows().getLast();
    assertEquals(9, row.pid());
    assertEquals(0.2, row.onCpu().value(), 1e-9);
    assertEquals(0.1, row.runQueue().value(), 1e-9);
  }

  @Test
  void whoRestsKeepsItsRow() {
    io(1, 1);
    for (int i = 0; i < 10; i++) {
      look();
    }
    ProcessRow row = look();
    assertEquals(8, row.crowd().moving().count(Part.NETWORK));
    assertSame(row, look());
  }
}
