package dev.conctop.record;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.conctop.record.fact.Entry;
import dev.conctop.record.item.Redaction;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecorderTest {
  private static final Header HEADER =
      new Header("conctop test", "host", 2, List.of(), 0, 0, false, OptionalLong.empty());

  @TempDir Path directory;

  @Test
  void whatItIsGivenIsInTheFileWhenItIsClosed() throws Exception {
    Path file = directory.resolve("a");
    List<Entry> given = new ArrayList<>();
    List<String> troubles = new ArrayList<>();
    FileChannel to =
        FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    try (Recorder recorder =
        Recorder.start(
            Optional.of(to), Optional.empty(), HEADER, Redaction.none(), troubles::add)) {
      Simulated.process(20, 2)
          .tell(
              10,
              entry -> {
                given.add(entry);
                recorder.take(entry);
              });
    }
    assertEquals(List.of(), troubles);
    assertEquals(Deep.text(given), Deep.text(read(file)));
  }

  /** Who gives does not wait, whatever the file does; what was left out is said. */
  @Test
  void whatItHasNoRoomForIsCounted() throws Exception {
    Path file = directory.resolve("b");
    CountDownLatch goOn = new CountDownLatch(1);
    FileChannel to =
        FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    List<Entry> examples = new ArrayList<>();
    Examples.all().forEach(fact -> examples.add(new Entry.Seen(5, fact)));
    int given = 3 * Recorder.ROOM;
    try (Recorder recorder =
        Recorder.start(
            Optional.of(new Slow(to, goOn)), Optional.empty(), HEADER, Redaction.none(), _ -> {})) {
      for (int i = 0; i < given; i++) {
        recorder.take(examples.get(i % examples.size()));
      }
      goOn.countDown();
      // Room again: the next one says what is missing.
      long until = System.nanoTime() + 20_000_000_000L;
      while (lost(read(file)) == 0 && System.nanoTime() < until) {
        recorder.take(examples.getFirst());
        given++;
        Thread.onSpinWait();
      }
    }
    List<Entry> all = read(file);
    long there = all.stream().filter(Entry.Seen.class::isInstance).count();
    assertTrue(lost(all) > 0, "nothing was lost");
    assertEquals(given, there + lost(all));
  }

  @Test
  void noRoomOnTheDiskIsToldOnceAndNobodyElseNotices() throws Exception {
    Ring ring = new Ring(1 << 20);
    List<String> troubles = new ArrayList<>();
    Recorder recorder =
        Recorder.start(
            Optional.of(new Full()), Optional.of(ring), HEADER, Redaction.none(), troubles::add);
    try (recorder) {
      Simulated.process(20, 2).tell(30, recorder::take);
    }
    assertEquals(List.of("No space left on device"), troubles);
    assertEquals(Optional.of("No space left on device"), recorder.failure());
    assertEquals(2, ring.span().size());
  }

  private static long lost(List<Entry> entries) {
    long lost = 0;
    for (Entry entry : entries) {
      lost += entry instanceof Entry.Lost(long _, long facts) ? facts : 0;
    }
    return lost;
  }

  private static List<Entry> read(Path file) throws IOException, NotARecording {
    List<Entry> entries = new ArrayList<>();
    try (Recording recording = Recording.open(file)) {
      for (int i = 0; i < recording.size(); i++) {
        recording.read(i, entries::add);
      }
    }
    return entries;
  }

  /** Takes the header, and the rest when it is let. */
  private record Slow(WritableByteChannel to, CountDownLatch goOn) implements WritableByteChannel {
    @Override
    public int write(ByteBuffer bytes) throws IOException {
      try {
        if (bytes.remaining() > 200) {
          goOn.await();
        }
      } catch (InterruptedException e) {
        throw new IOException(e);
      }
      return to.write(bytes);
    }

    @Override
    public boolean isOpen() {
      return to.isOpen();
    }

    @Override
    public void close() throws IOException {
      to.close();
    }
  }

  /** A disk with room for the header. */
  private static final class Full implements WritableByteChannel {
    private boolean begun;

    @Override
    public int write(ByteBuffer bytes) throws IOException {
      if (begun) {
        throw new IOException("No space left on device");
      }
      begun = true;
      int length = bytes.remaining();
      bytes.position(bytes.limit());
      return length;
    }

    @Override
    public boolean isOpen() {
      return true;
    }

    @Override
    public void close() {}
  }
}
