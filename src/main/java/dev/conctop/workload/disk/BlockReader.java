package dev.conctop.workload.disk;

import com.sun.nio.file.ExtendedOpenOption;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;

/** Reads random aligned blocks of a file from many threads at once. */
final class BlockReader implements AutoCloseable {
  private final DataFile file;
  private final int block;
  private final int alignment;
  private final boolean direct;

  /** As many as threads have read at once; a pool, for virtual threads come and go. */
  private final ConcurrentLinkedDeque<ByteBuffer> buffers = new ConcurrentLinkedDeque<>();

  private volatile FileChannel channel;
  private volatile boolean closed;

  private BlockReader(
      DataFile file, int block, int alignment, boolean direct, FileChannel channel) {
    this.file = file;
    this.block = block;
    this.alignment = alignment;
    this.direct = direct;
    this.channel = channel;
  }

  /**
   * Opens a file, past the page cache if that is wanted and can be had.
   *
   * @param note is told when it cannot be had
   * @throws IOException when the file cannot be read
   */
  static BlockReader open(DataFile file, int block, boolean wantDirect, Consumer<String> note)
      throws IOException {
    if (!wantDirect) {
      return buffered(file, block);
    }
    int alignment = (int) Math.max(1, Files.getFileStore(file.path()).getBlockSize());
    if (block % alignment != 0) {
      note.accept(
          "file-read goes through the page cache: block="
              + block
              + " is not a multiple of the file system's "
              + alignment);
      return buffered(file, block);
    }
    FileChannel channel;
    try {
      channel = openDirect(file);
    } catch (IOException | UnsupportedOperationException e) {
      note.accept("file-read goes through the page cache: no direct I/O here");
      return buffered(file, block);
    }
    BlockReader reader = new BlockReader(file, block, alignment, true, channel);
    try {
      reader.readRandomBlock();
      return reader;
    } catch (IOException e) {
      reader.close();
      note.accept("file-read goes through the page cache: direct I/O fails (" + e + ")");
      return buffered(file, block);
    }
  }

  private static BlockReader buffered(DataFile file, int block) throws IOException {
    return new BlockReader(file, block, 1, false, openBuffered(file));
  }

  private static FileChannel openDirect(DataFile file) throws IOException {
    return FileChannel.open(file.path(), StandardOpenOption.READ, ExtendedOpenOption.DIRECT);
  }

  private static FileChannel openBuffered(DataFile file) throws IOException {
    return FileChannel.open(file.path(), StandardOpenOption.READ);
  }

  boolean direct() {
    return direct;
  }

  /**
   * Reads one block.
   *
   * @return its size in bytes
   * @throws IOException when it cannot be read whole
   */
  int readRandomBlock() throws IOException {
    ByteBuffer buffer = buffers.pollFirst();
    if (buffer == null) {
      buffer = ByteBuffer.allocateDirect(block + alignment - 1).alignedSlice(alignment);
    }
    try {
      buffer.clear().limit(block);
      long position = ThreadLocalRandom.current().nextLong(file.size() / block) * block;
      read(buffer, position);
      return block;
    } finally {
      buffers.addFirst(buffer);
    }
  }

  private void read(ByteBuffer buffer, long position) throws IOException {
    while (buffer.hasRemaining()) {
      FileChannel used = channel;
      try {
        if (used.read(buffer, position + buffer.position()) < 0) {
          throw new EOFException("the file has become shorter");
        }
      } catch (ClosedChannelException e) {
        // An interrupt closes the channel for all threads that read; only its own one fails.
        if (!reopened(used) || e instanceof ClosedByInterruptException) {
          throw e;
        }
      }
    }
  }

  private synchronized boolean reopened(FileChannel broken) throws IOException {
    if (!closed && channel == broken) {
      channel = direct ? openDirect(file) : openBuffered(file);
    }
    return !closed;
  }

  /** Ends reading; the file stays. */
  @Override
  public synchronized void close() {
    closed = true;
    try {
      channel.close();
    } catch (IOException e) {
      // Nothing was written.
    }
  }
}
