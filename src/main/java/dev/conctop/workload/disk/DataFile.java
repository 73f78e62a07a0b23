package dev.conctop.workload.disk;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.SplittableRandom;

/**
 * A file of pseudo-random bytes in the run's directory. Several processes of a run share it: who
 * comes first writes it, under another name until it is whole. The directory's owner removes it.
 */
record DataFile(Path path, long size) {
  private static final int PIECE = 1 << 20;

  /** What a file system should keep free beside the file. */
  private static final long RESERVE = 16L << 20;

  /**
   * Finds or writes the file.
   *
   * @throws IOException when it does not fit or cannot be written, in words for a person
   */
  static DataFile inDirectory(Path directory, long size) throws IOException {
    Path path = directory.resolve("file-read-" + size);
    if (Files.exists(path)) {
      return new DataFile(path, size);
    }
    long free = Files.getFileStore(directory).getUsableSpace();
    if (free < size + RESERVE) {
      throw new IOException(
          "file-read needs "
              + mebibytes(size + RESERVE)
              + " MiB in "
              + directory
              + ", which has "
              + mebibytes(free)
              + " free; choose a smaller file=");
    }
    Path partial = directory.resolve("file-read-" + size + "." + ProcessHandle.current().pid());
    try {
      write(partial, size);
      publish(partial, path);
    } finally {
      Files.deleteIfExists(partial);
    }
    return new DataFile(path, size);
  }

  private static void publish(Path partial, Path path) throws IOException {
    try {
      Files.move(partial, path, StandardCopyOption.ATOMIC_MOVE);
    } catch (FileAlreadyExistsException e) {
      // Another process was first; its file is as good.
    }
  }

  private static long mebibytes(long bytes) {
    return (bytes + PIECE - 1) / PIECE;
  }

  private static void write(Path path, long size) throws IOException {
    SplittableRandom random = new SplittableRandom(size);
    byte[] bytes = new byte[PIECE];
    try (FileChannel file =
        FileChannel.open(path, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
      for (long left = size; left > 0; ) {
        random.nextBytes(bytes);
        ByteBuffer piece = ByteBuffer.wrap(bytes, 0, (int) Math.min(left, PIECE));
        while (piece.hasRemaining()) {
          left -= file.write(piece);
        }
      }
      file.force(true);
    }
  }
}
