package dev.conctop.server.watched;

import dev.conctop.sample.figure.Part;
import dev.conctop.server.Ask;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.SplittableRandom;

/** What is said on one connection, by a thread of its own: one answer after the other. */
abstract class Conversation {
  private static final long SEED = 20260101;
  private static final int CHUNK = 64 << 10;
  private static final byte[] FILLER = filler();

  private final Socket socket;
  private final SplittableRandom random;

  /**
   * @param number of the connection, which its delays are drawn by
   */
  Conversation(Socket socket, int number) {
    this.socket = socket;
    this.random = new SplittableRandom(SEED + number);
  }

  /** Answers until the client has gone or must be refused. */
  final void hold(Declares waits) {
    try (socket) {
      answer(new Incoming(socket.getInputStream(), waits), socket.getOutputStream(), waits);
    } catch (IOException e) {
      // The client is gone.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Answers until the client has gone or was refused. */
  abstract void answer(Incoming in, OutputStream out, Declares waits)
      throws IOException, InterruptedException;

  /** Waits as long as an answer is asked to take. */
  final void delay(Ask ask, Declares waits) throws InterruptedException {
    long nanos = ask.distribution().draw(ask.delayNanos(), random);
    if (nanos > 0) {
      waits.begin(Part.SLEEP);
      try {
        Thread.sleep(Duration.ofNanos(nanos));
      } finally {
        waits.end();
      }
    }
  }

  /** Sends a head and filler of a size, the last byte of which is a newline. */
  static void send(OutputStream out, String head, int size) throws IOException {
    byte[] first = head.getBytes(StandardCharsets.US_ASCII);
    if (size <= CHUNK) {
      byte[] whole = Arrays.copyOf(first, first.length + size);
      System.arraycopy(FILLER, CHUNK - size, whole, first.length, size);
      out.write(whole);
      return;
    }
    out.write(first);
    for (int left = size - CHUNK; left > 0; left -= CHUNK - 1) {
      out.write(FILLER, 0, Math.min(left, CHUNK - 1));
    }
    out.write(FILLER);
  }

  private static byte[] filler() {
    byte[] bytes = new byte[CHUNK];
    Arrays.fill(bytes, (byte) 'x');
    bytes[CHUNK - 1] = '\n';
    return bytes;
  }

  /** What comes, by lines and by counted bytes. */
  static final class Incoming {
    private final InputStream in;
    private final Declares waits;
    private final byte[] buffer = new byte[16 << 10];
    private int at;
    private int end;

    Incoming(InputStream in, Declares waits) {
      this.in = in;
      this.waits = waits;
    }

    /**
     * The next line, without its end (a newline, with or without a carriage return before it).
     *
     * @return empty at the end of the stream, too: who needs a line takes that as none
     * @throws Ask.Refused when it is longer
     */
    String line(int longest) throws IOException, Ask.Refused {
      StringBuilder line = new StringBuilder();
      while (true) {
        if (at == end && !more()) {
          return "";
        }
        byte next = buffer[at++];
        if (next == '\n') {
          int length = line.length();
          if (length > 0 && line.charAt(length - 1) == '\r') {
            line.setLength(length - 1);
          }
          return line.toString();
        }
        if (line.length() == longest) {
          throw new Ask.Refused("the line is too long");
        }
        line.append((char) (next & 0xff));
      }
    }

    /** Whether the stream has not ended; waits for what comes. */
    boolean more() throws IOException {
      if (at < end) {
        return true;
      }
      waits.begin(Part.IDLE);
      try {
        at = 0;
        end = Math.max(0, in.read(buffer));
      } finally {
        waits.end();
      }
      return end > 0;
    }

    /** Passes over so many bytes, as far as they come. */
    void skip(long count) throws IOException {
      long left = count;
      while (left > 0 && more()) {
        int part = (int) Math.min(left, end - at);
        at += part;
        left -= part;
      }
    }
  }
}
