package dev.conctop.cli;

import dev.conctop.app.headless.Terminals;
import dev.conctop.app.recording.Destination;
import dev.conctop.catalog.parameter.BadInput;
import dev.conctop.cli.arguments.common.Command;
import dev.conctop.sample.figure.CleanText;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.channels.Channels;
import java.nio.file.Files;
import java.nio.file.Path;

/** Where a command's data go: standard output, or a file of their own. */
final class Output {
  private static final int FAILED = 1;
  private static final int LONGEST_NAME = 200;
  private static final int BUFFER = 1 << 16;

  /** Writes the data. */
  @FunctionalInterface
  interface Writing {
    /**
     * @return the exit code
     */
    int to(OutputStream out) throws IOException;
  }

  /** It cannot be written: whoever reads meanwhile must not take it for his own trouble. */
  private static final class NotWritten extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final String why;

    NotWritten(IOException cause) {
      super(cause);
      why = CleanText.clean(String.valueOf(cause.getMessage()), LONGEST_NAME);
    }
  }

  private final PrintStream out;
  private final PrintStream err;

  Output(PrintStream out, PrintStream err) {
    this.out = out;
    this.err = err;
  }

  /**
   * Says whether it may be written while a recording is read.
   *
   * @throws BadInput when it is that recording
   */
  static void check(Command.To to, Path recording) {
    try {
      if (to.file().isPresent()
          && Files.exists(to.file().get())
          && Files.isSameFile(to.file().get(), recording)) {
        throw new BadInput("-o is the recording itself: give another name");
      }
    } catch (IOException e) {
      // Then it cannot be read either, which is said when it is.
      return;
    }
  }

  /**
   * Opens it and has it written.
   *
   * @param binary whether it is bytes that are not for a terminal
   * @return the exit code: 1 when not all could be written
   * @throws BadInput when it cannot be opened; a file that was made for nothing is removed
   * @throws IOException what the writing throws
   */
  int during(Command.To to, boolean binary, Writing writing) throws IOException {
    if (to.file().isPresent()) {
      return toFile(to.file().get(), to.force(), writing);
    }
    if (binary && Terminals.outputIsTerminal()) {
      throw new BadInput("that would write bytes to the terminal: give -o FILE, or a pipe");
    }
    return written("standard output", new Guarded(new Printed(out)), writing);
  }

  private int toFile(Path file, boolean force, Writing writing) throws IOException {
    boolean existed = Files.exists(file);
    OutputStream bytes = Channels.newOutputStream(Destination.file(file.toString(), force, "-o"));
    boolean made = !existed;
    try (bytes) {
      String shown = CleanText.clean(file.toString(), LONGEST_NAME);
      int code = written(shown, new Guarded(bytes), writing);
      made = false;
      return code;
    } finally {
      if (made) {
        Files.deleteIfExists(file);
      }
    }
  }

  private int written(String name, OutputStream bytes, Writing writing) throws IOException {
    try {
      OutputStream buffered = new BufferedOutputStream(bytes, BUFFER);
      int code = writing.to(buffered);
      buffered.flush();
      return code;
    } catch (NotWritten e) {
      err.println("conctop: " + name + " is not whole: " + e.why);
      return FAILED;
    }
  }

  /** Tells the trouble of writing from that of reading. */
  private static final class Guarded extends OutputStream {
    private final OutputStream to;

    Guarded(OutputStream to) {
      this.to = to;
    }

    @Override
    public void write(int value) {
      write(new byte[] {(byte) value}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int from, int length) {
      try {
        to.write(bytes, from, length);
      } catch (IOException e) {
        throw new NotWritten(e);
      }
    }

    @Override
    public void flush() {
      try {
        to.flush();
      } catch (IOException e) {
        throw new NotWritten(e);
      }
    }
  }

  /** A print stream keeps its trouble to itself. */
  private static final class Printed extends OutputStream {
    private final PrintStream to;

    Printed(PrintStream to) {
      this.to = to;
    }

    @Override
    public void write(int value) throws IOException {
      write(new byte[] {(byte) value}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int from, int length) throws IOException {
      to.write(bytes, from, length);
      flush();
    }

    @Override
    public void flush() throws IOException {
      if (to.checkError()) {
        throw new IOException("nobody reads it any longer");
      }
    }
  }
}
