package dev.conctop.probe.jvm.dump;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.conctop.sample.jvm.VirtualThreadGroups;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The text of Thread.dump_to_file as JDK 25 writes it, and as JDK 21's sources do. */
class VirtualStacksTest {
  private static final String HEAD_25 =
      "4242\n2026-11-26T13:37:14Z\n25.0.3+9-LTS\n\n"
          + "#3 \"main\" TIMED_WAITING 2026-11-26T13:37:14.2Z\n"
          + "    at java.base/java.lang.Thread.sleep(Thread.java:540)\n\n";

  private static final String PARKED_25 =
      " \"\" virtual WAITING 2026-11-26T13:37:14.256199677Z\n"
          + "    at java.base/java.lang.VirtualThread.park(VirtualThread.java:742)\n"
          + "    at Park.waitA(Park.java:6)\n\n";

  private static VirtualThreadGroups read(String text, long most) throws IOException {
    return VirtualStacks.read(
        new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)), most);
  }

  @Test
  void countedByStateAndStack() throws IOException {
    StringBuilder text = new StringBuilder(HEAD_25);
    for (int i = 0; i < 1000; i++) {
      text.append('#').append(i + 20).append(PARKED_25);
    }
    text.append("#2000 \"queued\" virtual RUNNABLE 2026-11-26T13:37:14.2Z\n\n");
    VirtualThreadGroups groups = read(text.toString(), 1 << 20);
    assertEquals(1001, groups.threads().value());
    assertEquals("", groups.reason());
    assertEquals(
        new VirtualThreadGroups.Group(
            1000, "WAITING", "Park.waitA", List.of("java.lang.VirtualThread.park", "Park.waitA")),
        groups.groups().getFirst());
    assertEquals(
        new VirtualThreadGroups.Group(1, "RUNNABLE", "", List.of()), groups.groups().getLast());
  }

  @Test
  void withoutAStateTheStackTells() throws IOException {
    String text =
        "#22 \"\" virtual\n"
            + "      java.base/java.lang.VirtualThread.parkNanos(VirtualThread.java:631)\n"
            + "      shop.Poll.run(Poll.java:9)\n\n"
            + "#23 \"x\" virtual\n"
            + "      shop.Poll.run(Poll.java:9)\n";
    VirtualThreadGroups groups = read(text, 1 << 20);
    assertEquals(
        List.of("TIMED_WAITING", ""), groups.groups().stream().map(g -> g.state()).toList());
  }

  @Test
  void namesWithQuotesAndLockNotesDoNotMatter() throws IOException {
    String text =
        "#22 \"a \" virtual b\" virtual WAITING 2026-11-26T13:37:14Z\n"
            + "    at java.base/java.lang.Object.wait0(Native Method)\n"
            + "    - waiting on <java.lang.Object@4bf5ff18>\n"
            + "#23 \"c\" virtual WAITING 2026-11-26T13:37:14Z\n"
            + "    at java.base/java.lang.Object.wait0(Native Method)\n"
            + "    // carried\n"
            + "    - waiting on <java.lang.Object@11>\n"
            + "#24 \" virtual\" WAITING 2026-11-26T13:37:14Z\n"
            + "#25 \"e\" virtually\n";
    VirtualThreadGroups groups = read(text, 1 << 20);
    assertEquals(
        List.of(
            new VirtualThreadGroups.Group(
                2, "WAITING", "java.lang.Object.wait0", List.of("java.lang.Object.wait0"))),
        groups.groups());
    assertEquals(2, groups.threads().value());
  }

  @Test
  void piecesOfAnySizeAreTheSame() throws IOException {
    byte[] text = (HEAD_25 + ("#20" + PARKED_25).repeat(700)).getBytes(StandardCharsets.UTF_8);
    InputStream dripping =
        new ByteArrayInputStream(text) {
          private int turn;

          @Override
          public int read(byte[] into, int offset, int length) {
            return super.read(into, offset, Math.min(length, turn++ % 97));
          }
        };
    VirtualThreadGroups groups = VirtualStacks.read(dripping, 1 << 20);
    assertEquals(700, groups.groups().getFirst().count());
    assertEquals(1, groups.groups().size());
  }

  @Test
  void whatIsNotReadIsSaid() throws IOException {
    String text = HEAD_25 + ("#20" + PARKED_25).repeat(20_000);
    assertEquals("its dump is longer than 1 MiB", read(text, 1 << 20).reason());
  }
}
