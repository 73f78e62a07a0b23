package dev.conctop.wire;

import dev.conctop.wire.part.BadFrame;
import dev.conctop.wire.part.Json;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Cuts a stream into lines of at most 1 MiB without ever holding more than one. */
public final class LineReader {
  private final InputStream in;
  private final byte[] chunk = new byte[16 << 10];
  private int at;
  private int end;
  private byte[] line = new byte[16 << 10];

  public LineReader(InputStream in) {
    this.in = in;
  }

  /**
   * The next line without its line feed; blocks until there is one.
   *
   * @return null at the end of the stream; a last line without line feed is torn and not given
   * @throws BadFrame when a line is too long; it is skipped and the next call gives the next line
   */
  public byte @Nullable [] next() throws IOException, BadFrame {
    int length = 0;
    boolean tooLong = false;
    while (true) {
      if (at == end) {
        at = 0;
        end = in.read(chunk, 0, chunk.length);
        if (end <= 0) {
          end = 0;
          return null;
        }
      }
      int from = at;
      while (at < end && chunk[at] != '\n') {
        at++;
      }
      int more = at - from;
      tooLong |= length + more > Json.LONGEST_LINE;
      if (!tooLong) {
        length = append(length, from, more);
      }
      if (at < end) {
        at++;
        if (tooLong) {
          throw new BadFrame("a line longer than " + Json.LONGEST_LINE + " bytes");
        }
        return Arrays.copyOf(line, length);
      }
    }
  }

  private int append(int length, int from, int more) {
    if (line.length < length + more) {
      line = Arrays.copyOf(line, Math.max(line.length * 2, length + more));
    }
    System.arraycopy(chunk, from, line, length, more);
    return length + more;
  }
}
