package dev.conctop.record;

import dev.conctop.record.chunk.ChunkHead;
import dev.conctop.record.chunk.Unpacker;
import dev.conctop.record.fact.Entry;
import dev.conctop.record.fact.FactReader;
import dev.conctop.record.item.Damaged;
import java.io.Closeable;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Reads a feed, piece by piece as it comes from a program that is not believed: nothing is searched
 * for and nothing is passed over, since on the way nothing is lost. What is no feed ends it, with
 * one line that says why. Confined to one thread.
 */
public final class FeedReader implements Closeable {
  /** Room that readers of one thread share, since each needs much of it for a moment only. */
  public static final class Room implements Closeable {
    private final Unpacker unpacker = new Unpacker();

    @Override
    public void close() {
      unpacker.end();
    }
  }

  /**
   * A machine with twenty thousand processes writes less than half of this when it must tell all.
   */
  private static final int MOST_PLAIN = 8 << 20;

  private static final int MOST_STORED = 2 << 20;

  private static final int FIRST_ROOM = 4 << 10;
  private static final int ROOM_KEPT = 64 << 10;

  /**
   * What time it was there when it was asked.
   *
   * @param askedNanos by the clock of who asked
   * @param nanos by the clock there
   */
  public record Echo(long askedNanos, long nanos) {}

  private final Room room;
  private final boolean ownRoom;

  /** Of this feed alone: a chunk may need the one before it. */
  private final Unpacker.Before before = new Unpacker.Before();

  private final FactReader facts = new FactReader();
  private byte[] waiting = new byte[FIRST_ROOM];
  private int size;
  private @Nullable Header header;
  private long plainBytes;
  private Optional<Echo> echo = Optional.empty();

  /** Alone. */
  public FeedReader() {
    this(new Room(), true);
  }

  /**
   * Beside others.
   *
   * @param room is not closed with it
   */
  public FeedReader(Room room) {
    this(room, false);
  }

  private FeedReader(Room room, boolean ownRoom) {
    this.room = room;
    this.ownRoom = ownRoom;
  }

  /** How the feed began; empty until its head has come. */
  public Optional<Header> header() {
    return Optional.ofNullable(header);
  }

  /** How many bytes all chunks so far came to. */
  public long plainBytes() {
    return plainBytes;
  }

  /** The last echo among the bytes that were taken last; empty: there was none. */
  public Optional<Echo> echo() {
    return echo;
  }

  /** Bytes that came and are not a whole head or chunk yet. */
  public byte[] rest() {
    return Arrays.copyOf(waiting, size);
  }

  /** What is to be said of a feed that sends more than it should. */
  public static NotARecording tooMuch() {
    return new NotARecording("it sends more than any conctop does");
  }

  /**
   * Takes the next bytes.
   *
   * @param to takes each entry of the chunks that are whole now
   * @throws NotARecording when they are no feed, or of another version; the reader is not to be
   *     used again
   */
  public void take(byte[] bytes, int length, Consumer<Entry> to) throws NotARecording {
    if (waiting.length - size < length) {
      waiting = Arrays.copyOf(waiting, Math.max(2 * waiting.length, size + length));
    }
    System.arraycopy(bytes, 0, waiting, size, length);
    size += length;
    echo = Optional.empty();
    int at = 0;
    for (int used = next(at, to); used > 0; used = next(at, to)) {
      at += used;
    }
    size -= at;
    System.arraycopy(waiting, at, waiting, 0, size);
    if (waiting.length > ROOM_KEPT && size <= FIRST_ROOM) {
      waiting = Arrays.copyOf(waiting, FIRST_ROOM);
    }
  }

  /** How many bytes from here on were a head or a chunk; 0 when that is not whole yet. */
  private int next(int at, Consumer<Entry> to) throws NotARecording {
    return header == null ? head(at) : chunk(at, to);
  }

  private int head(int at) throws NotARecording {
    int left = size - at;
    if (!Header.mayBegin(waiting, at, left)) {
      throw new NotARecording("it is no feed of conctop");
    }
    if (left < Header.FIXED) {
      return 0;
    }
    int length = Header.length(ByteBuffer.wrap(waiting, at, Header.FIXED));
    if (left < length) {
      return 0;
    }
    header = Header.of(Arrays.copyOfRange(waiting, at, at + length));
    return length;
  }

  private int chunk(int at, Consumer<Entry> to) throws NotARecording {
    int left = size - at;
    if (left < ChunkHead.LENGTH) {
      return 0;
    }
    ByteBuffer all = ByteBuffer.wrap(waiting, 0, size);
    if (!ChunkHead.isAt(all, at)) {
      throw new NotARecording("what it sends is damaged");
    }
    ChunkHead head = ChunkHead.at(all, at);
    if (head.stored() > MOST_STORED || head.plain() > MOST_PLAIN) {
      throw new NotARecording("it sends more at once than any conctop does");
    }
    int length = ChunkHead.LENGTH + head.stored();
    if (left < length) {
      return 0;
    }
    if (head.kind() == ChunkHead.Kind.ECHO) {
      echo = Optional.of(new Echo(head.firstNanos(), head.lastNanos()));
    }
    if (head.kind() == ChunkHead.Kind.ENTRIES) {
      int begin = at + ChunkHead.LENGTH;
      read(head, Arrays.copyOfRange(waiting, begin, begin + head.stored()), to);
    }
    return length;
  }

  private void read(ChunkHead head, byte[] stored, Consumer<Entry> to) throws NotARecording {
    try {
      plainBytes += head.plain();
      byte[] plain = room.unpacker.unpack(head, stored, before);
      facts.read(plain, head.plain(), head.key(), head.firstNanos(), to);
    } catch (Damaged e) {
      throw new NotARecording("what it sends cannot be read: " + e.getMessage());
    }
  }

  @Override
  public void close() {
    if (ownRoom) {
      room.close();
    }
  }
}
