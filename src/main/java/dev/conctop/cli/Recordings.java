package dev.conctop.cli;

import dev.conctop.catalog.parameter.BadInput;
import dev.conctop.record.NotARecording;
import dev.conctop.sample.figure.CleanText;
import java.io.Closeable;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** Opens recordings for commands. */
final class Recordings {
  private static final int DAMAGED = 5;
  private static final int LONGEST_NAME = 200;

  /** Opens a file as something. */
  @FunctionalInterface
  interface Opener<T> {
    T open(Path file) throws NotARecording, IOException;
  }

  /** Does something with it; gives the exit code. */
  @FunctionalInterface
  interface Use<T> {
    int apply(T opened) throws IOException;
  }

  private final PrintStream err;

  Recordings(PrintStream err) {
    this.err = err;
  }

  /**
   * Does something with a recording.
   *
   * @return the exit code: 5 when it is none that can be read
   * @throws BadInput when there is no such file
   */
  <T extends Closeable> int with(Path file, Opener<T> opener, Use<T> use) {
    String shown = CleanText.clean(file.toString(), LONGEST_NAME);
    try (T opened = opener.open(file)) {
      return use.apply(opened);
    } catch (NotARecording e) {
      err.println("conctop: " + shown + ": " + e.getMessage());
      return DAMAGED;
    } catch (NoSuchFileException e) {
      throw new BadInput("there is no file " + shown);
    } catch (IOException e) {
      throw new BadInput(shown + " cannot be read: " + CleanText.clean(reason(e), LONGEST_NAME));
    }
  }

  private static String reason(IOException e) {
    String message = String.valueOf(e.getMessage());
    String kind = e.getClass().getSimpleName().replace("Exception", "");
    return kind.equals("IO") ? message : kind + " " + message;
  }
}
