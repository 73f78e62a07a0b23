package dev.conctop.view;

import dev.conctop.sample.JvmSample;
import dev.conctop.sample.figure.Figure;
import dev.conctop.sample.figure.Part;
import dev.conctop.sample.figure.Pid;
import dev.conctop.sample.figure.Role;
import dev.conctop.sample.jvm.DeepView;
import dev.conctop.sample.jvm.JvmCounters;
import dev.conctop.sample.jvm.JvmLatency;
import dev.conctop.sample.jvm.JvmThread;
import dev.conctop.sample.jvm.JvmWait;
import dev.conctop.sample.jvm.MonitorOwner;
import dev.conctop.sample.jvm.VirtualThreadGroups;
import dev.conctop.sample.jvm.VirtualThreadUse;
import dev.conctop.sample.thread.ThreadRow;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.HdrHistogram.Histogram;

/** Somebody else's JVM: a server whose workers want one monitor. */
final class JvmScenes {
  private static final double MILLI = 1e6;

  private JvmScenes() {}

  static Scenes attached() {
    Scenes scenes = watched();
    Map<JvmWait, Double> millis = new EnumMap<>(JvmWait.class);
    millis.put(JvmWait.MONITOR, 18.0);
    millis.put(JvmWait.PARK, 90.0);
    millis.put(JvmWait.SOCKET, 6.0);
    millis.put(JvmWait.GC_PAUSE, 4.0);
    List<JvmLatency> latencies = new ArrayList<>();
    millis.forEach((kind, mean) -> latencies.add(latency(scenes, kind, mean * MILLI)));
    return scenes.see(
        new JvmSample(
            new Pid(Scenes.PID),
            "25.0.3+9-LTS",
            new DeepView.On(),
            counters(),
            new VirtualThreadUse(Figure.sampled(2), Figure.sampled(2), Figure.sampled(37)),
            threads(),
            Figure.exact(1),
            List.of(List.of("transfer-1", "transfer-2")),
            latencies,
            List.of(
                new MonitorOwner("http-worker-3", 212, 3_812_000_000L),
                new MonitorOwner("cache-refresh", 4, 71_000_000L)),
            1_000_000,
            "",
            List.of(),
            List.of(),
            VirtualThreadGroups.na("they were not asked for")));
  }

  static Scenes refused() {
    String na = "it is stopped, and would not answer";
    return watched()
        .see(
            new JvmSample(
                new Pid(Scenes.PID),
                "17.0.15+6",
                new DeepView.Refused(na, "kill -CONT it, and it is asked again"),
                JvmCounters.na("it shares no counters (-XX:-UsePerfData)"),
                VirtualThreadUse.na(na),
                List.of(),
                Figure.na(na),
                List.of(),
                List.of(),
                List.of(),
                0,
                "",
                List.of(),
                List.of(),
                VirtualThreadGroups.na(na)));
  }

  private static Scenes watched() {
    Scenes scenes = Scenes.of("java", 2);
    scenes.cost();
    for (int tick = 1; tick <= 60; tick++) {
      scenes.pass(Scenes.TICK).host(2, 0.31, 0);
      List<ThreadRow> rows = new ArrayList<>();
      for (int i = 1; i <= 6; i++) {
        Map<Part, Double> shares =
            Map.of(Part.ON_CPU, 0.08, Part.LOCK, i < 4 ? 0.82 : 0.1, Part.IDLE, i < 4 ? 0.1 : 0.82);
        rows.add(scenes.thread(100 + i, "http-worker-" + i, Role.WORKER, "futex", shares));
      }
      rows.addAll(Screens.runtime(scenes));
      scenes.threads(rows);
    }
    return scenes;
  }

  private static JvmCounters counters() {
    return new JvmCounters(
        Figure.exact(12),
        Figure.exact(48 * MILLI),
        Figure.exact(31),
        Figure.exact(56 * MILLI),
        6_000_000_000L);
  }

  private static JvmLatency latency(Scenes scenes, JvmWait kind, double nanos) {
    Histogram histogram = new Histogram(1, 3_600_000_000_000L, 2);
    for (int i = 0; i < 300; i++) {
      histogram.recordValue((long) (nanos * (0.5 + scenes.about(0.5, 0.5))));
    }
    return new JvmLatency(kind, histogram);
  }

  private static List<JvmThread> threads() {
    List<JvmThread> threads = new ArrayList<>();
    for (int i = 1; i <= 6; i++) {
      threads.add(
          new JvmThread(
              100 + i,
              "http-worker-" + i,
              i == 3 ? "TIMED_WAITING (sleeping)" : "BLOCKED (on object monitor)",
              i == 3 ? "" : "com.example.shop.inventory.StockTable",
              i == 3 ? "" : "http-worker-3",
              i == 3 ? 0 : 103,
              "com.example.shop.inventory.StockTable.reserve"));
    }
    return threads;
  }
}
