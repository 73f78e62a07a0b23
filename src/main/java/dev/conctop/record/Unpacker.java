package dev.conctop.record;

import dev.conctop.record.item.Damaged;
import java.util.zip.CRC32C;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/** Takes chunks apart. What it gives is good until the next call. Confined to one thread. */
final class Unpacker {
  private final Inflater inflater = new Inflater(true);
  private byte[] plain = new byte[0];

  /** How much there is of the chunk of entries that was unpacked last; -1: it is not known. */
  private int before = -1;

  /** The next chunk is not the one that follows. */
  void forget() {
    before = -1;
  }

  /**
   * What was packed: as many bytes as the head says. Entries that are no key need those before.
   *
   * @param stored as many as the head says, at least
   * @throws Damaged when they are not what was written
   */
  byte[] unpack(ChunkHead head, byte[] stored) throws Damaged {
    CRC32C crc = new CRC32C();
    crc.update(stored, 0, head.stored());
    if ((int) crc.getValue() != head.crc()) {
      throw new Damaged("the checksum is wrong");
    }
    inflater.reset();
    boolean entries = head.kind() == ChunkHead.Kind.ENTRIES;
    if (entries && !head.key()) {
      if (before < 0) {
        throw new Damaged("what it goes on from is not there");
      }
      int length = Math.min(Packer.WINDOW, before);
      inflater.setDictionary(plain, before - length, length);
    }
    before = -1;
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
    before = entries ? head.plain() : -1;
    return plain;
  }

  void end() {
    inflater.end();
  }
}
