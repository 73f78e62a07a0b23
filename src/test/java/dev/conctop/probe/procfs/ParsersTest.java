package dev.conctop.probe.procfs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.conctop.probe.procfs.file.TaskStat;
import dev.conctop.probe.procfs.file.TaskText;
import dev.conctop.probe.procfs.file.Texts;
import dev.conctop.probe.procfs.host.CoreTicks;
import dev.conctop.probe.procfs.host.LoadText;
import dev.conctop.probe.procfs.host.PressureText;
import dev.conctop.probe.procfs.host.SystemSchedstat;
import dev.conctop.probe.procfs.wait.SyscallText;
import dev.conctop.probe.procfs.wait.fd.FdKind;
import java.nio.charset.StandardCharsets;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ParsersTest {
  private static final String STAT =
      "20388 (%s) S 3028 20338 3028 34816 4 4194560 77 0 0 0 128 341 5 6 -20 0 9 0 185035"
          + " 22097920 4523 18446744073709551615 1 1 0 0 0 0 0 16781312 2 0 0 0 17 1 0 0 0 0 0 0 0 0"
          + " 0 0 0 0 0\n";

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  @ParameterizedTest
  @ValueSource(strings = {"python3", "a) R 1 (", ")", "", "x y\n(", "((", "\u001b]52;c;x\u0007"})
  void statIsReadAfterTheLastParenthesis(String name) {
    byte[] text = bytes(STAT.formatted(name));
    TaskStat stat = new TaskStat();
    assertTrue(stat.parse(text, text.length));
    assertEquals('S', stat.state);
    assertEquals(3028, stat.ppid);
    assertEquals(128, stat.userTicks);
    assertEquals(341, stat.systemTicks);
    assertEquals(11, stat.childTicks);
    assertEquals(9, stat.threads);
    assertEquals(185035, stat.startTicks);
    assertEquals(1, stat.processor);
    assertEquals(
        name, new String(text, stat.nameFrom, stat.nameTo - stat.nameFrom, StandardCharsets.UTF_8));
  }

  @Test
  void aStatCutOffAnywhereIsRefusedAndDoesNotThrow() {
    byte[] text = bytes(STAT.formatted("a) R 1 ("));
    TaskStat stat = new TaskStat();
    int whole = new String(text, StandardCharsets.UTF_8).indexOf(" 17 1 0") + " 17 1".length();
    for (int length = 0; length < whole; length++) {
      assertFalse(stat.parse(text, length), "length " + length);
    }
  }

  @Test
  void schedstatOfAThread() {
    TaskText task = new TaskText();
    byte[] text = bytes("1843920 50020 17\n");
    assertTrue(task.parseSchedstat(text, text.length));
    assertEquals(1843920, task.runNanos);
    assertEquals(50020, task.queueNanos);
    assertEquals(17, task.slices);
    assertFalse(task.parseSchedstat(bytes("18 "), 3));
  }

  @Test
  void status() {
    TaskText task = new TaskText();
    byte[] text =
        bytes(
            "Name:\tcat\nState:\tR (running)\nUid:\t1000\t0\t0\t0\nVmRSS:\t    1668 kB\n"
                + "Threads:\t12\nSigCgt:\t0000000181005ccf\nvoluntary_ctxt_switches:\t5\n"
                + "nonvoluntary_ctxt_switches:\t16\n");
    task.parseStatus(text, text.length);
    assertEquals(5, task.voluntary);
    assertEquals(16, task.involuntary);
    assertEquals(1668 * 1024, task.residentBytes);
    assertEquals(12, task.threads);
    assertEquals(1000, task.uid);
    assertTrue(task.catches(3));
    assertFalse(task.catches(5));
    byte[] kernelThread = bytes("Name:\tkworker\nState:\tI (idle)\n");
    task.parseStatus(kernelThread, kernelThread.length);
    assertEquals(-1, task.residentBytes);
    assertEquals(-1, task.voluntary);
    task.parseSwitches(text, text.length);
    assertEquals(5, task.voluntary);
    assertEquals(16, task.involuntary);
    // Cut within the last line, and within its number.
    task.parseSwitches(text, text.length - 4);
    assertEquals(5, task.voluntary);
    assertEquals(-1, task.involuntary);
    task.parseSwitches(text, 0);
    assertEquals(-1, task.voluntary);
  }

  @Test
  void systemCall() {
    SyscallText call = new SyscallText();
    byte[] text =
        bytes("202 0x7f69e26a4000 0x89 0x0 0x7f00 0x0 0xffffffff 0x7fff556a4e18 0x7f69e28202ad\n");
    call.parse(text, text.length);
    assertEquals(202, call.number);
    assertEquals(0x89, call.arguments[1]);
    assertEquals(0x7f00, call.arguments[3]);
    call.parse(bytes("running\n"), 8);
    assertEquals(SyscallText.RUNNING, call.number);
    byte[] outside = bytes("-1 0x7fff 0x7f69\n");
    call.parse(outside, outside.length);
    assertEquals(SyscallText.OUTSIDE, call.number);
    call.parse(text, 20);
    assertEquals(SyscallText.UNREADABLE, call.number);
    call.parse(text, 0);
    assertEquals(SyscallText.UNREADABLE, call.number);
  }

  @Test
  void coresOfStat() {
    byte[] text =
        bytes(
            "cpu  8440 0 1827 288141 441 0 48 12 0 0\n"
                + "cpu0 4016 3 710 144627 34 5 7 3 1 1\n"
                + "cpu2 4424 0 1116 143513 407 0 41 9 0 0\n"
                + "intr 204658 0 0\n");
    CoreTicks ticks = new CoreTicks();
    assertTrue(ticks.parse(text, text.length));
    assertEquals(2, ticks.size());
    assertEquals(2, ticks.core(1));
    assertEquals(4019, ticks.ticks(0, CoreTicks.USER));
    assertEquals(722, ticks.ticks(0, CoreTicks.SYSTEM));
    assertEquals(34, ticks.ticks(0, CoreTicks.IOWAIT));
    assertEquals(3, ticks.ticks(0, CoreTicks.STEAL));
    assertEquals(144627, ticks.ticks(0, CoreTicks.IDLE));
    assertTrue(ticks.hasSteal());
    byte[] old = bytes("cpu  1 2 3 4\ncpu0 1 2 3 4\n");
    assertTrue(ticks.parse(old, old.length));
    assertFalse(ticks.hasSteal());
  }

  @ParameterizedTest
  @CsvSource({"15,true", "16,true", "17,true", "14,false", "18,false"})
  void schedstatOfTheSystem(int version, boolean known) {
    byte[] text =
        bytes(
            "version "
                + version
                + "\ntimestamp 4295133541\n"
                + "cpu0 0 0 0 0 0 0 21498301541 3120934112 91231\n"
                + (version == 17 ? "domain0 SMT 3 1 2 3\n" : "domain0 3 1 2 3\n")
                + "cpu1 0 0 0 0 0 0 31498301541 120934112 81231\n");
    SystemSchedstat schedstat = new SystemSchedstat();
    assertEquals(known, schedstat.parse(text, text.length));
    assertEquals(known ? 31498301541L : -1, schedstat.runNanos(1));
    assertEquals(-1, schedstat.runNanos(7));
  }

  @Test
  void pressureTotals() {
    PressureText pressure = new PressureText();
    byte[] text =
        bytes(
            "some avg10=2.35 avg60=0.47 avg300=0.13 total=3709513\n"
                + "full avg10=1.38 avg60=0.28 avg300=0.09 total=3440221\n");
    pressure.parse(text, text.length);
    assertEquals(3709513, pressure.someMicros);
    assertEquals(3440221, pressure.fullMicros);
    byte[] cpuBefore513 = bytes("some avg10=2.35 avg60=0.47 avg300=0.13 total=3709513\n");
    pressure.parse(cpuBefore513, cpuBefore513.length);
    assertEquals(-1, pressure.fullMicros);
    pressure.parse(text, 0);
    assertEquals(-1, pressure.someMicros);
  }

  @Test
  void loadAverage() {
    LoadText load = new LoadText();
    byte[] text = bytes("10.72 0.25 0.12 3/92 5602\n");
    assertTrue(load.parse(text, text.length));
    assertEquals(10.72, load.oneMinute, 1e-9);
    assertEquals(3, load.runnable);
    assertFalse(load.parse(text, 0));
  }

  @ParameterizedTest
  @CsvSource({
    "socket:[31337],SOCKET",
    "pipe:[17],PIPE",
    "anon_inode:[eventpoll],EVENTPOLL",
    "anon_inode:[eventfd],EVENTFD",
    "anon_inode:[io_uring],IO_URING",
    "anon_inode:[timerfd],TIMERFD",
    "anon_inode:inotify,INOTIFY",
    "/dev/pts/3,TERMINAL",
    "/dev/tty,TERMINAL",
    "/dev/video0,DEVICE",
    "/home/u/data.bin,FILE",
    "/home/u/gone (deleted),FILE",
    "'',UNKNOWN"
  })
  void kindOfADescriptor(String target, FdKind kind) {
    assertEquals(kind, FdKind.of(target));
  }

  @Test
  void limitOnOpenFiles() {
    byte[] text =
        bytes(
            "Limit                     Soft Limit           Hard Limit           Units     \n"
                + "Max open files            64                   20000                files     \n");
    assertEquals(64, Texts.openFilesLimit(text, text.length));
    byte[] none = bytes("Max open files            unlimited            unlimited   files\n");
    assertEquals(Long.MAX_VALUE, Texts.openFilesLimit(none, none.length));
    assertEquals(-1, Texts.openFilesLimit(text, 0));
  }

  @Test
  void noGarbageMakesAParserThrow() {
    SplittableRandom random = new SplittableRandom(7);
    byte[] text = new byte[300];
    String seeds = "cpu0123456789 ()\n\t:=xatosmfull-versionrunning";
    for (int i = 0; i < 20_000; i++) {
      int length = random.nextInt(text.length);
      for (int j = 0; j < length; j++) {
        text[j] =
            random.nextInt(10) == 0
                ? (byte) random.nextInt(256)
                : (byte) seeds.charAt(random.nextInt(seeds.length()));
      }
      new TaskStat().parse(text, length);
      new TaskText().parseStatus(text, length);
      new TaskText().parseSchedstat(text, length);
      new SyscallText().parse(text, length);
      new CoreTicks().parse(text, length);
      new SystemSchedstat().parse(text, length);
      new PressureText().parse(text, length);
      new LoadText().parse(text, length);
      Texts.openFilesLimit(text, length);
    }
  }
}
