package dev.conctop.record;

import dev.conctop.record.item.Damaged;
import java.util.zip.CRC32C;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/** Takes chunks apart. What it gives is good until the next call. Confined to one thread. */
final class Unpacker {
  private final Inflater inflater = new Inflater(true);
  private byte[] plain = new byte[0];

  /**
   * What was packed: as many bytes as the head says.
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
    if (plain.length < head.plain()) {
      plain = new byte[Math.max(head.plain(), Math.min(2 * plain.length, ChunkHead.MOST_PLAIN))];
    }
    inflater.reset();
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
    return plain;
  }

  void end() {
    inflater.end();
  }
}
