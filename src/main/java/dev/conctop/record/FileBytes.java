package dev.conctop.record;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;

/** Reading from a place in a file. */
final class FileBytes {
  private FileBytes() {}

  /**
   * So many bytes, or those that there are: a length that is not true asks for no more memory than
   * the file has bytes.
   *
   * @return an array of its own from 0 on
   */
  static ByteBuffer read(FileChannel file, long from, int most) throws IOException {
    long left = Math.max(0, file.size() - from);
    ByteBuffer bytes = ByteBuffer.allocate((int) Math.min(most, left));
    int got = 0;
    while (bytes.hasRemaining() && got >= 0) {
      got = file.read(bytes, from + bytes.position());
    }
    return bytes.flip();
  }
}
