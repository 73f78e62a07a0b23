package dev.conctop.app.fleet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.conctop.record.Header;
import dev.conctop.record.Recording;
import dev.conctop.record.fact.Entry;
import dev.conctop.record.fact.Watched;
import dev.conctop.sample.MachineInfo;
import dev.conctop.sample.figure.Figure;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What another machine's feed tells, as a recording here. */
class FeedTapeTest {
  private static final long SECOND = 1_000_000_000L;
  private static final long WALL = 1_700_000_000L * SECOND;

  @TempDir Path folder;
  private Path file;
  private FeedTape tape;
  private final List<String> said = new ArrayList<>();

  @BeforeEach
  void begin() throws Exception {
    file = folder.resolve("web1.rec");
    FeedTape.About about = new FeedTape.About("conctop 9", List.of("--host", "web1"), false);
    tape =
        FeedTape.to(
            FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), about);
    tape.onTrouble(said::add);
  }

  /** Of a feed that begins at a second of its machine's clock. */
  private static Header feed(long second, long wallNanos) {
    return new Header(
        "conctop 8",
        "web1",
        4,
        List.of("feed"),
        wallNanos,
        second * SECOND,
        false,
        OptionalLong.empty());
  }

  private static Entry machine(long second) {
    return new Entry.Seen(
        second * SECOND, new MachineInfo("web1", "", 1, 4, Figure.na("not read"), ""));
  }

  private List<Entry> recorded() throws Exception {
    List<Entry> all = new ArrayList<>();
    try (Recording recording = Recording.open(file)) {
      assertEquals("web1", recording.header().host());
      assertEquals("conctop 9", recording.header().writer());
      assertEquals(List.of("--host", "web1"), recording.header().command());
      for (int i = 0; i < recording.size(); i++) {
        recording.read(i, all::add);
      }
    }
    return all;
  }

  @Test
  void itHasTheClockAndTheNameOfTheMachineThere() throws Exception {
    tape.began(feed(100, WALL));
    tape.told(new Entry.Begins(100 * SECOND, new Watched.Machine()));
    tape.told(machine(101));
    tape.close();
    assertEquals(
        List.of(100 * SECOND, 101 * SECOND), recorded().stream().map(Entry::nanos).toList());
    assertTrue(tape.failure().isEmpty());
    assertFalse(tape.isEmpty());
  }

  @Test
  void whereItWasNotReachedThereIsAGap() throws Exception {
    tape.began(feed(100, WALL));
    tape.told(machine(101));
    tape.began(feed(130, WALL + 30 * SECOND));
    tape.told(machine(131));
    tape.close();
    List<Entry> all = recorded();
    assertEquals(3, all.size());
    assertTrue(all.get(1) instanceof Entry.Gap);
    assertTrue(said.isEmpty());
  }

  @Test
  void aMachineThatWasStartedAgainIsAnotherRecording() throws Exception {
    tape.began(feed(100, WALL));
    tape.told(machine(101));
    tape.began(feed(3, WALL + 60 * SECOND));
    tape.told(machine(4));
    tape.close();
    assertEquals(1, recorded().size());
    assertTrue(said.getFirst().contains("has begun anew"), said.toString());
    assertTrue(tape.failure().isPresent());
  }

  @Test
  void whoNeverSpokeLeavesNothing() {
    tape.close();
    assertTrue(tape.isEmpty());
    assertTrue(tape.failure().isEmpty());
  }
}
