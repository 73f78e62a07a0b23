package dev.conctop.probe.procfs.program;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.conctop.probe.StackReader;
import dev.conctop.probe.procfs.MapFiles;
import dev.conctop.sample.ThreadStack;
import dev.conctop.sample.figure.Fidelity;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Stacks from outside, on texts of Linux 6.18. */
class ProcStacksTest {
  private static final String SLEEPING =
      """
      [<0>] hrtimer_nanosleep+0x74/0xf0
      [<0>] common_nsleep+0x30/0x60
      [<0>] __x64_sys_clock_nanosleep+0xce/0x140
      [<0>] do_syscall_64+0x71/0x280
      [<0>] entry_SYSCALL_64_after_hwframe+0x76/0x7e
      """;

  private static final String PYTHON_MAPS =
      "7f00-7f01 r-xp 00000000 08:01 123 /usr/lib/x86_64-linux-gnu/libpython3.11.so.1.0\n";

  private final MapFiles files =
      new MapFiles().put("7/stat", "7 (x)").put("7/task/8/stat", "8 (y)").put("7/maps", "");
  private StackReader python = StackReader.none("no CPython");

  private ThreadStack.Answer read() {
    return new ProcStacks(files, (pid, tid) -> python.read(pid, tid)).read(7, 8);
  }

  @Test
  void theKernelsFramesAndWhatIsMissing() {
    files.put("7/task/8/stack", SLEEPING);
    ThreadStack.Frames frames = assertInstanceOf(ThreadStack.Frames.class, read());
    assertEquals("kernel", frames.reader());
    assertEquals(Fidelity.SAMPLED, frames.fidelity());
    assertEquals(5, frames.count());
    assertEquals("hrtimer_nanosleep+0x74/0xf0", frames.lines().getFirst().text());
    assertEquals(
        "the rest is n/a: native frames are not read from outside",
        frames.lines().getLast().text());
  }

  @Test
  void whoMayNotReadItIsToldWhatHelps() {
    files.put("7/task/8/stack", "");
    files.denied.add("7/task/8/stack");
    assertEquals(
        new ThreadStack.NotRead(
            "native frames are not read from outside; the kernel's frames are shown to"
                + " CAP_SYS_ADMIN only",
            "run conctop as root"),
        read());
  }

  @Test
  void aRunningThreadHasNone() {
    files.put("7/task/8/stack", "");
    ThreadStack.NotRead not = assertInstanceOf(ThreadStack.NotRead.class, read());
    assertTrue(not.reason().contains("it runs"), not.reason());
  }

  @Test
  void aKernelWithoutThem() {
    ThreadStack.NotRead not = assertInstanceOf(ThreadStack.NotRead.class, read());
    assertTrue(not.reason().contains("this kernel shows no stacks"), not.reason());
  }

  @Test
  void whatHasEndedIsSaid() {
    files.remove("7/task/8");
    assertEquals(new ThreadStack.Ended("thread 8 has ended"), read());
    files.remove("7/");
    assertEquals(new ThreadStack.Ended("process 7 has ended"), read());
  }

  @Test
  void ofPythonItsOwnFramesComeFirst() {
    files.put("7/maps", PYTHON_MAPS).put("7/task/8/stack", SLEEPING);
    ThreadStack.Answer own =
        new ThreadStack.Frames(
            "memory", Fidelity.SAMPLED, List.of(ThreadStack.Line.frame("work (a.py:3)")));
    python = (pid, tid) -> own;
    assertEquals(own, read());
    python = StackReader.none("its memory may not be read");
    ThreadStack.Frames kernel = assertInstanceOf(ThreadStack.Frames.class, read());
    assertEquals("the rest is n/a: its memory may not be read", kernel.lines().getLast().text());
  }

  @Test
  void linesThatAreNoFramesAreLeftOut() {
    assertEquals(
        List.of(ThreadStack.Line.frame("schedule+0x1/0x2")),
        KernelStack.lines(
            "\n[<0>] schedule+0x1/0x2\n[<ffffffff>] 0xffffffffffffffff\nx\n[<0>] \n"));
  }
}
