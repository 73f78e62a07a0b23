package dev.conctop.record;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.conctop.record.chunk.ChunkHead;
import dev.conctop.record.fact.Entry;
import dev.conctop.record.fact.FactReader;
import dev.conctop.record.fact.FactWriter;
import dev.conctop.record.fact.Watched;
import dev.conctop.record.item.Damaged;
import dev.conctop.record.item.Redaction;
import dev.conctop.sample.Fact;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Recordings that somebody or something has damaged, the same ones each time. */
class FuzzTest {
  private static final int TIMES = 1000;
  private static final long SECOND = 1_000_000_000L;

  @TempDir Path directory;

  private final Random random = new Random(20);
  private final List<Entry> written = new ArrayList<>();
  private byte[] whole = {};

  @BeforeEach
  void record() throws IOException {
    Simulated facts = Simulated.run(3);
    written.add(new Entry.Begins(facts.nanos(), new Watched.Machine()));
    facts.tell(60, written::add);
    whole = Files.readAllBytes(Written.to(directory.resolve("whole"), written));
  }

  private static List<Entry> read(byte[] bytes) throws IOException, NotARecording {
    List<Entry> read = new ArrayList<>();
    try (Recording recording = Recording.open(bytes)) {
      for (int i = 0; i < recording.size(); i++) {
        recording.read(i, read::add);
      }
    }
    return read;
  }

  private int headerLength() throws NotARecording {
    return Header.length(ByteBuffer.wrap(whole));
  }

  @Test
  void cutAnywhereAtMostTheLastSecondIsLost() throws Exception {
    List<Entry> all = read(whole);
    int header = headerLength();
    List<long[]> ends = ends();
    for (int i = 0; i < TIMES; i++) {
      int length = header + random.nextInt(whole.length - header);
      List<Entry> read = read(Arrays.copyOf(whole, length));
      long there = 0;
      for (long[] end : ends) {
        there = end[0] <= length ? end[1] : there;
      }
      assertTrue(read.size() <= all.size(), "cut at " + length);
      // All that was whole is there; what was under way is a second's at most.
      long last = read.isEmpty() ? 0 : read.getLast().nanos();
      assertTrue(last >= there - SECOND, "cut at " + length);
      for (int at = 0; at < read.size(); at += 17) {
        assertEquals(all.get(at).nanos(), read.get(at).nanos(), "cut at " + length);
      }
    }
  }

  /** Where each chunk ends, and its last stamp. */
  private List<long[]> ends() throws IOException, NotARecording {
    List<long[]> ends = new ArrayList<>();
    ByteBuffer all = ByteBuffer.wrap(whole);
    int at = headerLength();
    while (ChunkHead.isAt(all, at)) {
      ChunkHead head = ChunkHead.at(all, at);
      at += ChunkHead.LENGTH + head.stored();
      if (head.kind() == ChunkHead.Kind.ENTRIES) {
        ends.add(new long[] {at, head.lastNanos()});
      }
    }
    assertTrue(ends.size() >= 5, "too few chunks to be cut");
    return ends;
  }

  @Test
  void aFlippedBitIsAGapOrNothing() throws Exception {
    int header = headerLength();
    int all = read(whole).size();
    int gaps = 0;
    for (int i = 0; i < TIMES; i++) {
      byte[] flipped = whole.clone();
      int at = header + random.nextInt(whole.length - header);
      flipped[at] ^= (byte) (1 << random.nextInt(Byte.SIZE));
      List<Entry> read = read(flipped);
      long found = read.stream().filter(Entry.Gap.class::isInstance).count();
      gaps += (int) found;
      assertTrue(found <= 1, "flipped at " + at + ": " + found + " gaps");
      assertTrue(found == 1 || read.size() == all, "flipped at " + at + " and not noticed");
    }
    assertTrue(gaps > TIMES / 2, gaps + " of " + TIMES + " were noticed");
  }

  /** Within a chunk whose checksum is right: somebody meant it. */
  @Test
  void hostileEntriesAreReadOrRefusedAndAskForLittle() throws Exception {
    List<byte[]> seeds = new ArrayList<>();
    seeds.add(entries(written));
    List<Entry> examples = new ArrayList<>();
    for (Fact fact : Examples.all()) {
      examples.add(new Entry.Seen(7000, fact));
    }
    seeds.add(entries(examples));
    int refused = 0;
    for (int i = 0; i < TIMES; i++) {
      byte[] bytes = seeds.get(i % seeds.size()).clone();
      mutate(bytes);
      try {
        new FactReader().read(bytes, bytes.length, true, 0, _ -> {});
      } catch (Damaged e) {
        refused++;
        assertEquals(1, String.valueOf(e.getMessage()).lines().count());
      }
    }
    assertTrue(refused > TIMES / 10, "only " + refused + " were refused");
  }

  private void mutate(byte[] bytes) {
    for (int i = random.nextInt(8); i >= 0; i--) {
      int at = random.nextInt(bytes.length);
      switch (random.nextInt(4)) {
        case 0 -> bytes[at] ^= (byte) (1 << random.nextInt(Byte.SIZE));
        case 1 -> bytes[at] = (byte) random.nextInt();
        case 2 -> bytes[at] = (byte) (random.nextBoolean() ? 0xff : 0x7f);
        default -> {
          int from = random.nextInt(bytes.length);
          int length = Math.min(random.nextInt(64), bytes.length - Math.max(at, from));
          System.arraycopy(bytes, from, bytes, at, length);
        }
      }
    }
  }

  private static byte[] entries(List<Entry> entries) {
    ByteArrayOutputStream to = new ByteArrayOutputStream();
    FactWriter writer = new FactWriter(Redaction.none());
    writer.begin(to, true, 0);
    entries.forEach(writer::write);
    writer.end();
    return to.toByteArray();
  }
}
