package dev.conctop.bench;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Callable;

/**
 * A task of {@code conctop run class} that asks the loopback server at port {@code COUNTED_WORK}
 * for an empty page, on a connection of its thread's own, and counts itself by {@link
 * TaskCounters}.
 */
public final class CountedGet implements Callable<Integer> {
  private static final int PORT = Integer.parseInt(System.getenv("COUNTED_WORK"));
  private static final byte[] REQUEST =
      "GET /get?body=0 HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
  private static final ThreadLocal<CountedGet.Connection> OWN =
      ThreadLocal.withInitial(Connection::new);

  /** One connection that is kept. */
  private static final class Connection {
    final Socket socket;
    final InputStream in;

    Connection() {
      try {
        socket = new Socket(InetAddress.getLoopbackAddress(), PORT);
        socket.setTcpNoDelay(true);
        in = new BufferedInputStream(socket.getInputStream());
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    /** Reads the head of an answer that has no body. */
    int head() throws IOException {
      int length = 0;
      int last = 0;
      for (int next = in.read(); next >= 0; next = in.read()) {
        length++;
        last = last << 8 | next;
        if (last == 0x0d0a0d0a) {
          return length;
        }
      }
      throw new IOException("the server has closed the connection");
    }
  }

  @Override
  public Integer call() throws IOException {
    Connection connection = OWN.get();
    connection.socket.getOutputStream().write(REQUEST);
    int length = connection.head();
    TaskCounters.count();
    return length;
  }
}
