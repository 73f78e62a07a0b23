package dev.conctop.record;

import dev.conctop.catalog.RunRequest;
import dev.conctop.record.chunk.ChunkHead;
import dev.conctop.record.chunk.ChunkMaker;
import dev.conctop.record.chunk.ChunkSink;
import dev.conctop.record.fact.Entry;
import dev.conctop.record.fact.Watched;
import dev.conctop.record.item.Redaction;
import dev.conctop.sample.figure.Pid;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * What a recording's bytes are made of: {@code Sizes FILE}. What a kind of entry takes is what the
 * recording is smaller without it. {@code Sizes run|threads MINUTES FILE} makes one of simulated
 * facts, ten looks a second.
 */
public final class Sizes {
  private static final long SECOND = 1_000_000_000L;

  private Sizes() {}

  public static void main(String[] args) throws Exception {
    if (args.length == 3) {
      simulate(args[0], Integer.parseInt(args[1]), Path.of(args[2]));
    } else {
      print(Path.of(args[0]));
    }
  }

  private static void simulate(String what, int minutes, Path file) throws IOException {
    boolean run = what.equals("run");
    Simulated facts = run ? Simulated.run(16) : Simulated.process(2000, 20);
    Header header =
        new Header(
            "simulated", "host", 2, List.of(), 0, facts.nanos(), false, OptionalLong.empty());
    try (FileChannel channel =
        FileChannel.open(
            file,
            StandardOpenOption.CREATE,
            StandardOpenOption.TRUNCATE_EXISTING,
            StandardOpenOption.WRITE)) {
      Redaction none = Redaction.none();
      ChunkMaker maker = new ChunkMaker(none, FileSink.begin(channel, header, none));
      maker.add(new Entry.Begins(facts.nanos(), watched(run)));
      List<Entry> second = new ArrayList<>();
      for (int i = 0; i < minutes * 60; i++) {
        second.clear();
        facts.tell(10, second::add);
        for (Entry entry : second) {
          maker.add(entry);
        }
        maker.flush();
      }
      maker.end();
    }
  }

  private static Watched watched(boolean run) {
    return run
        ? new Watched.Run(RunRequest.of("http-get", "thread-pool", Map.of()))
        : new Watched.Process(new Pid(4711), "simulated", false);
  }

  private static void print(Path file) throws Exception {
    List<List<Entry>> chunks = new ArrayList<>();
    Map<String, Integer> counts = new TreeMap<>();
    double minutes;
    int keys = 0;
    try (Recording recording = Recording.open(file)) {
      minutes = Math.max(1, recording.endNanos() - recording.beginNanos()) / 60e9;
      for (int i = 0; i < recording.size(); i++) {
        List<Entry> entries = new ArrayList<>();
        recording.read(i, entries::add);
        chunks.add(entries);
        entries.forEach(entry -> counts.merge(kind(entry), 1, Integer::sum));
        keys += recording.isKey(i) ? 1 : 0;
      }
    }
    long all = bytes(chunks, _ -> true);
    line("file", chunks.size(), Files.size(file), minutes);
    line("chunks, of which " + keys + " keys", chunks.size(), all, minutes);
    for (Map.Entry<String, Integer> kind : counts.entrySet()) {
      long less = all - bytes(chunks, entry -> !kind(entry).equals(kind.getKey()));
      line(kind.getKey(), kind.getValue(), less, minutes);
    }
  }

  private static void line(String what, int count, long bytes, double minutes) {
    System.out.printf(
        Locale.ROOT,
        "%-28s %8d %10d bytes %8.1f KiB a minute %8.1f bytes each%n",
        what,
        count,
        bytes,
        bytes / 1024.0 / minutes,
        (double) bytes / Math.max(1, count));
  }

  private static String kind(Entry entry) {
    return entry instanceof Entry.Seen seen
        ? seen.fact().getClass().getSimpleName()
        : entry.getClass().getSimpleName();
  }

  private static long bytes(List<List<Entry>> chunks, Predicate<Entry> which) throws IOException {
    long[] bytes = {0};
    ChunkMaker maker =
        new ChunkMaker(
            Redaction.none(),
            new ChunkSink() {
              @Override
              public void take(ChunkHead head, ByteBuffer whole) {
                bytes[0] += whole.remaining();
              }

              @Override
              public void end() {}
            });
    for (List<Entry> chunk : chunks) {
      for (Entry entry : chunk) {
        if (which.test(entry)) {
          maker.add(entry);
        }
      }
      maker.flush();
    }
    maker.end();
    return bytes[0];
  }
}
