package dev.conctop.record;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.conctop.record.chunk.ChunkHead;
import dev.conctop.record.fact.Entry;
import dev.conctop.record.fact.Watched;
import dev.conctop.sample.Fact;
import dev.conctop.sample.HostTotals;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** Facts through a feed, and what a feed may be instead. */
class FeedTest {
  private static final Header HEADER =
      new Header(
          "conctop 9", "web1", 4, List.of("conctop", "feed"), 5, 7, false, OptionalLong.empty());

  /** A feed of every fact, a chunk each, and what it was made of. */
  private static List<Entry> told(ByteArrayOutputStream to) throws IOException {
    List<Entry> all = new ArrayList<>();
    try (FeedWriter writer = new FeedWriter(Channels.newChannel(to), HEADER)) {
      long nanos = 100_000;
      all.add(new Entry.Begins(nanos, new Watched.Machine()));
      writer.write(List.of(all.getFirst()));
      for (Fact fact : Examples.all()) {
        Entry entry = new Entry.Seen(nanos += 1000, fact);
        all.add(entry);
        writer.write(List.of(entry));
      }
      writer.write(List.of());
    }
    return all;
  }

  private List<Entry> read(byte[] bytes, int piece) throws NotARecording {
    FeedReader reader = new FeedReader();
    List<Entry> found = new ArrayList<>();
    for (int at = 0; at < bytes.length; at += piece) {
      byte[] some = Arrays.copyOfRange(bytes, at, Math.min(bytes.length, at + piece));
      reader.take(some, some.length, found::add);
    }
    assertEquals("web1", reader.header().orElseThrow().host());
    return found;
  }

  @Test
  void allArrivesInWhateverPiecesItComes() throws Exception {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    List<Entry> all = told(bytes);
    List<Entry> found = read(bytes.toByteArray(), 1);
    assertEquals(all.size(), found.size());
    for (int i = 0; i < all.size(); i++) {
      assertEquals(all.get(i).getClass(), found.get(i).getClass());
      assertEquals(all.get(i).nanos(), found.get(i).nanos());
    }
    assertTrue(
        found.stream().anyMatch(e -> e instanceof Entry.Seen s && s.fact() instanceof HostTotals));
    assertEquals(found.size(), read(bytes.toByteArray(), 1 << 16).size());
  }

  @Test
  void aFeedWrittenToAFileIsARecording() throws Exception {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    told(bytes);
    byte[] all = bytes.toByteArray();
    int head = Header.length(ByteBuffer.wrap(all, 0, Header.FIXED));
    assertTrue(ChunkHead.isAt(ByteBuffer.wrap(all), head));
    assertTrue(ChunkHead.at(ByteBuffer.wrap(all), head).key());
  }

  @Test
  void anEchoComesBetweenLooksAndIsNothingToWhoReadsTheFileLater() throws Exception {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (FeedWriter writer = new FeedWriter(Channels.newChannel(bytes), HEADER)) {
      writer.echo(12, -34);
      writer.write(List.of(new Entry.Begins(9000, new Watched.Machine())));
      writer.echo(56, 78);
    }
    byte[] all = bytes.toByteArray();
    FeedReader reader = new FeedReader();
    List<Entry> found = new ArrayList<>();
    List<FeedReader.Echo> echoes = new ArrayList<>();
    for (byte each : all) {
      reader.take(new byte[] {each}, 1, found::add);
      reader.echo().ifPresent(echoes::add);
    }
    assertEquals(1, found.size());
    assertEquals(List.of(new FeedReader.Echo(12, -34), new FeedReader.Echo(56, 78)), echoes);
    try (Recording recording = Recording.open(all)) {
      assertEquals(1, recording.size());
    }
  }

  private String refusal(byte[] bytes) {
    FeedReader reader = new FeedReader();
    return String.valueOf(
        assertThrows(NotARecording.class, () -> reader.take(bytes, bytes.length, _ -> {}))
            .getMessage());
  }

  @Test
  void whatIsNoFeedIsRefusedAtItsFirstByte() {
    assertEquals("it is no feed of conctop", refusal(new byte[] {'W'}));
  }

  @Test
  void anotherVersionIsNamed() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    told(bytes);
    byte[] all = bytes.toByteArray();
    all[11] = 9;
    assertTrue(refusal(all).contains("version 9"));
  }

  @Test
  void everyFlippedByteBehindTheHeadIsFound() throws Exception {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    told(bytes);
    byte[] all = bytes.toByteArray();
    int head = Header.length(ByteBuffer.wrap(all, 0, Header.FIXED));
    for (int at = head; at < Math.min(all.length, head + 600); at++) {
      byte[] flipped = all.clone();
      flipped[at] ^= 0x10;
      assertThrows(
          NotARecording.class,
          () -> new FeedReader().take(flipped, flipped.length, _ -> {}),
          "a flip at " + at);
    }
  }

  @Test
  void aLengthThatNobodyWritesIsRefusedBeforeItIsWaitedFor() throws Exception {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    told(bytes);
    byte[] all = bytes.toByteArray();
    int head = Header.length(ByteBuffer.wrap(all, 0, Header.FIXED));
    ByteBuffer lying = ByteBuffer.allocate(head + ChunkHead.LENGTH);
    lying.put(all, 0, head);
    new ChunkHead(ChunkHead.Kind.ENTRIES, true, 15 << 20, 15 << 20, 0, 0, 0).put(lying);
    assertEquals("it sends more at once than any conctop does", refusal(lying.array()));
  }
}
