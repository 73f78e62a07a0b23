package dev.conctop.remote;

import dev.conctop.catalog.parameter.BadInput;
import dev.conctop.sample.figure.CleanText;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/**
 * A whole conctop with a runtime of its own, to be brought to a machine that has none: unpacked in
 * a private folder there, run, and removed when it ends.
 *
 * @param bytes how long it is
 */
public record Archive(Path file, long bytes) {
  /** How long bringing it may take. */
  public static final long PATIENCE_NANOS = 600_000_000_000L;

  /** Said on standard error by who has no conctop, and waits for the archive. */
  static final String WANTED = "conctop-archive-wanted";

  private static final int GZIP = 0x1f8b;
  private static final int LONGEST_SHOWN = 200;

  /**
   * An archive.
   *
   * @throws BadInput when it is none
   */
  public static Archive of(String written) {
    String shown = CleanText.clean(written, LONGEST_SHOWN);
    try {
      Path file = Path.of(written);
      if (!Files.isRegularFile(file)) {
        throw new BadInput("--copy: there is no file " + shown + " ('make dist' makes one)");
      }
      try (InputStream in = Files.newInputStream(file)) {
        if ((in.read() << 8 | in.read()) != GZIP) {
          throw new BadInput("--copy: " + shown + " is no .tar.gz ('make dist' makes one)");
        }
      }
      return new Archive(file, Files.size(file));
    } catch (IOException | InvalidPathException e) {
      throw new BadInput("--copy: " + shown + " cannot be read");
    }
  }

  /**
   * What is to be run there, in a shell of its own whatever the user's is.
   *
   * @param remote conctop with its arguments, without quotes
   */
  String command(String remote) {
    int blank = remote.indexOf(' ');
    String program = blank < 0 ? remote : remote.substring(0, blank);
    String arguments = blank < 0 ? "" : remote.substring(blank);
    String script =
        String.join(
            "; ",
            "command -v " + program + " >/dev/null 2>&1 && exec " + remote,
            "umask 077",
            "d=$(mktemp -d \"${TMPDIR:-/tmp}/conctop-XXXXXXXX\") || exit 1",
            "trap \"rm -rf \\\"$d\\\"\" EXIT",
            "trap \"exit 129\" HUP",
            "trap \"exit 143\" INT TERM PIPE",
            "echo " + WANTED + " >&2",
            "head -c " + bytes + " | tar -xzf - -C \"$d\" || exit 1",
            "\"$d\"/*/bin/conctop" + arguments);
    return "exec sh -c '" + script + "'";
  }

  /** Writes all of it. */
  void to(OutputStream out) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      in.transferTo(out);
      out.flush();
    }
  }
}
