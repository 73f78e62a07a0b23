package dev.conctop.app.settings;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;

/** Writes a small file so that whoever reads it finds the old one or the new one, whole. */
public final class WholeFile {
  private WholeFile() {}

  /**
   * Writes it beside and puts it in the old one's place, with its owner and rights. Directories
   * that are not there are made, for the user alone.
   *
   * @throws IOException when it cannot be; the old file is as it was then
   */
  public static void write(Path file, byte[] bytes) throws IOException {
    Path directory = file.toAbsolutePath().getParent();
    if (directory == null) {
      throw new IOException("it is in no directory");
    }
    if (Files.exists(file) && !Files.isWritable(file)) {
      throw new AccessDeniedException(file.toString());
    }
    if (!Files.isDirectory(directory)) {
      Files.createDirectories(
          directory,
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    }
    Path beside = Files.createTempFile(directory, ".conctop-", ".new");
    try {
      try (FileChannel out = FileChannel.open(beside, StandardOpenOption.WRITE)) {
        ByteBuffer rest = ByteBuffer.wrap(bytes);
        while (rest.hasRemaining()) {
          out.write(rest);
        }
        out.force(true);
      }
      if (Files.exists(file)) {
        likeOld(file, beside);
      }
      Files.move(beside, file, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(beside);
    }
  }

  private static void likeOld(Path old, Path beside) throws IOException {
    PosixFileAttributes was = Files.readAttributes(old, PosixFileAttributes.class);
    PosixFileAttributeView is = Files.getFileAttributeView(beside, PosixFileAttributeView.class);
    PosixFileAttributes now = is.readAttributes();
    if (!was.owner().equals(now.owner())) {
      is.setOwner(was.owner());
    }
    if (!was.group().equals(now.group())) {
      is.setGroup(was.group());
    }
    is.setPermissions(was.permissions());
  }
}
