package dev.conctop.export;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.conctop.export.folded.FoldedExport;
import dev.conctop.sample.figure.Part;
import dev.conctop.state.past.total.ThreadTotals;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FoldedExportTest {
  @TempDir Path directory;

  private static List<String> lines(Told told, Optional<String> from) throws Exception {
    byte[] bytes = Told.bytes(new FoldedExport(), told.part(from, Optional.empty()));
    return new String(bytes, UTF_8).lines().toList();
  }

  @Test
  void theLinesOfAGroupAreItsBudget() throws Exception {
    try (Told told = Told.of(directory.resolve("p"), Told.process(25))) {
      for (Optional<String> from : List.of(Optional.<String>empty(), Optional.of("+11s"))) {
        Map<String, Long> micros = new HashMap<>();
        Map<String, Integer> count = new HashMap<>();
        for (String line : lines(told, from)) {
          int blank = line.lastIndexOf(' ');
          String[] stack = line.substring(0, blank).split(";", -1);
          assertTrue(stack.length >= 2, line);
          micros.merge(
              stack[0] + ";" + stack[1], Long.parseLong(line.substring(blank + 1)), Long::sum);
          count.merge(stack[0] + ";" + stack[1], 1, Integer::sum);
        }
        int compared = 0;
        for (ThreadTotals.Group group : told.replayed(from).threads().groups()) {
          for (int i = 0; i < Part.count(); i++) {
            long nanos = group.budget().nanos(Part.at(i));
            String key = group.name() + ";" + Part.at(i).label();
            // Each line is rounded by half a microsecond at most.
            assertEquals(
                nanos / 1000.0,
                micros.getOrDefault(key, 0L),
                0.5 + count.getOrDefault(key, 0),
                key);
            compared += nanos > 0 ? 1 : 0;
          }
        }
        assertTrue(compared > 20, "there was next to nothing: " + compared);
      }
    }
  }

  @Test
  void framesSayWhatWasWaitedForAndWhere() throws Exception {
    try (Told told = Told.of(directory.resolve("p"), Told.process(25))) {
      List<String> lines = lines(told, Optional.empty());
      assertTrue(
          lines.stream()
              .anyMatch(
                  line ->
                      line.startsWith(
                          "pool-1-thread;lock;futex_do_wait;shop.Main.run for shop.Lock ")),
          lines.toString());
      // A name cannot end a frame.
      assertFalse(lines.stream().anyMatch(line -> line.contains(";evil")));
      assertTrue(lines.stream().anyMatch(line -> line.contains("shop.Other:evil")));
      // What is on a core waits for nothing.
      assertTrue(
          lines.stream()
              .filter(line -> line.contains(";on cpu"))
              .allMatch(l -> l.matches("[^;]+;on cpu [0-9]+")));
    }
  }
}
