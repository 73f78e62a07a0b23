package dev.conctop.record;

import dev.conctop.record.chunk.Bytes;
import dev.conctop.record.chunk.ChunkHead;
import dev.conctop.record.chunk.ChunkIndex;
import dev.conctop.record.chunk.ChunkRef;
import dev.conctop.record.chunk.ChunkWalk;
import dev.conctop.record.chunk.Unpacker;
import dev.conctop.record.fact.Entry;
import dev.conctop.record.fact.FactReader;
import dev.conctop.record.item.Damaged;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * A recording in a file or in memory, read chunk by chunk. Where its index is not there, or not
 * believed, its chunks are found by walking from head to head, over what is damaged. Confined to
 * one thread.
 */
public final class Recording implements Closeable {
  private final Bytes file;
  private final Header header;
  private final ChunkWalk walk;
  private final FactReader facts = new FactReader();
  private final Unpacker unpacker = new Unpacker();
  private final Unpacker.Before before = new Unpacker.Before();
  private final List<ChunkRef> chunks = new ArrayList<>();
  private boolean ended;
  private int last = -1;
  private boolean inGap;

  private Recording(Bytes file, Header header, long begin) {
    this.file = file;
    this.header = header;
    this.walk = new ChunkWalk(file, begin);
  }

  /**
   * Opens a recording.
   *
   * @throws NotARecording when it is none, of another version, or its header is damaged
   * @throws IOException when it cannot be read
   */
  public static Recording open(Path path) throws NotARecording, IOException {
    if (Files.isDirectory(path)) {
      throw new NotARecording("it is a directory");
    }
    if (!Files.isRegularFile(path) && Files.exists(path)) {
      throw new NotARecording("it is not a file that can be gone back in");
    }
    return open(Bytes.of(FileChannel.open(path, StandardOpenOption.READ)));
  }

  /**
   * Opens one in memory.
   *
   * @param all is not to be changed
   * @throws NotARecording when it is none, of another version, or its header is damaged
   */
  public static Recording open(byte[] all) throws NotARecording, IOException {
    return open(Bytes.of(all));
  }

  private static Recording open(Bytes file) throws NotARecording, IOException {
    try {
      ByteBuffer fixed = file.read(0, Header.FIXED);
      int length = Header.length(fixed);
      ByteBuffer all = file.read(0, length);
      if (all.remaining() < length) {
        throw new NotARecording("its header is damaged");
      }
      Recording recording = new Recording(file, Header.of(all.array()), length);
      recording.find();
      return recording;
    } catch (NotARecording | IOException | RuntimeException e) {
      file.close();
      throw e;
    }
  }

  private void find() throws IOException {
    try {
      long index = indexOffset();
      if (index > 0) {
        chunks.addAll(index(index));
        ended = true;
        return;
      }
    } catch (Damaged e) {
      // Then it is walked.
      chunks.clear();
    }
    grown();
  }

  private long indexOffset() throws IOException {
    long at = file.size() - ChunkIndex.TRAILER;
    if (at < 0) {
      return -1;
    }
    ByteBuffer trailer = file.read(at, ChunkIndex.TRAILER);
    byte[] bytes = new byte[trailer.remaining()];
    trailer.get(bytes);
    return ChunkIndex.offset(bytes);
  }

  private List<ChunkRef> index(long offset) throws IOException, Damaged {
    ByteBuffer bytes = file.read(offset, ChunkHead.LENGTH);
    if (!ChunkHead.isAt(bytes, 0)) {
      throw new Damaged("it is not there");
    }
    ChunkHead head = ChunkHead.at(bytes, 0);
    if (head.kind() != ChunkHead.Kind.INDEX) {
      throw new Damaged("it is something else");
    }
    return ChunkIndex.read(unpacked(head, offset), head.plain(), offset);
  }

  public Header header() {
    return header;
  }

  /** How many chunks there are. */
  public int size() {
    return chunks.size();
  }

  /** Whether it was ended as it should; else it may be written still, or whoever wrote it died. */
  public boolean isEnded() {
    return ended;
  }

  /** The first stamp; that of the header where there is nothing. */
  public long beginNanos() {
    return chunks.isEmpty() ? header.monotonicNanos() : chunks.getFirst().firstNanos();
  }

  /** The last stamp so far. */
  public long endNanos() {
    return chunks.isEmpty() ? header.monotonicNanos() : chunks.getLast().lastNanos();
  }

  /** Looks whether more has been written since; chunks that were there keep their numbers. */
  public boolean grown() throws IOException {
    int before = chunks.size();
    if (!ended) {
      ended = walk.on(chunks::add);
    }
    return chunks.size() > before;
  }

  /**
   * The last chunk that begins at or before a time; the first one where none does; -1 without any.
   */
  public int chunkAt(long nanos) {
    int low = 0;
    int high = chunks.size() - 1;
    while (low < high) {
      int middle = (low + high + 1) >>> 1;
      if (chunks.get(middle).firstNanos() <= nanos) {
        low = middle;
      } else {
        high = middle - 1;
      }
    }
    return chunks.isEmpty() ? -1 : low;
  }

  /** The last chunk at or before this one that can be read without those before it. */
  public int keyAt(int chunk) {
    int key = chunk;
    while (key > 0 && !chunks.get(key).key()) {
      key--;
    }
    return key;
  }

  /** Whether a chunk can be read without those before it. */
  public boolean isKey(int chunk) {
    return chunks.get(chunk).key();
  }

  public long firstNanos(int chunk) {
    return chunks.get(chunk).firstNanos();
  }

  public long lastNanos(int chunk) {
    return chunks.get(chunk).lastNanos();
  }

  /**
   * Reads a chunk. Where it does not follow the one that was read last, it tells first what stands.
   * What cannot be read is one {@link Entry.Gap}, up to the next chunk that can.
   *
   * @throws IOException when the file cannot be read
   */
  public void read(int chunk, Consumer<Entry> to) throws IOException {
    ChunkRef ref = chunks.get(chunk);
    if (chunk != last + 1) {
      before.forget();
      facts.forget();
      inGap = false;
    } else if (ref.afterGap()) {
      gap(ref, "bytes before it are damaged", to);
    }
    last = chunk;
    try {
      ByteBuffer bytes = file.read(ref.offset(), ChunkHead.LENGTH);
      if (!ChunkHead.isAt(bytes, 0)) {
        throw new Damaged("its head is damaged");
      }
      ChunkHead head = ChunkHead.at(bytes, 0);
      byte[] plain = unpacked(head, ref.offset());
      facts.read(plain, head.plain(), head.key(), head.firstNanos(), to);
      inGap = false;
    } catch (Damaged e) {
      gap(ref, String.valueOf(e.getMessage()), to);
    }
  }

  private void gap(ChunkRef at, String why, Consumer<Entry> to) {
    before.forget();
    facts.forget();
    if (!inGap) {
      inGap = true;
      to.accept(new Entry.Gap(at.firstNanos(), why));
    }
  }

  private byte[] unpacked(ChunkHead head, long offset) throws IOException, Damaged {
    ByteBuffer stored = file.read(offset + ChunkHead.LENGTH, head.stored());
    if (stored.remaining() < head.stored()) {
      throw new Damaged("it ends too early");
    }
    return unpacker.unpack(head, stored.array(), before);
  }

  @Override
  public void close() throws IOException {
    unpacker.end();
    file.close();
  }
}
