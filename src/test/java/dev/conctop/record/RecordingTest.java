package dev.conctop.record;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.conctop.record.chunk.ChunkHead;
import dev.conctop.record.chunk.ChunkMaker;
import dev.conctop.record.fact.Entry;
import dev.conctop.record.fact.Watched;
import dev.conctop.record.item.Redaction;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecordingTest {
  private static final Header HEADER =
      new Header(
          "conctop test",
          "büro",
          8,
          List.of("run", "http-get"),
          1_700_000_000_000_000_000L,
          5_000_000_000L,
          false,
          OptionalLong.of(7));

  /** Looks in a chunk of these tests: as many as a second has. */
  private static final int SECOND = 10;

  @TempDir Path directory;

  @Test
  void whatWasWrittenIsRead() throws Exception {
    List<Entry> written = new ArrayList<>();
    Path file = written(written, 4, true);
    try (Recording recording = Recording.open(file)) {
      assertEquals(HEADER, recording.header());
      assertTrue(recording.isEnded());
      assertEquals(4, recording.size());
      assertEquals(written.getFirst().nanos(), recording.beginNanos());
      assertEquals(written.getLast().nanos(), recording.endNanos());
      assertEquals(Deep.text(written), Deep.text(all(recording)));
    }
  }

  @Test
  void withoutItsIndexItIsTheSame() throws Exception {
    List<Entry> written = new ArrayList<>();
    Path file = written(written, 4, false);
    try (Recording recording = Recording.open(file)) {
      assertFalse(recording.isEnded());
      assertEquals(Deep.text(written), Deep.text(all(recording)));
    }
  }

  @Test
  void anyChunkCanBeBegunAtFromItsKey() throws Exception {
    List<Entry> written = new ArrayList<>();
    Path file = written(written, 25, true, 60);
    try (Recording recording = Recording.open(file)) {
      int keys = 0;
      for (int chunk = 0; chunk < recording.size(); chunk++) {
        int key = recording.keyAt(chunk);
        keys += key == chunk ? 1 : 0;
        List<Entry> read = new ArrayList<>();
        for (int i = key; i <= chunk; i++) {
          int before = read.size();
          recording.read(i, read::add);
          assertTrue(read.size() > before);
        }
        Entry last = written.get((chunk + 1) * (written.size() - 1) / 25);
        assertEquals(Deep.text(last), Deep.text(read.getLast()));
        assertEquals(chunk, recording.chunkAt(recording.lastNanos(chunk)));
      }
      assertTrue(keys >= 2 && keys < 25, keys + " keys");
      assertEquals(0, recording.chunkAt(Long.MIN_VALUE));
      assertEquals(24, recording.chunkAt(Long.MAX_VALUE));
    }
  }

  @Test
  void aFileThatGrowsIsFollowed() throws Exception {
    Path file = directory.resolve("growing");
    try (FileChannel channel = create(file)) {
      ChunkMaker maker = new ChunkMaker(Redaction.none(), sink(channel));
      Simulated facts = Simulated.process(20, 2);
      facts.tell(SECOND, entry -> add(maker, entry));
      maker.flush();
      try (Recording recording = Recording.open(file)) {
        assertEquals(1, recording.size());
        assertFalse(recording.grown());
        facts.tell(SECOND, entry -> add(maker, entry));
        maker.flush();
        assertTrue(recording.grown());
        assertEquals(2, recording.size());
        assertEquals(2 * (SECOND * 3 + 1), all(recording).size());
        maker.end();
        assertFalse(recording.grown());
        assertTrue(recording.isEnded());
      }
    }
  }

  /** Killed at any byte: what was whole is there, and at most the chunk under way is not. */
  @Test
  void cutAnywhereItHasAllThatWasWhole() throws Exception {
    List<Entry> written = new ArrayList<>();
    byte[] bytes = Files.readAllBytes(written(written, 3, true));
    Path cut = directory.resolve("cut");
    List<Long> ends = new ArrayList<>();
    int begin = Header.length(ByteBuffer.wrap(bytes));
    for (int at = begin; ends.size() < 3; ) {
      at += ChunkHead.LENGTH + ChunkHead.at(ByteBuffer.wrap(bytes), at).stored();
      ends.add((long) at);
    }
    for (int length = 0; length < bytes.length; length++) {
      Files.write(cut, Arrays.copyOf(bytes, length));
      if (length < begin) {
        assertThrows(NotARecording.class, () -> Recording.open(cut));
        continue;
      }
      try (Recording recording = Recording.open(cut)) {
        long end = length;
        assertEquals(ends.stream().filter(at -> at <= end).count(), recording.size());
        if (length % 497 == 0) {
          List<Entry> read = all(recording);
          assertEquals(
              Deep.text(written.subList(0, read.size())), Deep.text(read), "cut at " + length);
        }
      }
    }
  }

  @Test
  void aFlippedBitCostsNoMoreThanUpToTheNextKey() throws Exception {
    List<Entry> written = new ArrayList<>();
    byte[] bytes = Files.readAllBytes(written(written, 12, true));
    int begin = Header.length(ByteBuffer.wrap(bytes));
    Path flipped = directory.resolve("flipped");
    Random random = new Random(3);
    for (int i = 0; i < 300; i++) {
      byte[] changed = bytes.clone();
      int at = random.nextInt(bytes.length);
      changed[at] ^= (byte) (1 << random.nextInt(8));
      Files.write(flipped, changed);
      if (at < begin) {
        assertThrows(NotARecording.class, () -> Recording.open(flipped));
        continue;
      }
      try (Recording recording = Recording.open(flipped)) {
        List<Entry> read = all(recording);
        long gaps = read.stream().filter(Entry.Gap.class::isInstance).count();
        assertTrue(gaps <= 1, gaps + " gaps");
        assertTrue(read.size() >= written.size() / 12, "flipped at " + at);
        assertTrue(gaps == 1 || read.size() == written.size(), "flipped at " + at);
      }
    }
  }

  @Test
  void whatIsNoRecordingIsRefusedInOneLine() throws Exception {
    Path file = written(new ArrayList<>(), 1, true);
    byte[] bytes = Files.readAllBytes(file);
    Path other = directory.resolve("other");
    assertRefused(other, new byte[0], "not a recording");
    assertRefused(
        other,
        "#!/bin/sh\necho hello, this is a script\n".getBytes(StandardCharsets.US_ASCII),
        "not a recording");
    byte[] newer = bytes.clone();
    newer[11] = 2;
    assertRefused(other, newer, "version 2; this conctop reads version 1");
    byte[] damaged = bytes.clone();
    damaged[20] ^= 1;
    assertRefused(other, damaged, "header is damaged");
    byte[] longer = bytes.clone();
    longer[12] = 0x7f;
    assertRefused(other, longer, "header is damaged");
    assertThrows(NotARecording.class, () -> Recording.open(directory));
    assertThrows(IOException.class, () -> Recording.open(directory.resolve("missing")));
  }

  private static void assertRefused(Path file, byte[] bytes, String words) throws IOException {
    Files.write(file, bytes);
    String message = assertThrows(NotARecording.class, () -> Recording.open(file)).getMessage();
    assertTrue(message.contains(words), message);
    assertEquals(1, message.lines().count());
  }

  @Test
  void chunksOfALaterVersionArePassedOver() throws Exception {
    List<Entry> written = new ArrayList<>();
    byte[] bytes = Files.readAllBytes(written(written, 2, false));
    int begin = Header.length(ByteBuffer.wrap(bytes));
    ByteBuffer unknown = ByteBuffer.allocate(ChunkHead.LENGTH + 5);
    new ChunkHead(ChunkHead.Kind.UNKNOWN, false, 5, 99, 0, 0, 0).put(unknown);
    Path longer = directory.resolve("longer");
    try (FileChannel to = create(longer)) {
      to.write(ByteBuffer.wrap(bytes, 0, begin));
      to.write(unknown.rewind());
      to.write(ByteBuffer.wrap(bytes, begin, bytes.length - begin));
    }
    try (Recording recording = Recording.open(longer)) {
      assertEquals(Deep.text(written), Deep.text(all(recording)));
    }
  }

  @Test
  void theRingKeepsTheNewestAndBeginsWithAKey() throws Exception {
    Ring ring = new Ring(20_000);
    ChunkMaker maker = new ChunkMaker(Redaction.none(), ring);
    List<Entry> written = new ArrayList<>();
    maker.add(new Entry.Begins(1000, new Watched.Machine()));
    Simulated facts = Simulated.process(20, 2);
    for (int i = 0; i < 120; i++) {
      facts.tell(
          SECOND,
          entry -> {
            written.add(entry);
            add(maker, entry);
          });
      maker.flush();
    }
    Path file = directory.resolve("ring");
    ring.save(create(file), HEADER);
    assertTrue(Files.size(file) < 25_000, Files.size(file) + " bytes");
    try (Recording recording = Recording.open(file)) {
      List<Entry> read = all(recording);
      assertEquals(new Entry.Begins(1000, new Watched.Machine()), read.getFirst());
      assertEquals(Deep.text(written.getLast()), Deep.text(read.getLast()));
      assertTrue(recording.size() > 3, recording.size() + " chunks");
      assertEquals(List.of(recording.beginNanos(), recording.endNanos()), ring.span());
    }
  }

  @Test
  void twoThousandThreadsOfWhichOnePercentWakesTakeHalfAMebibyteAMinute() throws Exception {
    long bytes = minute(Simulated.process(2000, 20));
    assertTrue(bytes <= 1 << 19, bytes + " bytes a minute");
  }

  /**
   * All of them move at every look, and each look and frame has a dozen numbers of a worker that
   * nothing foretells: this is what is left of it.
   */
  @Test
  void aRunOfSixteenBusyWorkersTakes240KibibytesAMinute() throws Exception {
    long bytes = minute(Simulated.run(16));
    assertTrue(bytes <= 240 << 10, bytes + " bytes a minute");
  }

  private long minute(Simulated facts) throws IOException {
    Path file = directory.resolve("minute");
    try (FileChannel channel = create(file)) {
      ChunkMaker maker = new ChunkMaker(Redaction.none(), sink(channel));
      for (int i = 0; i < 60; i++) {
        facts.tell(SECOND, entry -> add(maker, entry));
        maker.flush();
      }
      maker.end();
    }
    return Files.size(file);
  }

  // ---- writing and reading

  private Path written(List<Entry> entries, int chunks, boolean ended) throws IOException {
    return written(entries, chunks, ended, 8);
  }

  private Path written(List<Entry> entries, int chunks, boolean ended, int threads)
      throws IOException {
    Path file = directory.resolve("recording");
    try (FileChannel channel = create(file)) {
      ChunkMaker maker = new ChunkMaker(Redaction.none(), sink(channel));
      Entry begins = new Entry.Begins(5_000_000_000L, new Watched.Machine());
      entries.add(begins);
      maker.add(begins);
      Simulated facts = Simulated.process(threads, 3);
      for (int i = 0; i < chunks; i++) {
        facts.tell(
            SECOND,
            entry -> {
              entries.add(entry);
              add(maker, entry);
            });
        maker.flush();
      }
      if (ended) {
        maker.end();
      }
    }
    return file;
  }

  private static FileChannel create(Path file) throws IOException {
    return FileChannel.open(
        file,
        StandardOpenOption.CREATE,
        StandardOpenOption.WRITE,
        StandardOpenOption.TRUNCATE_EXISTING);
  }

  private static FileSink sink(FileChannel channel) throws IOException {
    return FileSink.begin(channel, HEADER, Redaction.none());
  }

  private static void add(ChunkMaker maker, Entry entry) {
    try {
      maker.add(entry);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static List<Entry> all(Recording recording) throws IOException {
    List<Entry> entries = new ArrayList<>();
    for (int i = 0; i < recording.size(); i++) {
      recording.read(i, entries::add);
    }
    return entries;
  }
}
