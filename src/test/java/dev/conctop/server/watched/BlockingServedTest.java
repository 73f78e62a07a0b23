package dev.conctop.server.watched;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.conctop.concurrency.thread.ThreadRegistry;
import dev.conctop.sample.figure.Part;
import dev.conctop.sample.figure.Role;
import dev.conctop.sample.thread.ThreadReport;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A thread for each connection: what is answered, what is refused, what its thread declares. */
@Timeout(30)
class BlockingServedTest {
  static Stream<BlockingServed> both() throws IOException {
    return Stream.of(
        BlockingServed.onThreads(new ThreadRegistry()),
        BlockingServed.onVirtualThreads(new ThreadRegistry()));
  }

  private static Socket connect(int port) throws IOException {
    return new Socket(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), port);
  }

  private static void send(Socket socket, String text) throws IOException {
    socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
  }

  /** What comes until the server closes the connection. */
  private static String all(Socket socket) throws IOException {
    return new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
  }

  private static String conversation(int port, String sent) throws IOException {
    try (Socket socket = connect(port)) {
      send(socket, sent);
      return all(socket);
    }
  }

  @ParameterizedTest
  @MethodSource("both")
  void requestsSentAheadAreAnsweredInTheirOrder(BlockingServed server) throws IOException {
    String answers =
        conversation(
            server.httpPort(),
            "GET /get?delay_ns=2000000&distribution=fixed&body=4 HTTP/1.1\r\nHost: x\r\n\r\n"
                + "POST /post?delay_ns=0 HTTP/1.1\r\ncontent-length: 5\r\n\r\nabcde"
                + "GET /get?body=3&content=html HTTP/1.1\r\nConnection: close\r\n\r\n");
    List<String> bodies = List.of(answers.split("HTTP/1.1 200 OK\r\n"));
    assertEquals(4, bodies.size(), answers);
    assertTrue(bodies.get(1).endsWith("\r\n\r\nxxx\n"), answers);
    assertTrue(bodies.get(2).endsWith("\r\n\r\n5\n"), answers);
    assertTrue(bodies.get(3).endsWith("\r\n\r\n<!d"), answers);
    assertTrue(bodies.get(3).contains("Connection: close\r\n"), answers);
  }

  @ParameterizedTest
  @MethodSource("both")
  void aLargeAnswerIsWhole(BlockingServed server) throws IOException {
    String answer =
        conversation(server.httpPort(), "GET /get?body=200000 HTTP/1.0\r\nHost: x\r\n\r\n");
    String body = answer.substring(answer.indexOf("\r\n\r\n") + 4);
    assertEquals("x".repeat(199_999) + "\n", body);
  }

  @ParameterizedTest
  @MethodSource("both")
  void whatCannotBeReadIsRefusedWithAWord(BlockingServed server) throws IOException {
    for (String[] each :
        new String[][] {
          {"GET /get?body=-1 HTTP/1.1\r\n\r\n", "body=-1 is outside 0 to 67108864"},
          {"GET /other HTTP/1.1\r\n\r\n", "expected GET /get or POST /post"},
          {"nonsense\r\n\r\n", "not an HTTP request"},
          {"POST /post HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n", "needs its Content-Length"},
          {"POST /post HTTP/1.1\r\nContent-Length: x\r\n\r\n", "is not a whole number"},
          {"GET /" + "a".repeat(9000) + " HTTP/1.1\r\n\r\n", "the line is too long"},
        }) {
      String answer = conversation(server.httpPort(), each[0]);
      assertTrue(answer.startsWith("HTTP/1.1 400 Bad Request\r\n"), answer);
      assertTrue(answer.contains(each[1]), answer);
    }
    assertEquals(
        "400 expected Q <delay_ns> <distribution> <body>\n",
        conversation(server.queryPort(), "P 10\n"));
  }

  @ParameterizedTest
  @MethodSource("both")
  void queriesAreAnsweredOneAfterTheOther(BlockingServed server) throws IOException {
    try (Socket socket = connect(server.queryPort())) {
      send(socket, "Q 1000000 fixed 3\nQ 0 fixed 2\n");
      socket.shutdownOutput();
      assertEquals("xx\nx\n", all(socket));
    }
  }

  @Test
  void aConnectionsThreadSaysWhatItWaitsFor() throws IOException {
    ThreadRegistry threads = new ThreadRegistry();
    BlockingServed server = BlockingServed.onThreads(threads);
    try (Socket socket = connect(server.httpPort())) {
      send(socket, "GET /get?delay_ns=5000000&body=1 HTTP/1.1\r\n\r\n");
      byte[] answer = socket.getInputStream().readNBytes(20);
      assertEquals("HTTP/1.1 200 OK", new String(answer, 0, 15, StandardCharsets.US_ASCII));
      ThreadReport report = threads.changed(System.nanoTime(), 10).getFirst();
      assertEquals(Role.WORKER, report.role());
      assertEquals("connection-1", report.name());
      assertTrue(report.declaredNanos()[Part.SLEEP.ordinal()] >= 5_000_000);
    }
  }
}
