package dev.conctop.probe.jvm.attach;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.conctop.probe.jvm.attach.Gate.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What may be asked, over made-up {@code /proc} directories. */
class GateTest {
  private static final int PID = 4242;

  /** SigCgt of a HotSpot JVM: SIGQUIT is the third bit. */
  private static final String JVM_CAUGHT = "2000000101005ccd";

  @TempDir Path proc;

  private final Map<String, String> files = new HashMap<>();

  private void jvm() {
    put("cmdline", "/usr/bin/java\0-cp\0-Xrs\0Main\0-Xrs\0");
    put("maps", "7f00-7f01 r-xp 0 08:01 1 /opt/jdk/lib/server/libjvm.so\n");
    put("stat", PID + " (a) R 1 () S 1 1 1 0 -1 0 0 0 0 0 0 0 0 0 20 0 3 0 777 0");
    status(JVM_CAUGHT, ownUid(), "");
    put("environ", "HOME=/root\0");
    thread(PID, "java");
    thread(PID + 1, "Signal Dispatch");
    put("root/tmp/other", "");
  }

  private void status(String caught, long uid, String inner) {
    put(
        "status",
        "Name:\tjava\nUid:\t%d\t%d\t%d\t%d\nNSpid:\t%d%s\nSigCgt:\t%s\n"
            .formatted(uid, uid, uid, uid, PID, inner, caught));
  }

  private void thread(int tid, String name) {
    put("task/" + tid + "/comm", name + "\n");
  }

  private void put(String name, String text) {
    files.put(name, text);
  }

  private static long ownUid() {
    try {
      return (Integer) Files.getAttribute(Path.of("/proc/self"), "unix:uid");
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private Outcome judge(long ourUid) throws IOException {
    write(proc.resolve("self/status"), "Uid:\t%1$d\t%1$d\t%1$d\t%1$d\n".formatted(ourUid));
    for (Map.Entry<String, String> file : files.entrySet()) {
      write(proc.resolve(PID + "/" + file.getKey()), file.getValue());
    }
    return Gate.check(new GateReader(proc, Place.of(proc, PID)).read());
  }

  private Outcome judge() throws IOException {
    return judge(ownUid());
  }

  private static void write(Path file, String text) throws IOException {
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  private void assertRefused(String reason, boolean again) throws IOException {
    Outcome.Refused refused = assertInstanceOf(Outcome.Refused.class, judge());
    assertTrue(refused.reason().contains(reason), refused.reason());
    assertEquals(again, refused.again(), refused.reason());
    assertTrue(!refused.remedy().isEmpty() || reason.contains("ended"), refused.reason());
  }

  @Test
  void aJvmThatCatchesSigquitMayBeAsked() throws IOException {
    jvm();
    assertEquals(new Outcome.Allowed(true, ""), judge());
  }

  @Test
  void itselfIsNeverAsked() throws IOException {
    jvm();
    Files.createDirectories(proc.resolve(Integer.toString(PID)));
    Files.createSymbolicLink(proc.resolve("self"), Path.of(Integer.toString(PID)));
    assertRefused("conctop itself", false);
  }

  @Test
  void whatIsNoJvmIsLeftAlone() throws IOException {
    jvm();
    put("maps", "7f00-7f01 r-xp 0 08:01 1 /usr/bin/sleep\n");
    put("cmdline", "sleep\0600\0");
    thread(PID + 1, "sleep");
    assertInstanceOf(Outcome.NoJvm.class, judge());
  }

  @Test
  void aJvmThatDoesNotCatchSigquitYetIsStarting() throws IOException {
    jvm();
    status("0000000000000000", ownUid(), "");
    assertRefused("has not finished starting", true);
    jvm();
    thread(PID + 1, "GC Thread#0");
    assertRefused("has not finished starting", true);
    put("maps", "7f00-7f01 r-xp 0 08:01 1 /usr/bin/java\n");
    assertRefused("has not finished starting", true);
  }

  @Test
  void withReducedSignalsSigquitWouldEndIt() throws IOException {
    jvm();
    put("cmdline", "java\0-Xmx1g\0-Xrs\0Main\0");
    assertRefused("-Xrs", false);
    put("cmdline", "java\0@args\0Main\0");
    put("cwd/args", "# what it takes\n-Xmx1g \"-Xrs\"\n");
    assertRefused("-Xrs", false);
    put("cmdline", "java\0Main\0");
    put("environ", "JDK_JAVA_OPTIONS=-Xmx1g -XX:+ReduceSignalUsage\0");
    assertRefused("-Xrs", false);
  }

  @Test
  void attachingMayBeDisabled() throws IOException {
    jvm();
    put("cmdline", "java\0-XX:+DisableAttachMechanism\0Main\0");
    assertRefused("DisableAttachMechanism", false);
    put("cmdline", "java\0Main\0");
    put("environ", "JAVA_TOOL_OPTIONS=-XX:+DisableAttachMechanism\0");
    assertRefused("DisableAttachMechanism", false);
    put(
        "environ",
        "JAVA_TOOL_OPTIONS=-XX:+DisableAttachMechanism\0_JAVA_OPTIONS=-XX:-DisableAttachMechanism\0");
    assertInstanceOf(Outcome.Allowed.class, judge());
  }

  @Test
  void stoppedTracedAndEnded() throws IOException {
    jvm();
    put("stat", PID + " (java) T 1 1 1");
    assertRefused("stopped", true);
    put("stat", PID + " (java) t 1 1 1");
    assertRefused("debugger", true);
    put("stat", PID + " (java) Z 1 1 1");
    assertRefused("ended", false);
  }

  @Test
  void ofAnotherUserOnlyRootMayAsk() throws IOException {
    jvm();
    status(JVM_CAUGHT, ownUid() + 1000, "");
    Outcome.Refused refused = assertInstanceOf(Outcome.Refused.class, judge(ownUid() + 7));
    assertTrue(refused.reason().contains("" + (ownUid() + 1000)), refused.reason());
    assertTrue(refused.remedy().contains("as that user or as root"));
    assertEquals(new Outcome.Allowed(true, ""), judge(0));
  }

  @Test
  void memoryThatMayNotBeSeenAndDirectoriesOutOfReach() throws IOException {
    jvm();
    files.remove("maps");
    assertRefused("may not be looked at", false);
    put("maps", "libjvm at /x/libjvm.so\n");
    files.remove("root/tmp/other");
    Files.delete(proc.resolve(PID + "/root/tmp/other"));
    Files.delete(proc.resolve(PID + "/root/tmp"));
    assertRefused("temporary directory", false);
  }

  @Test
  void itsOwnNumberIsThatOfItsNameSpace() {
    jvm();
    status(JVM_CAUGHT, ownUid(), "\t7");
    assertEquals(PID, Place.of(proc, PID).ownPid(), "nothing was written yet");
    try {
      judge();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
    Place place = Place.of(proc, PID);
    assertEquals(7, place.ownPid());
    assertTrue(place.socket().endsWith("root/tmp/.java_pid7"), place.socket().toString());
  }

  @Test
  void withoutRoomTheRecorderStaysOff() {
    GateFacts facts =
        new GateFacts(
            'S',
            false,
            true,
            GateFacts.Library.MAPPED,
            1000,
            1000,
            true,
            true,
            false,
            true,
            StartOptions.NONE,
            true,
            true,
            Gate.LEAST_FREE_BYTES - 1);
    Outcome.Allowed allowed = assertInstanceOf(Outcome.Allowed.class, Gate.check(facts));
    assertTrue(allowed.recorder().contains("64 MiB"), allowed.recorder());
  }
}
