package dev.conctop.probe.jvm.dump;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.conctop.sample.ThreadStack;
import dev.conctop.sample.figure.Part;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The same program's dump in the forms of JDK 17, 21 and 25. */
class ThreadDumpParserTest {
  static ThreadDump dump(String version) throws IOException {
    return dump("thread-print", version);
  }

  static ThreadDump dump(String program, String version) throws IOException {
    return ThreadDumpParser.parse(text(program, version));
  }

  private static String text(String program, String version) throws IOException {
    String name = "/jvm/" + program + "-" + version + ".txt";
    try (InputStream in = ThreadDumpParserTest.class.getResourceAsStream(name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private static List<String> texts(ThreadDump dump) {
    return dump.stack().stream().map(ThreadStack.Line::text).toList();
  }

  private static DumpedThread thread(ThreadDump dump, String name) {
    List<DumpedThread> found = dump.threads().stream().filter(t -> t.name().equals(name)).toList();
    assertEquals(1, found.size(), name);
    return found.getFirst();
  }

  @ParameterizedTest
  @CsvSource({
    "17, 17.0.15+6-Debian-1deb12u1, 33, 13893, 13924",
    "21, 21.0.7+6-LTS, 33, 13908, 13981",
    "25, 25.0.3+9-LTS, 32, 13908, 13981"
  })
  void numbersNamesAndVersion(String jdk, String version, int threads, int main, int vm)
      throws IOException {
    ThreadDump dump = dump(jdk);
    assertEquals(version, dump.version());
    assertEquals(threads, dump.threads().size());
    assertEquals(main, thread(dump, "main").nid());
    assertTrue(thread(dump, "main").java());
    assertEquals(vm, thread(dump, "VM Thread").nid());
    assertFalse(thread(dump, "VM Thread").java());
  }

  @ParameterizedTest
  @ValueSource(strings = {"17", "21", "25"})
  void whatEachWaitsForAndWhoHasIt(String jdk) throws IOException {
    ThreadDump dump = dump(jdk);
    DumpedThread contender = thread(dump, "contender");
    assertEquals("BLOCKED (on object monitor)", contender.state());
    assertEquals("java.lang.Object", contender.waitsFor());
    assertEquals("owner \"quoted\" name", dump.owners().get(contender.lock()).name());
    assertEquals(Part.LOCK, WaitWords.of(contender));
    assertEquals(Part.SLEEP, WaitWords.of(thread(dump, "owner \"quoted\" name")));
    assertEquals(Part.LOCK, WaitWords.of(thread(dump, "lock-waiter")));
    assertEquals(Part.IDLE, WaitWords.of(thread(dump, "pool-1-thread-1")));
    assertEquals(Part.SLEEP, WaitWords.of(thread(dump, "parker")));
    assertEquals(Part.UNKNOWN, WaitWords.of(thread(dump, "locker")), "park() without a word");
    assertEquals(Part.UNKNOWN, WaitWords.of(thread(dump, "acceptor")), "the kernel knows better");
    assertEquals(Part.IDLE, WaitWords.of(thread(dump, "waiter\uFFFD")));
    assertEquals(List.of(List.of("dead-1", "dead-2")), dump.deadlocks());
  }

  @Test
  void aCarrierIsToldByItsLine() throws IOException {
    assertTrue(thread(dump("21"), "ForkJoinPool-1-worker-1").carries());
  }

  @Test
  void aCarrierWithAVirtualThreadHasItsNumberInBrackets() throws IOException {
    ThreadDump dump = dump("carriers", "25");
    DumpedThread carrier = thread(dump, "ForkJoinPool-1-worker-1");
    assertEquals(20302, carrier.nid());
    assertTrue(carrier.carries());
    assertTrue(carrier.isIn("VtPin$Slow.<clinit>"), "the frames of what it carries");
    assertFalse(carrier.isIn("ForkJoinWorkerThread.run"), "not its own");
    assertEquals(Part.SLEEP, WaitWords.of(carrier));
    assertEquals(20303, thread(dump, "ForkJoinPool-1-worker-2").nid());
  }

  @ParameterizedTest
  @ValueSource(strings = {"17", "21", "25"})
  void theWholeStackOfTheThreadThatIsAskedFor(String jdk) throws IOException {
    int nid = thread(dump(jdk), "contender").nid();
    ThreadDump dump = ThreadDumpParser.parse(text("thread-print", jdk), nid);
    assertTrue(
        texts(dump).getFirst().matches("T\\.lambda.*\\(T\\.java:\\d+\\)"), texts(dump).toString());
    assertTrue(
        texts(dump).get(1).matches("waiting to lock <0x6[0-9a-f]+> \\(a java.lang.Object\\)"));
    assertFalse(dump.stack().get(1).frame());
    assertTrue(texts(dump).getLast().matches("java.lang.Thread.run\\(Thread.java:\\d+\\)"));
    assertEquals(List.of(), dump(jdk).stack(), "nobody's when nobody is asked for");
    assertEquals(List.of(), ThreadDumpParser.parse(text("thread-print", jdk), 1).stack());
  }

  @Test
  void theFramesOfAVirtualThreadComeBeforeItsCarriers() throws IOException {
    List<String> all = texts(ThreadDumpParser.parse(text("carriers", "25"), 20302));
    assertEquals("jdk.internal.misc.Unsafe.park(Native Method)", all.getFirst());
    assertEquals(
        "java.util.concurrent.ForkJoinWorkerThread.run(ForkJoinWorkerThread.java:187)",
        all.getLast());
    int border = all.indexOf("the virtual thread ends; below is its carrier");
    assertTrue(all.indexOf("VtPin$Slow.<clinit>(VtPin.java:2)") < border);
    assertEquals("jdk.internal.vm.Continuation.run(Continuation.java:251)", all.get(border + 1));
  }

  @ParameterizedTest
  @CsvSource({
    "'\"f\" #9 daemon prio=5 os_prio=0 cpu=1ms elapsed=1s tid=0x7f nid=0x50 runnable  [0x1]', 80",
    "'\"f\" #9 [81] daemon prio=5 os_prio=0 tid=0x7f nid=81 waiting on condition  [0x1]', 81",
    "'\"f\" #9 [82] daemon prio=5 os_prio=0 tid=0x7f  [0x00007fb7be59c000]', 82"
  })
  void aHeadOf17And21And25(String head, int nid) {
    assertEquals(nid, ThreadDumpParser.parse(head + "\n").threads().getFirst().nid());
  }

  @Test
  void whatAnotherOneInitialisesIsHeld() {
    DumpedThread thread =
        ThreadDumpParser.parse(
                "\"a\" #9 [82] prio=5 os_prio=0 tid=0x7f nid=82 waiting on condition  [0x1]\n"
                    + "   java.lang.Thread.State: RUNNABLE\n"
                    + "\tat Main.run(Main.java:1)\n"
                    + "\t- waiting on the Class initialization monitor for com.example.Slow\n")
            .threads()
            .getFirst();
    assertEquals(Part.LOCK, WaitWords.of(thread));
    assertEquals("initialisation of com.example.Slow", thread.waitsFor());
  }

  @Test
  void aNameMayHoldAnything() {
    String head = " prio=5 os_prio=0 cpu=1.00ms elapsed=1.00s tid=0x00007f0000000000 nid=";
    String evil = "x\" #1" + head + "1 runnable";
    ThreadDump dump =
        ThreadDumpParser.parse(
            "Full thread dump of nothing\n"
                + ("\"" + evil + "\" #9 [77] daemon" + head + "77 runnable  [0x0]\n")
                + "   java.lang.Thread.State: RUNNABLE\n\n"
                + ("\"two\nlines\u001b]0;owned\u0007\" #10" + head + "0x50 runnable  [0x0]\n")
                + "   java.lang.Thread.State: WAITING (parking)\n");
    assertEquals(List.of(77, 80), dump.threads().stream().map(DumpedThread::nid).toList());
    assertEquals(evil, dump.threads().getFirst().name());
    assertEquals("two lines\uFFFD", dump.threads().getLast().name());
    assertEquals("WAITING (parking)", dump.threads().getLast().state());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "\"",
        "\"\"",
        "\"a\" tid=0x nid=",
        "\"a\" tid=0x0 nid=0xffffffffffff runnable",
        "Full thread dump (",
        "Found one Java-level deadlock:\n\"a\":",
        "\t- locked <0x1> (a b)\n\tat x"
      })
  void whatIsNoDumpGivesNoThreads(String text) {
    assertEquals(List.of(), ThreadDumpParser.parse(text).threads());
  }
}
