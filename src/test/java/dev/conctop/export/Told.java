package dev.conctop.export;

import dev.conctop.app.recording.part.RecordedPart;
import dev.conctop.app.recording.part.Replayed;
import dev.conctop.catalog.RunRequest;
import dev.conctop.export.part.Export;
import dev.conctop.record.Recording;
import dev.conctop.record.Simulated;
import dev.conctop.record.Written;
import dev.conctop.record.fact.Entry;
import dev.conctop.record.fact.Watched;
import dev.conctop.sample.JvmSample;
import dev.conctop.sample.figure.Figure;
import dev.conctop.sample.figure.Pid;
import dev.conctop.sample.jvm.DeepView;
import dev.conctop.sample.jvm.JvmCounters;
import dev.conctop.sample.jvm.JvmLatency;
import dev.conctop.sample.jvm.JvmThread;
import dev.conctop.sample.jvm.JvmWait;
import dev.conctop.sample.jvm.VirtualThreadGroups;
import dev.conctop.sample.jvm.VirtualThreadUse;
import dev.conctop.sample.task.Series;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.HdrHistogram.Histogram;

/** A recording in a file, made of what was told, to be exported. */
final class Told implements AutoCloseable {
  static final int PID = 4711;

  private final Recording recording;

  private Told(Recording recording) {
    this.recording = recording;
  }

  static Told of(Path file, List<Entry> entries) throws Exception {
    return new Told(Recording.open(Written.to(file, entries)));
  }

  /** The same, with a second in its middle that cannot be read. */
  static Told damaged(Path file, List<Entry> entries) throws Exception {
    byte[] bytes = Files.readAllBytes(Written.to(file, entries));
    bytes[bytes.length / 2] ^= 0x55;
    Files.write(file, bytes);
    return new Told(Recording.open(file));
  }

  /** A run of 16 workers, ten looks a second. */
  static List<Entry> run(int seconds) {
    Simulated facts = Simulated.run(16);
    List<Entry> entries = new ArrayList<>();
    RunRequest request = RunRequest.of("http-get", "thread-pool", Map.of("delay", "50ms"));
    entries.add(new Entry.Begins(facts.nanos(), new Watched.Run(request)));
    facts.tell(seconds * 10, entries::add);
    return entries;
  }

  /** A JVM of 60 threads of which a few move, with what it says of itself once a second. */
  static List<Entry> process(int seconds) {
    Simulated facts = Simulated.process(60, 9);
    List<Entry> entries = new ArrayList<>();
    entries.add(new Entry.Begins(facts.nanos(), new Watched.Process(new Pid(PID), "java", false)));
    Random random = new Random(3);
    for (int second = 0; second < seconds; second++) {
      facts.tell(10, entries::add);
      entries.add(new Entry.Seen(facts.nanos() + 50_000, jvm(random)));
    }
    return entries;
  }

  private static JvmSample jvm(Random random) {
    Histogram parks = new Histogram(1, Series.HIGHEST_NANOS, 2);
    for (int i = 0; i < 50; i++) {
      parks.recordValue(1_000_000 + random.nextInt(9_000_000));
    }
    Figure none = Figure.na("not asked");
    return new JvmSample(
        new Pid(PID),
        "25.0.1",
        new DeepView.On(),
        new JvmCounters(Figure.exact(3), Figure.exact(4e6), none, Figure.exact(5), 77_000_000_000L),
        new VirtualThreadUse(Figure.exact(4), Figure.exact(2), none),
        List.of(
            new JvmThread(4713, "pool-1-thread-1", "BLOCKED", "shop.Lock", "x", 9, "shop.Main.run"),
            new JvmThread(4714, "pool-2-thread-2", "RUNNABLE", "", "", 0, "shop.Other;evil")),
        Figure.exact(1),
        List.of(),
        List.of(new JvmLatency(JvmWait.PARK, parks)),
        List.of(),
        1_000_000,
        "",
        List.of(),
        List.of(),
        VirtualThreadGroups.na("not asked"));
  }

  RecordedPart part(Optional<String> from, Optional<String> to) {
    return RecordedPart.of(recording, from, to, ZoneOffset.UTC);
  }

  RecordedPart all() {
    return part(Optional.empty(), Optional.empty());
  }

  Replayed replayed(Optional<String> from) throws IOException {
    return Replayed.of(recording, from, Optional.empty(), ZoneOffset.UTC);
  }

  static byte[] bytes(Export export, RecordedPart part) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    export.write(part, bytes);
    return bytes.toByteArray();
  }

  @Override
  public void close() throws IOException {
    recording.close();
  }
}
