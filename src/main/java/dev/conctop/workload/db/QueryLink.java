package dev.conctop.workload.db;

import dev.conctop.workload.net.Links;
import dev.conctop.workload.task.TaskFailure;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;

/** One kept connection of the query protocol. Used by one thread at a time. */
final class QueryLink implements Links.Link {
  /** How the line begins with which the server refuses; no answer begins so. */
  static final byte REFUSAL = '4';

  private static final int BUFFER = 8192;

  private final Socket socket;
  private final InputStream in;
  private final OutputStream out;
  private final byte[] buffer = new byte[BUFFER];

  QueryLink(Socket socket) throws IOException {
    this.socket = socket;
    in = socket.getInputStream();
    out = socket.getOutputStream();
  }

  @Override
  public Socket socket() {
    return socket;
  }

  /**
   * Sends a line and reads its whole answer.
   *
   * @param answer bytes that the answer has
   * @throws IOException when the connection fails
   * @throws TaskFailure when the server refuses
   */
  void query(byte[] line, long answer) throws IOException, TaskFailure {
    out.write(line);
    for (long left = answer; left > 0; ) {
      int read = in.read(buffer, 0, (int) Math.min(left, buffer.length));
      if (read < 0) {
        throw new EOFException("connection closed before the answer");
      }
      if (left == answer && buffer[0] == REFUSAL) {
        throw new TaskFailure("the server refused the query");
      }
      left -= read;
    }
  }
}
