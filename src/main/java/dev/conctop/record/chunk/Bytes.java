package dev.conctop.record.chunk;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.Arrays;

/** What a recording is read from: a file, or memory. */
public interface Bytes extends Closeable {
  /** How many there are by now. */
  long size() throws IOException;

  /**
   * So many bytes, or those that there are: a length that is not true asks for no more memory than
   * there are bytes.
   *
   * @return an array of its own from 0 on
   */
  ByteBuffer read(long from, int most) throws IOException;

  /** Those of a file, which may grow. */
  static Bytes of(FileChannel file) {
    return new Bytes() {
      @Override
      public long size() throws IOException {
        return file.size();
      }

      @Override
      public ByteBuffer read(long from, int most) throws IOException {
        long left = Math.max(0, file.size() - from);
        ByteBuffer bytes = ByteBuffer.allocate((int) Math.min(most, left));
        int got = 0;
        while (bytes.hasRemaining() && got >= 0) {
          got = file.read(bytes, from + bytes.position());
        }
        return bytes.flip();
      }

      @Override
      public void close() throws IOException {
        file.close();
      }
    };
  }

  /** Those of an array, which is not to be changed. */
  static Bytes of(byte[] all) {
    return new Bytes() {
      @Override
      public long size() {
        return all.length;
      }

      @Override
      public ByteBuffer read(long from, int most) {
        int begin = (int) Math.clamp(from, 0, all.length);
        int end = (int) Math.min(all.length, (long) begin + most);
        return ByteBuffer.wrap(Arrays.copyOfRange(all, begin, end));
      }

      @Override
      public void close() {
        // There is nothing to be given back.
      }
    };
  }
}
