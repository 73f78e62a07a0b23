package dev.conctop.app.recording;

import dev.conctop.catalog.parameter.BadInput;
import dev.conctop.sample.figure.CleanText;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Set;

/** Opens what a recording is written to. */
public final class Destination {
  private static final int LONGEST_SHOWN = 200;
  private static final DateTimeFormatter DATED =
      DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss", Locale.ROOT);

  private Destination() {}

  /**
   * Opens it.
   *
   * @param outputIsTerminal whether standard output is one: bytes are not for it
   * @throws BadInput when it cannot be, in one line
   */
  public static WritableByteChannel open(RecordTo to, boolean outputIsTerminal) {
    return open(to, "--record", outputIsTerminal);
  }

  /**
   * Opens it.
   *
   * @param option what it was asked for with, for messages
   * @param outputIsTerminal whether standard output is one: bytes are not for it
   * @throws BadInput when it cannot be, in one line
   */
  public static WritableByteChannel open(RecordTo to, String option, boolean outputIsTerminal) {
    if (to.toOutput()) {
      if (outputIsTerminal) {
        throw new BadInput(option + " - would write bytes to the terminal: give a file or a pipe");
      }
      return new Output(new FileOutputStream(FileDescriptor.out));
    }
    return file(to.file(), to.force(), option);
  }

  /**
   * A name for a new file, where conctop was started or, where that cannot be written, where
   * temporary files go.
   *
   * @param what it has: part of its name
   */
  static Path fresh(String what) {
    return dated(LocalDateTime.now(ZoneId.systemDefault()), what, "rec");
  }

  /**
   * Opens a file that only its owner can read.
   *
   * @param option what it was asked for with, for messages
   * @throws BadInput when it cannot be, in one line
   */
  public static WritableByteChannel file(String name, boolean force, String option) {
    String shown = CleanText.clean(name, LONGEST_SHOWN);
    try {
      Path path = Path.of(name);
      if (Files.isDirectory(path)) {
        throw new BadInput(option + " " + shown + ": it is a directory; give a file in it");
      }
      return force && Files.exists(path)
          ? FileChannel.open(path, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING)
          : FileChannel.open(path, createNew(), ownersOnly());
    } catch (FileAlreadyExistsException e) {
      throw new BadInput(
          option + " " + shown + ": it exists; --force writes over it, or give another name");
    } catch (NoSuchFileException e) {
      throw new BadInput(option + " " + shown + ": there is no such directory");
    } catch (IOException | InvalidPathException e) {
      throw new BadInput(option + " " + shown + ": it cannot be written (" + reason(e) + ")");
    }
  }

  /**
   * A name that says when it was: where conctop was started or, where that cannot be written, where
   * temporary files go.
   *
   * @param kind what the name ends in
   */
  static Path dated(LocalDateTime now, String kind) {
    return dated(now, "", kind);
  }

  private static Path dated(LocalDateTime now, String what, String kind) {
    String stem = what.isEmpty() ? "conctop-" : "conctop-" + what + "-";
    String name = stem + DATED.format(now) + "." + kind;
    return Files.isWritable(Path.of("").toAbsolutePath())
        ? Path.of(name)
        : Path.of(System.getProperty("java.io.tmpdir"), name);
  }

  private static Set<OpenOption> createNew() {
    return Set.of(StandardOpenOption.WRITE, StandardOpenOption.CREATE_NEW);
  }

  private static FileAttribute<?>[] ownersOnly() {
    return FileSystems.getDefault().supportedFileAttributeViews().contains("posix")
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
        }
        : new FileAttribute<?>[0];
  }

  private static String reason(Exception e) {
    String message = String.valueOf(e.getMessage());
    String name = e.getClass().getSimpleName().replace("Exception", "");
    return CleanText.clean(
        name.equals("FileSystem") || name.equals("IO") ? message : name, LONGEST_SHOWN);
  }

  /** Not a file's channel: whatever else is in that file is nobody's to take back. */
  private record Output(FileOutputStream to) implements WritableByteChannel {
    @Override
    public int write(ByteBuffer bytes) throws IOException {
      return to.getChannel().write(bytes);
    }

    @Override
    public boolean isOpen() {
      return to.getChannel().isOpen();
    }

    @Override
    public void close() throws IOException {
      to.close();
    }
  }
}
