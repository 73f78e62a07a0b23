package dev.conctop.app.experiment.whatif.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.conctop.experiment.predict.PastErrors.Pair;
import dev.conctop.experiment.predict.run.Calibration;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeptFileTest {
  private static final Map<String, String> HERE = Map.of("cpu", "a cpu", "cores", "2");
  private static final Pair PAIR = new Pair("thread-pool", "virtual-threads");

  @TempDir Path directory;

  private static Kept kept() {
    Calibration jvm =
        new Calibration(
            OptionalDouble.of(1.9),
            Map.of("thread-pool", 40_000.0),
            OptionalDouble.empty(),
            Map.of("processes", "no room"));
    Calibration python =
        new Calibration(
            OptionalDouble.empty(),
            Map.of("cpython-asyncio", 120_000.0),
            OptionalDouble.of(0.4),
            Map.of());
    return Kept.nothing(HERE)
        .withJvm(jvm)
        .with("/usr/bin/python3 1", python)
        .with(PAIR, 0.02)
        .with(PAIR, -0.01);
  }

  @Test
  void whatIsKeptIsReadAgain() throws IOException {
    Path file = directory.resolve("not/there/yet.json");
    KeptFile.write(file, kept());
    assertEquals(Optional.of(kept()), KeptFile.read(file, HERE));
    KeptFile.write(file, kept().with(PAIR, 0.5));
    assertEquals(
        List.of(0.02, -0.01, 0.5),
        KeptFile.read(file, HERE).orElseThrow().errors().logs().get(PAIR));
  }

  @Test
  void ofAnotherMachineNothingIsKnown() throws IOException {
    Path file = directory.resolve("kept.json");
    assertEquals(Optional.empty(), KeptFile.read(file, HERE));
    KeptFile.write(file, kept());
    assertEquals(Optional.empty(), KeptFile.read(file, Map.of("cpu", "another")));
  }

  @Test
  void damageIsSaidInOneLine() throws IOException {
    Path file = directory.resolve("kept.json");
    for (String text :
        List.of(
            "",
            "{",
            "[]",
            "{\"format\":\"another/1\"}",
            "{\"format\":\"conctop.calibration/1\",\"machine\":{\"cpu\":\"a cpu\",\"cores\":\"2\"},"
                + "\"jvm\":{\"cores\":\"two\"}}",
            "{\"format\":\"conctop.calibration/1\",\"machine\":{\"cpu\":\"a cpu\",\"cores\":\"2\"},"
                + "\"jvm\":{\"call_ns\":{\"thread-pool\":-1}}}")) {
      Files.writeString(file, text);
      IOException e = assertThrows(IOException.class, () -> KeptFile.read(file, HERE), text);
      assertEquals(1, String.valueOf(e.getMessage()).lines().count(), e.getMessage());
    }
  }

  @Test
  void theNewestErrorsAreKept() {
    Kept kept = Kept.nothing(HERE);
    for (int i = 0; i < 50; i++) {
      kept = kept.with(PAIR, i);
    }
    List<Double> logs = kept.errors().logs().getOrDefault(PAIR, List.of());
    assertEquals(20, logs.size());
    assertEquals(49, logs.getLast());
  }

  @Test
  void whereItIs() {
    assertEquals(
        Optional.of(Path.of("/c/conctop/calibration.json")),
        KeptFile.place(Map.of("XDG_CACHE_HOME", "/c", "HOME", "/h")));
    assertEquals(
        Optional.of(Path.of("/h/.cache/conctop/calibration.json")),
        KeptFile.place(Map.of("XDG_CACHE_HOME", "relative", "HOME", "/h")));
    assertTrue(KeptFile.place(Map.of()).isEmpty());
  }
}
