package dev.conctop.export;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.conctop.catalog.parameter.BadInput;
import dev.conctop.export.hlog.HlogExport;
import dev.conctop.record.fact.Entry;
import dev.conctop.sample.Fact;
import dev.conctop.sample.JvmSample;
import dev.conctop.sample.task.Series;
import dev.conctop.state.State;
import java.io.ByteArrayInputStream;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.HdrHistogram.EncodableHistogram;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramLogReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is written is read by the library's own reader. */
class HlogExportTest {
  private static final double[] PERCENTS = {0, 1, 25, 50, 90, 99, 99.9, 99.99, 100};

  @TempDir Path directory;

  private static Map<String, Histogram> read(byte[] log) {
    Map<String, Histogram> sums = new HashMap<>();
    Map<String, Long> ends = new HashMap<>();
    HistogramLogReader reader = new HistogramLogReader(new ByteArrayInputStream(log));
    for (EncodableHistogram each = reader.nextIntervalHistogram();
        each != null;
        each = reader.nextIntervalHistogram()) {
      String tag = each.getTag();
      assertTrue(each.getEndTimeStamp() >= each.getStartTimeStamp(), tag);
      assertTrue(each.getStartTimeStamp() >= ends.getOrDefault(tag, 0L) - 1, "they overlap");
      ends.put(tag, each.getEndTimeStamp());
      sums.computeIfAbsent(tag, _ -> new Histogram(1, Series.HIGHEST_NANOS, 3))
          .add((Histogram) each);
    }
    // Written began at 1,700,000,000 s.
    ends.values().forEach(end -> assertTrue(end > 1_700_000_000_000L && end < 1_700_000_100_000L));
    return sums;
  }

  private static void assertSame(Histogram expected, Histogram found, String tag) {
    assertEquals(expected.getTotalCount(), found.getTotalCount(), tag);
    for (double percent : PERCENTS) {
      assertEquals(
          expected.getValueAtPercentile(percent),
          found.getValueAtPercentile(percent),
          tag + " " + percent);
    }
  }

  @Test
  void percentilesAreThoseOfTheReport() throws Exception {
    try (Told told = Told.of(directory.resolve("r"), Told.run(20))) {
      for (Optional<String> from : List.of(Optional.<String>empty(), Optional.of("+7s"))) {
        Map<String, Histogram> read =
            read(Told.bytes(new HlogExport(), told.part(from, Optional.empty())));
        State state = told.replayed(from).state();
        assertEquals(Set.of("response", "queue", "service"), read.keySet());
        for (Series series : List.of(Series.RESPONSE, Series.QUEUE, Series.SERVICE)) {
          Histogram expected = state.totals().latency(series).orElseThrow();
          assertTrue(expected.getTotalCount() > 1000, "too few");
          assertSame(expected, read.get(series.key()), series.key());
        }
      }
    }
  }

  @Test
  void waitsOfAJvmHaveTagsOfTheirOwn() throws Exception {
    List<Entry> entries = Told.process(5);
    try (Told told = Told.of(directory.resolve("p"), entries)) {
      Map<String, Histogram> read = read(Told.bytes(new HlogExport(), told.all()));
      Histogram expected = new Histogram(1, Series.HIGHEST_NANOS, 2);
      for (Entry entry : entries) {
        if (entry instanceof Entry.Seen(long _, Fact fact) && fact instanceof JvmSample jvm) {
          expected.add(jvm.latencies().getFirst().histogram());
        }
      }
      assertEquals(Set.of("jvm.4711.park"), read.keySet());
      Histogram found = new Histogram(1, Series.HIGHEST_NANOS, 2);
      found.add(read.get("jvm.4711.park"));
      assertSame(expected, found, "park");
    }
  }

  @Test
  void withoutLatenciesThereIsNoLog() throws Exception {
    List<Entry> entries =
        Told.process(3).stream()
            .filter(e -> !(e instanceof Entry.Seen(long _, JvmSample _)))
            .toList();
    try (Told told = Told.of(directory.resolve("p"), entries)) {
      BadInput bad = assertThrows(BadInput.class, () -> Told.bytes(new HlogExport(), told.all()));
      assertTrue(bad.getMessage().contains("no latencies"), bad.getMessage());
    }
  }
}
