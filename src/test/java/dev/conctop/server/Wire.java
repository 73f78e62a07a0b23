package dev.conctop.server;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** A raw connection to a server under test. */
final class Wire implements AutoCloseable {
  private static final int HANG_MILLIS = 20_000;
  private final Socket socket;
  private final InputStream in;

  Wire(int port) throws IOException {
    socket = new Socket(InetAddress.getByName("127.0.0.1"), port);
    socket.setSoTimeout(HANG_MILLIS);
    in = socket.getInputStream();
  }

  Wire send(String text) throws IOException {
    socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
    return this;
  }

  /** The next line without its end; empty at the end of the stream. */
  String line() throws IOException {
    StringBuilder line = new StringBuilder();
    for (int c = in.read(); c >= 0 && c != '\n'; c = in.read()) {
      if (c != '\r') {
        line.append((char) c);
      }
    }
    return line.toString();
  }

  byte[] bytes(int count) throws IOException {
    return in.readNBytes(count);
  }

  boolean ended() throws IOException {
    return in.read() < 0;
  }

  /** Reads one HTTP answer: its status line and body. */
  Answer answer() throws IOException {
    String status = line();
    int length = 0;
    for (String header = line(); !header.isEmpty(); header = line()) {
      if (header.regionMatches(true, 0, "Content-Length:", 0, 15)) {
        length = Integer.parseInt(header.substring(15).strip());
      }
    }
    return new Answer(status, bytes(length));
  }

  record Answer(String status, byte[] body) {
    String text() {
      return new String(body, StandardCharsets.US_ASCII);
    }
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
