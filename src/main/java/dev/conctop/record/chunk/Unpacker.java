package dev.conctop.record.chunk;

import dev.conctop.record.item.Damaged;
import java.util.zip.CRC32C;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * Takes chunks apart. What it gives is good until the next call, and several feeds may share it,
 * since what each goes on from is kept beside. Confined to one thread.
 */
public final class Unpacker {
  private final Inflater inflater = new Inflater(true);
  private byte[] plain = new byte[0];

  /** The end of the chunk of entries that was unpacked last. */
  public static final class Before {
    private byte[] bytes = new byte[0];

    /** -1: it is not known. */
    private int length = -1;

    /** The next chunk is not the one that follows. */
    public void forget() {
      length = -1;
    }

    private void keep(byte[] plain, int size) {
      length = Math.min(Packer.WINDOW, size);
      if (bytes.length < length || bytes.length > 2 * length) {
        bytes = new byte[length];
      }
      System.arraycopy(plain, size - length, bytes, 0, length);
    }
  }

  /**
   * What was packed: as many bytes as the head says. Entries that are no key need those before.
   *
   * @param stored as many as the head says, at least
   * @param before what it may go on from; the next one goes on from this
   * @throws Damaged when they are not what was written
   */
  public byte[] unpack(ChunkHead head, byte[] stored, Before before) throws Damaged {
    CRC32C crc = new CRC32C();
    crc.update(stored, 0, head.stored());
    if ((int) crc.getValue() != head.crc()) {
      throw new Damaged("the checksum is wrong");
    }
    inflater.reset();
    boolean entries = head.kind() == ChunkHead.Kind.ENTRIES;
    if (entries && !head.key()) {
      if (before.length < 0) {
        throw new Damaged("what it goes on from is not there");
      }
      inflater.setDictionary(before.bytes, 0, before.length);
    }
    before.forget();
    if (plain.length < head.plain()) {
      plain = new byte[Math.max(head.plain(), Math.min(2 * plain.length, ChunkHead.MOST_PLAIN))];
    }
    inflater.setInput(stored, 0, head.stored());
    try {
      int size = 0;
      while (size < head.plain()) {
        int got = inflater.inflate(plain, size, head.plain() - size);
        if (got == 0) {
          throw new Damaged("it comes to fewer bytes than its head says");
        }
        size += got;
      }
    } catch (DataFormatException e) {
      throw new Damaged("it cannot be inflated");
    }
    if (entries) {
      before.keep(plain, head.plain());
    }
    return plain;
  }

  /** Gives back what the decompressor holds. */
  public void end() {
    inflater.end();
  }
}
