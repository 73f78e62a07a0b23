package dev.conctop.workload.net;

import dev.conctop.workload.task.TaskFailure;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** One kept connection of the paced echo. Used by one thread at a time. */
public final class PacedLink implements Links.Link {
  /** What a message says is in its first bytes. */
  private static final int LONGEST_LINE = 128;

  private final Socket socket;
  private final InputStream in;
  private final OutputStream out;
  private final byte[] buffer;

  /** Asks the server to begin with messages of a size. */
  public PacedLink(Socket socket, byte[] begin, int message) throws IOException {
    this.socket = socket;
    buffer = new byte[Math.max(message, LONGEST_LINE)];
    in = socket.getInputStream();
    out = socket.getOutputStream();
    out.write(begin);
  }

  @Override
  public Socket socket() {
    return socket;
  }

  /**
   * Waits for the next line. The server sends one at a time, so what is read ends with it.
   *
   * @throws IOException when the connection fails
   * @throws TaskFailure when the server refuses
   */
  public PacedLine receive() throws IOException, TaskFailure {
    int length = 0;
    while (length == 0 || buffer[length - 1] != '\n') {
      int read = length == buffer.length ? -1 : in.read(buffer, length, buffer.length - length);
      if (read < 0) {
        throw new EOFException("connection closed before the next line");
      }
      length += read;
    }
    return PacedLine.parse(
        new String(buffer, 0, Math.min(length - 1, LONGEST_LINE), StandardCharsets.US_ASCII));
  }

  public void answer(byte[] answer) throws IOException {
    out.write(answer);
  }
}
