package dev.conctop.probe.jvm.attach;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.function.BooleanSupplier;

/**
 * Asks a JVM that listens: version 1 of HotSpot's protocol ({@code attachListener_posix.cpp}). One
 * connection a question: the version, the command and three arguments, each ended by a zero byte;
 * the answer is a line with a number, 0 when all went well, and a text up to the end of the stream.
 * Never waits longer than it was told to.
 */
public final class AttachClient {
  /** The longest argument that version 1 takes. */
  static final int LONGEST_ARGUMENT = 1024;

  /** How often it is asked whether the answer is still wanted. */
  private static final long UNWANTED_MILLIS = 100;

  private static final int LARGEST_ANSWER = 64 << 20;

  private final Path socket;

  public AttachClient(Path socket) {
    this.socket = socket;
  }

  /**
   * Has a diagnostic command ({@code jcmd}) done and gives its text.
   *
   * @param timeoutNanos for all of it
   * @throws AttachException when it is not answered in time, or the JVM says that it went wrong
   */
  public String command(String line, long timeoutNanos) throws AttachException {
    return command(line, timeoutNanos, () -> false);
  }

  /**
   * The same, until nobody wants to know any more.
   *
   * @param unwanted asked now and then; when it says so there is no answer
   */
  public String command(String line, long timeoutNanos, BooleanSupplier unwanted)
      throws AttachException {
    if (line.length() >= LONGEST_ARGUMENT) {
      throw new IllegalArgumentException("a command of " + line.length() + " characters");
    }
    byte[] question = ("1\0jcmd\0" + line + "\0\0\0").getBytes(StandardCharsets.UTF_8);
    String answer;
    try {
      answer = ask(question, System.nanoTime() + timeoutNanos, unwanted);
    } catch (IOException e) {
      throw new AttachException("it does not answer: " + e.getMessage());
    }
    int end = answer.indexOf('\n');
    String text = end < 0 ? "" : answer.substring(end + 1);
    String code = end < 0 ? answer : answer.substring(0, end);
    if (!code.strip().equals("0")) {
      throw new AttachException("it refused " + firstWord(line) + ": " + firstLine(text));
    }
    return text;
  }

  private static String firstWord(String line) {
    int end = line.indexOf(' ');
    return end < 0 ? line : line.substring(0, end);
  }

  private static String firstLine(String text) {
    return text.lines()
        .filter(line -> !line.isBlank())
        .findFirst()
        .orElse("without a word")
        .strip();
  }

  private String ask(byte[] question, long deadlineNanos, BooleanSupplier unwanted)
      throws IOException, AttachException {
    try (SocketChannel channel = SocketChannel.open(UnixDomainSocketAddress.of(socket));
        Selector selector = Selector.open()) {
      channel.configureBlocking(false);
      SelectionKey key = channel.register(selector, SelectionKey.OP_WRITE);
      ByteBuffer out = ByteBuffer.wrap(question);
      while (out.hasRemaining()) {
        await(selector, deadlineNanos, unwanted);
        channel.write(out);
      }
      key.interestOps(SelectionKey.OP_READ);
      ByteArrayOutputStream answer = new ByteArrayOutputStream();
      ByteBuffer in = ByteBuffer.allocate(64 * 1024);
      while (answer.size() < LARGEST_ANSWER) {
        await(selector, deadlineNanos, unwanted);
        int read = channel.read(in.clear());
        if (read < 0) {
          return answer.toString(StandardCharsets.UTF_8);
        }
        answer.write(in.array(), 0, read);
      }
      throw new AttachException("its answer is larger than 64 MiB");
    }
  }

  private static void await(Selector selector, long deadlineNanos, BooleanSupplier unwanted)
      throws IOException, AttachException {
    long left = deadlineNanos - System.nanoTime();
    while (left > 0 && !unwanted.getAsBoolean()) {
      if (selector.select(Math.clamp(left / 1_000_000, 1, UNWANTED_MILLIS)) > 0) {
        selector.selectedKeys().clear();
        return;
      }
      left = deadlineNanos - System.nanoTime();
    }
    throw new AttachException("it did not answer in time");
  }
}
