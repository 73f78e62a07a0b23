package dev.conctop.record;

import dev.conctop.fuzz.Target;
import dev.conctop.record.fact.Entry;
import dev.conctop.record.fact.FactReader;
import dev.conctop.record.fact.FactWriter;
import dev.conctop.record.fact.Watched;
import dev.conctop.record.item.Damaged;
import dev.conctop.record.item.Redaction;
import dev.conctop.sample.Fact;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Recordings: files, feeds, and what is within chunks whose checksums are right. */
public final class RecordTargets {
  private RecordTargets() {}

  public static List<Target> all() {
    return List.of(new Whole(), new Feed(), new Content());
  }

  private static List<Entry> entries() {
    Simulated facts = Simulated.run(2);
    List<Entry> entries = new ArrayList<>();
    entries.add(new Entry.Begins(facts.nanos(), new Watched.Machine()));
    facts.tell(24, entries::add);
    return entries;
  }

  private static List<byte[]> files() {
    try {
      Path file = Files.createTempDirectory("fuzz").resolve("recording");
      byte[] bytes = Files.readAllBytes(Written.to(file, entries()));
      Files.delete(file);
      Files.delete(file.getParent());
      return List.of(bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A message without what is of this input alone. */
  private static String refused(Exception e) {
    return String.valueOf(e.getMessage()).replaceAll("[0-9]+", "#");
  }

  private static final class Whole implements Target {
    @Override
    public String name() {
      return "recording";
    }

    @Override
    public String toString() {
      return name();
    }

    @Override
    public List<byte[]> seeds() {
      return files();
    }

    @Override
    public String read(byte[] input) throws IOException {
      int[] counts = new int[2];
      try (Recording recording = Recording.open(input)) {
        for (int i = 0; i < recording.size(); i++) {
          recording.read(i, entry -> counts[entry instanceof Entry.Gap ? 1 : 0]++);
        }
        return "chunks " + recording.size() + ", gaps " + counts[1] + ", " + recording.isEnded();
      } catch (NotARecording e) {
        return refused(e);
      }
    }
  }

  private static final class Feed implements Target {
    @Override
    public String name() {
      return "feed";
    }

    @Override
    public String toString() {
      return name();
    }

    @Override
    public List<byte[]> seeds() {
      return files();
    }

    @Override
    public String read(byte[] input) throws IOException {
      int[] count = new int[1];
      try (FeedReader reader = new FeedReader()) {
        reader.take(input, input.length, _ -> count[0]++);
        return "entries " + count[0] / 16;
      } catch (NotARecording e) {
        return refused(e);
      }
    }
  }

  private static final class Content implements Target {
    @Override
    public String name() {
      return "entries";
    }

    @Override
    public String toString() {
      return name();
    }

    @Override
    public List<byte[]> seeds() {
      List<byte[]> seeds = new ArrayList<>();
      seeds.add(written(entries()));
      List<Entry> all = new ArrayList<>();
      for (Fact fact : Examples.all()) {
        all.add(new Entry.Seen(7000, fact));
        seeds.add(written(List.of(new Entry.Seen(7000, fact), new Entry.Seen(9000, fact))));
      }
      seeds.add(written(all));
      return seeds;
    }

    private static byte[] written(List<Entry> entries) {
      ByteArrayOutputStream to = new ByteArrayOutputStream();
      FactWriter writer = new FactWriter(Redaction.none());
      writer.begin(to, true, 0);
      entries.forEach(writer::write);
      writer.end();
      return to.toByteArray();
    }

    @Override
    public String read(byte[] input) {
      int[] count = new int[1];
      try {
        new FactReader().read(input, input.length, true, 0, _ -> count[0]++);
        return "entries " + count[0];
      } catch (Damaged e) {
        return refused(e);
      }
    }
  }
}
