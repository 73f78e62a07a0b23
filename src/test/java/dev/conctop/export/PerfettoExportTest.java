package dev.conctop.export;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.conctop.app.recording.part.RecordedPart;
import dev.conctop.export.perfetto.PerfettoExport;
import dev.conctop.record.fact.Entry;
import dev.conctop.sample.Fact;
import dev.conctop.sample.HostSample;
import dev.conctop.sample.figure.Part;
import dev.conctop.state.past.total.ThreadTotals;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Traces are read by a decoder of the test's own; field numbers are those of Perfetto's files. */
class PerfettoExportTest {
  private static final int BEGIN = 1;
  private static final int END = 2;
  private static final int INSTANT = 3;
  private static final int COUNTER = 4;

  @TempDir Path directory;

  private record Slice(String name, long begin, long end, Map<String, Long> args) {}

  /** A trace, track by track. */
  private static final class Trace {
    final Map<Long, ProtoReader> tracks = new HashMap<>();
    final Map<Long, List<Slice>> slices = new HashMap<>();
    final Map<Long, List<Double>> values = new HashMap<>();
    final Map<Long, List<String>> instants = new HashMap<>();
    private final Map<Long, ProtoReader> open = new HashMap<>();
    private final Map<Long, Long> last = new HashMap<>();
    private final Map<Long, Long> begun = new HashMap<>();

    Trace(byte[] bytes) {
      List<ProtoReader> packets = ProtoReader.of(bytes).messages(1);
      ProtoReader first = packets.getFirst();
      assertEquals(1, first.number(13), "the sequence does not begin anew");
      List<ProtoReader> clocks = first.message(6).messages(1);
      assertEquals(List.of(6L, 1L), clocks.stream().map(clock -> clock.number(1)).toList());
      for (ProtoReader packet : packets) {
        assertEquals(1, packet.number(10));
        if (packet.has(60)) {
          ProtoReader track = packet.message(60);
          assertEquals(null, tracks.put(track.number(1), track), "a track described twice");
        } else if (packet.has(11)) {
          event(packet.number(8), packet.message(11));
        }
      }
      assertEquals(Map.of(), open, "slices that never end");
    }

    private void event(long at, ProtoReader event) {
      long track = event.number(11);
      assertTrue(tracks.containsKey(track), "a track that was not described");
      assertTrue(at >= last.getOrDefault(track, 0L), "time goes back");
      last.put(track, at);
      switch ((int) event.number(9)) {
        case BEGIN -> {
          assertEquals(null, open.put(track, event), "a slice begins in another");
          begun.put(track, at);
        }
        case END -> {
          ProtoReader begin = open.remove(track);
          assertTrue(begin != null, "a slice ends that did not begin");
          Map<String, Long> args = new TreeMap<>();
          event.messages(4).forEach(arg -> args.put(arg.text(10), arg.number(3)));
          slices
              .computeIfAbsent(track, _ -> new ArrayList<>())
              .add(new Slice(begin.text(23), begun.get(track), at, args));
        }
        case INSTANT -> instants.computeIfAbsent(track, _ -> new ArrayList<>()).add(event.text(23));
        case COUNTER ->
            values
                .computeIfAbsent(track, _ -> new ArrayList<>())
                .add(event.has(44) ? event.real(44) : (double) event.number(30));
        default -> throw new AssertionError("type " + event.number(9));
      }
    }

    long named(String name) {
      return tracks.values().stream()
          .filter(track -> track.has(2) && track.text(2).equals(name))
          .findFirst()
          .orElseThrow(() -> new AssertionError("no track " + name))
          .number(1);
    }
  }

  @Test
  void lanesAreTheThreadsAndTheirSlicesTheirBudgets() throws Exception {
    try (Told told = Told.of(directory.resolve("p"), Told.process(25))) {
      for (Optional<String> from : List.of(Optional.<String>empty(), Optional.of("+11s"))) {
        Trace trace =
            new Trace(Told.bytes(new PerfettoExport(), told.part(from, Optional.empty())));
        Map<Integer, ThreadTotals.One> threads = new HashMap<>();
        told.replayed(from).threads().threads().forEach(one -> threads.put(one.row().tid(), one));
        int lanes = 0;
        for (ProtoReader track : trace.tracks.values()) {
          if (track.has(4)) {
            ThreadTotals.One one = threads.get((int) track.message(4).number(2));
            assertEquals(Told.PID, track.message(4).number(1));
            assertEquals(one.row().name(), track.message(4).text(5));
            assertBudget(one, trace.slices.getOrDefault(track.number(1), List.of()));
            lanes++;
          }
        }
        assertTrue(lanes > 40, lanes + " lanes");
        assertEquals(
            List.of("java"),
            trace.tracks.values().stream()
                .filter(track -> track.has(3))
                .map(track -> track.message(3).text(6))
                .toList());
      }
    }
  }

  private static void assertBudget(ThreadTotals.One one, List<Slice> slices) {
    for (int i = 0; i < Part.count(); i++) {
      String key = Part.at(i).key() + "_ns";
      long sum = slices.stream().mapToLong(slice -> slice.args().getOrDefault(key, 0L)).sum();
      assertEquals(one.budget().nanos(Part.at(i)), sum, one.row().name() + " " + key);
    }
    for (int i = 1; i < slices.size(); i++) {
      assertEquals(slices.get(i - 1).end(), slices.get(i).begin(), "a hole");
    }
  }

  @Test
  void coresAndTasksAreCounters() throws Exception {
    List<Entry> entries = Told.run(20);
    try (Told told = Told.of(directory.resolve("r"), entries)) {
      Trace trace = new Trace(Told.bytes(new PerfettoExport(), told.all()));
      List<Double> busy = new ArrayList<>();
      for (Entry entry : entries) {
        if (entry instanceof Entry.Seen(long _, Fact fact) && fact instanceof HostSample host) {
          busy.add(100 * host.cores().get(1).busy());
        }
      }
      assertEquals(busy, trace.values.get(trace.named("core 1 busy %")));
      List<Double> p99 = trace.values.get(trace.named("response p99"));
      assertEquals(200, p99.size());
      assertTrue(p99.stream().allMatch(ns -> ns >= 50e6 && ns < 56e6), p99.toString());
      assertEquals(200, trace.values.get(trace.named("tasks done")).size());
      ProtoReader counter = trace.tracks.get(trace.named("response p99"));
      assertEquals(1, counter.message(8).number(3), "it is no time");
      assertEquals("latency", trace.tracks.get(counter.number(5)).text(2));
    }
  }

  @Test
  void theVerdictIsALaneAndWhatHappenedAnother() throws Exception {
    try (Told told = Told.of(directory.resolve("r"), Told.run(20))) {
      Trace trace = new Trace(Told.bytes(new PerfettoExport(), told.all()));
      List<Slice> verdicts = trace.slices.get(trace.named("verdict"));
      assertTrue(!verdicts.isEmpty() && !verdicts.getFirst().name().isBlank(), "no verdict");
      assertEquals(
          List.of("a run is watched: http-get under thread-pool"),
          trace.instants.get(trace.named("events")));
    }
  }

  @Test
  void aGapIsAHoleInTheLanes() throws Exception {
    try (Told told = Told.damaged(directory.resolve("d"), Told.process(30))) {
      RecordedPart part = told.all();
      Trace trace = new Trace(Told.bytes(new PerfettoExport(), part));
      assertEquals(1, part.gaps().size(), part.gaps().toString());
      List<String> events = trace.instants.get(trace.named("events"));
      assertTrue(events.stream().anyMatch(event -> event.startsWith("a gap: ")), events.toString());
      int lanes = 0;
      for (ProtoReader track : trace.tracks.values()) {
        List<Slice> slices = trace.slices.getOrDefault(track.number(1), List.of());
        if (track.has(4) && slices.size() > 1) {
          lanes++;
          long holes = 0;
          for (int i = 1; i < slices.size(); i++) {
            holes += slices.get(i).begin() > slices.get(i - 1).end() ? 1 : 0;
          }
          assertEquals(1, holes, track.message(4).text(5));
        }
      }
      // One lane a thread, before the gap and after it.
      assertEquals(60, lanes);
    }
  }
}
