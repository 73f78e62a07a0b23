package dev.conctop.workload.net;

import dev.conctop.workload.task.TaskFailure;
import java.nio.charset.StandardCharsets;

/**
 * One line of the paced echo.
 *
 * @param sequence what is sent back
 * @param roundTripNanos the round trip before this one, by the server's clock; 0 at first
 */
public record PacedLine(long sequence, long roundTripNanos) {
  /**
   * Reads a line without its newline; blanks that make it longer do not count.
   *
   * @throws TaskFailure when it is something else, such as a refusal
   */
  static PacedLine parse(String line) throws TaskFailure {
    int space = line.indexOf(' ');
    int end = line.stripTrailing().length();
    try {
      return new PacedLine(
          Long.parseLong(line, 0, Math.max(0, space), 10),
          Long.parseLong(line, space + 1, end, 10));
    } catch (NumberFormatException e) {
      throw new TaskFailure("the server refused the echo");
    }
  }

  public byte[] answer() {
    return (sequence + "\n").getBytes(StandardCharsets.US_ASCII);
  }
}
