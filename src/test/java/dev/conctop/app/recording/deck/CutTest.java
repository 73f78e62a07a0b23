package dev.conctop.app.recording.deck;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.conctop.app.recording.part.Replayed;
import dev.conctop.catalog.RunRequest;
import dev.conctop.catalog.parameter.BadInput;
import dev.conctop.record.Recording;
import dev.conctop.record.Simulated;
import dev.conctop.record.Written;
import dev.conctop.record.fact.Entry;
import dev.conctop.record.fact.Watched;
import dev.conctop.report.Recorded;
import dev.conctop.report.diagnose.DiagnoseJson;
import dev.conctop.report.diagnose.Diagnosed;
import dev.conctop.report.run.RunJson;
import dev.conctop.sample.figure.Pid;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CutTest {
  private static final int SECONDS = 40;
  private static final Optional<String> NONE = Optional.empty();

  @TempDir Path directory;

  private Path written(Watched watched, Simulated facts) throws IOException {
    List<Entry> entries = new ArrayList<>();
    entries.add(new Entry.Begins(facts.nanos(), watched));
    facts.tell(SECONDS * 10, entries::add);
    return Written.to(directory.resolve("whole"), entries);
  }

  private Path run() throws IOException {
    RunRequest request = Runs.request(RunRequest.of("http-get", "thread-pool", Map.of()).check(8));
    return written(new Watched.Run(request), Simulated.run(16));
  }

  private Path process() throws IOException {
    return written(new Watched.Process(new Pid(4711), "java", false), Simulated.process(60, 9));
  }

  private Cut.Made cut(Path from, Path to, String first, String last) throws Exception {
    try (Recording recording = Recording.open(from)) {
      return Cut.of(
          recording,
          first.isEmpty() ? NONE : Optional.of(first),
          last.isEmpty() ? NONE : Optional.of(last),
          ZoneOffset.UTC,
          () -> FileChannel.open(to, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE));
    }
  }

  private static Replayed replayed(Path file, String first, String last) throws Exception {
    try (Recording recording = Recording.open(file)) {
      return Replayed.of(
          recording,
          first.isEmpty() ? NONE : Optional.of(first),
          last.isEmpty() ? NONE : Optional.of(last),
          ZoneOffset.UTC);
    }
  }

  private static String run(Replayed replayed) {
    Recorded recorded = new Recorded(replayed.fromNanos(), replayed.toNanos(), "w");
    return recorded.json(RunJson.of(replayed.state()));
  }

  private static String process(Replayed replayed) {
    Recorded recorded = new Recorded(replayed.fromNanos(), replayed.toNanos(), "w");
    return recorded.json(
        DiagnoseJson.of(Diagnosed.of(replayed.state(), replayed.threads()), List.of()));
  }

  @Test
  void theReportOfTheCutIsThatOfThePart() throws Exception {
    Path whole = run();
    Path part = directory.resolve("part");
    Cut.Made made = cut(whole, part, "+12s", "+30s");
    assertEquals("0:18", made.length());
    assertEquals(List.of(), made.gaps());
    assertEquals(run(replayed(whole, "+12s", "+30s")), run(replayed(part, "", "")));
    assertTrue(Files.size(part) < Files.size(whole) * 2 / 3, Files.size(part) + " bytes");
  }

  @Test
  void soItIsOfAProcess() throws Exception {
    Path whole = process();
    Path part = directory.resolve("part");
    cut(whole, part, "+7s", "+22s");
    assertEquals(process(replayed(whole, "+7s", "+22s")), process(replayed(part, "", "")));
  }

  @Test
  void whatWasCutCanBeCutAgain() throws Exception {
    Path whole = run();
    Path part = directory.resolve("part");
    Path again = directory.resolve("again");
    cut(whole, part, "+5s", "+30s");
    cut(part, again, "+10s", "+20s");
    assertEquals(run(replayed(whole, "+15s", "+25s")), run(replayed(again, "", "")));
  }

  @Test
  void withoutTimesItIsAllThatCanBeRead() throws Exception {
    Path whole = run();
    byte[] bytes = Files.readAllBytes(whole);
    Path killed = directory.resolve("killed");
    Files.write(killed, Arrays.copyOf(bytes, bytes.length * 2 / 3));
    Path mended = directory.resolve("mended");
    cut(killed, mended, "", "");
    try (Recording recording = Recording.open(mended)) {
      assertTrue(recording.isEnded());
    }
    assertEquals(run(replayed(killed, "", "")), run(replayed(mended, "", "")));
  }

  @Test
  void gapsAreSaidAndStay() throws Exception {
    Path whole = run();
    byte[] bytes = Files.readAllBytes(whole);
    bytes[bytes.length / 2] ^= 1;
    Path damaged = directory.resolve("damaged");
    Files.write(damaged, bytes);
    Path part = directory.resolve("part");
    Cut.Made made = cut(damaged, part, "+2s", "+38s");
    assertEquals(1, made.gaps().size());
    assertEquals(replayed(damaged, "+2s", "+38s").gaps(), replayed(part, "", "").gaps());
    assertEquals(run(replayed(damaged, "+2s", "+38s")), run(replayed(part, "", "")));
  }

  @Test
  void whatIsNoPartIsRefusedAndNothingIsWritten() throws Exception {
    Path whole = run();
    Path part = directory.resolve("part");
    assertThrows(BadInput.class, () -> cut(whole, part, "+10s", "+10s"));
    assertThrows(BadInput.class, () -> cut(whole, part, "soon", ""));
    assertFalse(Files.exists(part));
  }
}
