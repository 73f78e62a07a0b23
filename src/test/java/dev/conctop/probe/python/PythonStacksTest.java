package dev.conctop.probe.python;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.conctop.probe.jvm.OtherUser;
import dev.conctop.probe.python.PythonStacks.Answer;
import dev.conctop.probe.python.PythonStacks.Frames;
import dev.conctop.probe.python.PythonStacks.NotRead;
import dev.conctop.probe.python.memory.MemoryMap;
import dev.conctop.probe.python.memory.NotReadException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Real programs on every CPython of this machine. */
class PythonStacksTest {
  private static final long LONGEST_NANOS = Duration.ofSeconds(30).toNanos();

  @TempDir private Path folder;

  private interface Try {
    void on(Path python, Path folder) throws Exception;
  }

  /** One test a version; none, with the reason, where there is no CPython. */
  private Stream<DynamicTest> each(int from, int to, Try body) throws IOException {
    Collection<Path> found = here() ? PythonTarget.found(from, to).values() : List.of();
    if (found.isEmpty()) {
      System.out.println("skipped: no CPython 3." + from + " to 3." + to + " on 64-bit x86 Linux");
    }
    return found.stream()
        .map(
            python ->
                DynamicTest.dynamicTest(
                    python.toString(),
                    () -> body.on(python, Files.createTempDirectory(folder, "python"))));
  }

  private static boolean here() {
    return Files.isDirectory(Path.of("/proc/self/task"))
        && System.getProperty("os.arch").equals("amd64");
  }

  /** Asks again until the answer is as wished: a thread takes a while to get to its place. */
  private static <T> T await(Supplier<T> ask, Predicate<T> wished) {
    long start = System.nanoTime();
    T answer = ask.get();
    while (!wished.test(answer)) {
      assertTrue(System.nanoTime() - start < LONGEST_NANOS, "still " + answer);
      Thread.onSpinWait();
      answer = ask.get();
    }
    return answer;
  }

  private static List<String> stack(int pid, int tid, String innermost) {
    Answer answer =
        await(
            () -> PythonStacks.read(pid, tid),
            a -> a instanceof Frames read && read.frames().getFirst().equals(innermost));
    return ((Frames) answer).frames();
  }

  private static String status(int pid, String key) throws IOException {
    for (String line : Files.readAllLines(Path.of("/proc/" + pid + "/status"))) {
      if (line.startsWith(key)) {
        return line.substring(key.length()).strip();
      }
    }
    return "";
  }

  private static boolean qualified(Path python) {
    return Integer.parseInt(python.getFileName().toString().substring("python3.".length())) >= 11;
  }

  private static final String SLEEPERS =
      """
      import sys, threading, time

      def nap():
          time.sleep(3600)

      def rest(): nap()

      class Work:
          def shift(self):
              for _ in (
                  1, 2):
                  rest()

      def started():
          print(threading.get_native_id())
          Work().shift()

      threading.Thread(target=started, daemon=True).start()

      def answer():
          line = sys.stdin.readline()
          print("heard " + line.strip())

      def serve():
          while True:
              answer()

      serve()
      """;

  @TestFactory
  Stream<DynamicTest> aThreadThatSleepsBelowThreeFunctions() throws IOException {
    return each(
        9,
        13,
        (python, place) -> {
          try (PythonTarget target = new PythonTarget(python, place, SLEEPERS)) {
            int pid = target.pid();
            String at = " (" + target.script + ":";
            List<String> frames = stack(pid, target.number(), "nap" + at + "4)");
            String shift = qualified(python) ? "Work.shift" : "shift";
            assertEquals(
                List.of(
                    "nap" + at + "4)",
                    "rest" + at + "6)",
                    shift + at + "12)",
                    "started" + at + "16)"),
                frames.subList(0, 4));
            assertTrue(frames.get(4).contains("threading.py:"), frames::toString);
            assertEquals(7, frames.size(), frames::toString);
            assertEquals(
                List.of("answer" + at + "21)", "serve" + at + "26)", "<module>" + at + "28)"),
                stack(pid, pid, "answer" + at + "21)"));
            assertEquals(
                Optional.empty(), await(() -> PythonStacks.lockHolder(pid), Optional::isEmpty));

            assertEquals("0", status(pid, "TracerPid:"));
            assertTrue(status(pid, "State:").startsWith("S"));
            target.tell("this");
            assertEquals("heard this", target.line());
            stack(pid, pid, "answer" + at + "21)");

            target.end();
            assertEquals(new NotRead("it has ended"), PythonStacks.read(pid, pid));
            assertEquals(Optional.empty(), PythonStacks.lockHolder(pid));
          }
        });
  }

  private static final String ODD_ONES =
      """
      import os, sys, threading, time

      def \u65e5\u672c():
          time.sleep(3600)

      def sch\u00f6n():
          yield \u65e5\u672c()

      def down(n):
          if n == 0:
              print("down")
              time.sleep(3600)
          down(n - 1)

      if os.fork() == 0:
          child = [str(os.getpid())]
          def started():
              print(" ".join(child + [str(threading.get_native_id())]))
              exec(compile("\\n\\ntime.sleep(3600)", "<made\\x1b[31m up>", "exec"))
          threading.Thread(target=started, daemon=True).start()
          list(map(lambda _: [sum(sch\u00f6n()) for _ in range(3)], range(4)))
      sys.setrecursionlimit(5000)
      sys.stdin.readline()
      down(600)
      """;

  @TestFactory
  Stream<DynamicTest> forksAndGeneratorsAndOddNamesAndDeepRecursion() throws IOException {
    return each(
        9,
        13,
        (python, place) -> {
          try (PythonTarget target = new PythonTarget(python, place, ODD_ONES)) {
            String at = " (" + target.script + ":";
            String[] numbers = target.line().split(" ");
            int child = Integer.parseInt(numbers[0]);
            List<String> frames = stack(child, child, "\u65e5\u672c" + at + "4)");
            assertEquals("sch\u00f6n" + at + "7)", frames.get(1));
            assertEquals("<module>" + at + "21)", frames.getLast());
            assertTrue(frames.contains("<lambda>" + at + "21)"), frames::toString);
            frames = stack(child, Integer.parseInt(numbers[1]), "<module> (<made\ufffd up>:3)");
            assertEquals("started" + at + "19)", frames.get(1));

            target.tell("go on");
            assertEquals("down", target.line());
            frames = stack(target.pid(), target.pid(), "down" + at + "12)");
            assertEquals(513, frames.size());
            assertEquals("down" + at + "13)", frames.get(511));
            assertEquals(FrameWalker.MORE, frames.getLast());
          }
        });
  }

  private static final String HOLDER =
      """
      import sys, threading

      def work():
          sys.stdout.write(f"{threading.get_native_id()}\\n")
          sum(range(10 ** 12))

      def started():
          work()

      threading.Thread(target=started, daemon=True).start()
      sys.stdin.readline()
      """;

  /** A call that keeps the interpreter lock: it runs all the time, and its frames stand still. */
  @TestFactory
  Stream<DynamicTest> aThreadThatHoldsTheInterpreterLock() throws IOException {
    return each(
        9,
        13,
        (python, place) -> {
          try (PythonTarget target = new PythonTarget(python, place, HOLDER)) {
            int tid = target.number();
            int pid = target.pid();
            await(() -> PythonStacks.lockHolder(pid), Optional.of(tid)::equals);
            List<String> frames = stack(pid, tid, "work (" + target.script + ":5)");
            assertEquals("started (" + target.script + ":8)", frames.get(1));
            assertEquals(Optional.of(tid), PythonStacks.lockHolder(pid));
          }
        });
  }

  private static final String BUSY =
      """
      import sys

      def one(n): return n + 1

      def two(n): return one(n) + one(n)

      def loop():
          print("ready")
          n = 0
          while True:
              n = two(n) & 255

      loop()
      """;

  /** Whoever never stands still is read right or not at all. */
  @TestFactory
  Stream<DynamicTest> aThreadThatMovesAllTheTime() throws IOException {
    return each(
        9,
        13,
        (python, place) -> {
          try (PythonTarget target = new PythonTarget(python, place, BUSY)) {
            assertEquals("ready", target.line());
            for (int i = 0; i < 200; i++) {
              switch (PythonStacks.read(target.pid(), target.pid())) {
                case NotRead not -> assertTrue(not.reason().startsWith("it moved"), not.reason());
                case Frames read -> assertTrue(oneStack(read.frames()), read::toString);
              }
            }
          }
        });
  }

  private static boolean oneStack(List<String> frames) {
    List<String> names = frames.stream().map(f -> f.substring(0, f.indexOf(' '))).toList();
    List<String> whole = List.of("one", "two", "loop", "<module>");
    return names.size() >= 2 && names.equals(whole.subList(4 - names.size(), 4));
  }

  @TestFactory
  Stream<DynamicTest> olderOnesAreNamed() throws IOException {
    return each(
        6,
        8,
        (python, place) -> {
          String source = "import sys\nprint('ready')\nsys.stdin.readline()\n";
          try (PythonTarget target = new PythonTarget(python, place, source)) {
            assertEquals("ready", target.line());
            NotRead not = (NotRead) PythonStacks.read(target.pid(), target.pid());
            String version = python.getFileName().toString().substring("python".length());
            assertTrue(not.reason().startsWith("CPython " + version), not.reason());
          }
        });
  }

  /** Renamed, the version is told by what is exported (3.11), or by what is mapped. */
  @TestFactory
  Stream<DynamicTest> aNameSaysNothing() throws IOException {
    return each(
        9,
        13,
        (python, place) -> {
          Path copy = Files.copy(python.toRealPath(), place.resolve("ledger"));
          Path home = python.getParent().getParent();
          try (PythonTarget target =
              new PythonTarget(
                  copy,
                  place,
                  SLEEPERS,
                  Map.of("PYTHONHOME", home.toString(), "LD_LIBRARY_PATH", home + "/lib"))) {
            target.number();
            stack(target.pid(), target.pid(), "answer (" + target.script + ":21)");
          }
        });
  }

  @Test
  void whatIsNoPythonIsSaid() throws Exception {
    assumeTrue(here(), "no /proc, or not 64-bit x86");
    Process other = new ProcessBuilder("sleep", "3600").start();
    try {
      int pid = (int) other.pid();
      assertEquals(
          new NotRead(PythonProcess.NOT_PYTHON),
          await(
              () -> PythonStacks.read(pid, pid),
              a -> a.equals(new NotRead(PythonProcess.NOT_PYTHON))));
      assertEquals(Optional.empty(), PythonStacks.lockHolder(pid));
    } finally {
      other.destroyForcibly().waitFor();
    }
    int self = (int) ProcessHandle.current().pid();
    assertEquals(new NotRead(PythonProcess.NOT_PYTHON), PythonStacks.read(self, self));
    int none = (4 << 20) + 1; // above the largest that Linux gives
    assertEquals(new NotRead("it has ended"), PythonStacks.read(none, none));
    assertEquals(new NotRead("it has ended"), PythonStacks.read(self, none));
  }

  private static final String CHILD_UNWAITED_FOR =
      """
      import subprocess, sys
      child = subprocess.Popen([sys.executable, "-c", ""], stdout=subprocess.PIPE)
      child.stdout.read()
      print(child.pid)
      sys.stdin.readline()
      """;

  @TestFactory
  Stream<DynamicTest> whatHasEndedAndWasNotWaitedFor() throws IOException {
    return each(
        13,
        13,
        (python, place) -> {
          try (PythonTarget target = new PythonTarget(python, place, CHILD_UNWAITED_FOR)) {
            int child = target.number();
            Answer none = new NotRead(NotReadException.NO_MEMORY);
            assertEquals(none, await(() -> PythonStacks.read(child, child), none::equals));
          }
        });
  }

  /** Reads a stack as somebody else: process, thread. */
  public static final class AsOther {
    private AsOther() {}

    public static void main(String[] arguments) {
      int pid = Integer.parseInt(arguments[0]);
      System.out.println(PythonStacks.read(pid, pid));
      System.out.println(PythonStacks.lockHolder(pid));
    }
  }

  @Test
  void anotherUsersIsNotRead() throws Exception {
    assumeTrue(here() && OtherUser.possible(), "not root, or no setpriv");
    Process other = new ProcessBuilder("sleep", "3600").start();
    try {
      String said = OtherUser.run(AsOther.class, Long.toString(other.pid()));
      assertTrue(said.contains("NotRead[reason=its memory may not be read: it belongs to"), said);
      assertTrue(said.contains("Optional.empty"), said);
    } finally {
      other.destroyForcibly().waitFor();
    }
  }

  @Test
  void theVersionIsToldByWhatIsMapped() {
    assertEquals("CPython 3.13", named("/opt/lib/libpython3.13t.so.1.0"));
    assertEquals("CPython 3.9", named("/usr/bin/python3.9 (deleted)"));
    assertEquals("CPython 3.10", named("/l/_ssl.cpython-310-x86_64-linux-gnu.so"));
    assertEquals("CPython 3.9", named("/l/_ssl.cpython-39-x86_64-linux-gnu.so"));
    assertEquals("CPython 0.0", named("/usr/lib/libpython3.so"));
  }

  private static String named(String path) {
    return PythonProcess.named(MemoryMap.parse("1000-2000 r--p 0 fe:00 1    " + path)).toString();
  }
}
