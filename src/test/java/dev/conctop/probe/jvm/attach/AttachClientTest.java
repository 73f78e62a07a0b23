package dev.conctop.probe.jvm.attach;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.conctop.probe.jvm.FakeListener;
import dev.conctop.probe.jvm.jfr.Recording;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Against a listener that speaks HotSpot's protocol, or does not. */
class AttachClientTest {
  private static final long SECOND = 1_000_000_000L;

  @TempDir Path directory;

  @Test
  void aCommandAndItsText() throws Exception {
    try (FakeListener jvm = FakeListener.answering(directory, _ -> "0\nsome\ntext\n")) {
      assertEquals("some\ntext\n", jvm.client().command("Thread.print", 10 * SECOND));
      assertEquals(List.of("1|jcmd|Thread.print||"), jvm.heard());
    }
  }

  @Test
  void aRefusalIsSaidInItsWords() throws Exception {
    try (FakeListener jvm = FakeListener.answering(directory, _ -> "1\n\nno such thing\n")) {
      AttachException e =
          assertThrows(AttachException.class, () -> jvm.client().command("Nothing x", 10 * SECOND));
      assertEquals("it refused Nothing: no such thing", e.getMessage());
    }
  }

  @Test
  void whoDoesNotAnswerIsNotWaitedForForEver() throws Exception {
    try (FakeListener jvm = FakeListener.silent(directory)) {
      AttachException e =
          assertThrows(
              AttachException.class, () -> jvm.client().command("Thread.print", 50_000_000));
      assertEquals("it did not answer in time", e.getMessage());
    }
  }

  @Test
  void nobodyThere() {
    AttachClient client = new AttachClient(directory.resolve("none"));
    assertThrows(AttachException.class, () -> client.command("Thread.print", SECOND));
  }

  @Test
  void aRecordingIsALeaseThatIsRenewedBeforeTheOldOneEnds() throws Exception {
    try (FakeListener jvm =
        FakeListener.answering(
            directory, said -> said.contains("JFR.start") ? "0\nStarted recording 1.\n" : "0\n")) {
      Recording recording = new Recording(jvm.client(), 99);
      recording.start(0, 10 * SECOND);
      assertFalse(recording.isDue(30 * SECOND));
      assertTrue(recording.isDue(36 * SECOND));
      assertTrue(recording.raiseThreshold());
      recording.start(36 * SECOND, 10 * SECOND);
      assertFalse(recording.isDue(37 * SECOND));
      recording.stop(10 * SECOND);
      List<String> words =
          jvm.heard().stream()
              .map(said -> said.split("\\|")[2])
              .map(AttachClientTest::two)
              .toList();
      assertEquals(
          List.of(
              "JFR.start name=conctop-99-1a",
              "JFR.start name=conctop-99-1b",
              "JFR.start name=conctop-99-2a",
              "JFR.start name=conctop-99-2b",
              "JFR.stop name=conctop-99-1a",
              "JFR.stop name=conctop-99-1b",
              "JFR.stop name=conctop-99-2a",
              "JFR.stop name=conctop-99-2b"),
          words);
      assertTrue(jvm.heard().getFirst().contains("duration=60s"), jvm.heard().getFirst());
      assertTrue(jvm.heard().getFirst().contains("jdk.ThreadPark#threshold=1ms"));
      assertTrue(jvm.heard().get(2).contains("jdk.ThreadPark#threshold=4ms"));
    }
  }

  private static String two(String line) {
    String[] words = line.split(" ");
    return words[0] + " " + words[1];
  }

  @Test
  void whatWasHalfStartedIsStopped() throws Exception {
    try (FakeListener jvm =
        FakeListener.answering(
            directory,
            said ->
                said.contains("name=conctop-99-1b")
                    ? "0\nCould not start recording, no room\n"
                    : "0\nStarted recording 1.\n")) {
      Recording recording = new Recording(jvm.client(), 99);
      AttachException e =
          assertThrows(AttachException.class, () -> recording.start(0, 10 * SECOND));
      assertTrue(e.getMessage().contains("Could not start recording"), e.getMessage());
      assertFalse(recording.isRunning());
      assertEquals("1|jcmd|JFR.stop name=conctop-99-1a||", jvm.heard().getLast());
    }
  }

  @Test
  void noCommandIsLongerThanTheProtocolTakes() throws Exception {
    try (FakeListener jvm = FakeListener.answering(directory, _ -> "0\nStarted recording 1.\n")) {
      Recording recording = new Recording(jvm.client(), Integer.MAX_VALUE);
      while (recording.raiseThreshold()) {
        recording.start(0, 10 * SECOND); // throws when one is too long
      }
      assertEquals(1_000_000_000, recording.thresholdNanos());
    }
  }
}
