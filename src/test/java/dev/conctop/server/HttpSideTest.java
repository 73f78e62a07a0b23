package dev.conctop.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HttpSideTest {
  private static LoopbackServer server;

  @BeforeAll
  static void start() throws IOException {
    server = LoopbackServer.start(1);
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static Wire connect() throws IOException {
    return new Wire(server.httpPort());
  }

  private static String get(String query) {
    return "GET /get" + query + " HTTP/1.1\r\nHost: x\r\n\r\n";
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 1024, 65_535, 65_536, 65_537, 5_000_000})
  void answersWithAsManyBytesAsAsked(int size) throws IOException {
    try (Wire wire = connect()) {
      for (int round = 0; round < 2; round++) {
        Wire.Answer answer = wire.send(get("?body=" + size)).answer();
        assertEquals("HTTP/1.1 200 OK", answer.status());
        assertEquals(size, answer.body().length);
        assertTrue(size == 0 || answer.body()[size - 1] == '\n');
      }
    }
  }

  @Test
  void answersNotBeforeTheDelay() throws IOException {
    try (Wire wire = connect()) {
      for (int millis : new int[] {1, 7, 20}) {
        long begin = System.nanoTime();
        wire.send(get("?delay_ns=" + millis * 1_000_000L + "&body=3")).answer();
        assertTrue(System.nanoTime() - begin >= millis * 1_000_000L);
      }
    }
  }

  @Test
  void delaysOfConnectionsPassSideBySide() throws IOException {
    try (Wire slow = connect();
        Wire fast = connect()) {
      slow.send(get("?delay_ns=400000000&body=1"));
      long begin = System.nanoTime();
      int rounds = 0;
      while (System.nanoTime() - begin < 100_000_000) {
        fast.send(get("?body=1")).answer();
        rounds++;
      }
      assertTrue(rounds > 1);
      assertEquals(1, slow.answer().body().length);
    }
  }

  @Test
  void answersInTheOrderOfTheRequests() throws IOException {
    try (Wire wire = connect()) {
      StringBuilder ahead = new StringBuilder();
      for (int i = 1; i <= 200; i++) {
        ahead.append(get("?delay_ns=" + (i % 7 == 0 ? 2_000_000 : 0) + "&body=" + i));
      }
      wire.send(ahead.toString());
      for (int i = 1; i <= 200; i++) {
        assertEquals(i, wire.answer().body().length);
      }
      assertEquals(5, wire.send(get("?body=5")).answer().body().length);
    }
  }

  @Test
  void tellsTheLengthOfWhatWasPosted() throws IOException {
    try (Wire wire = connect()) {
      String head = "POST /post?delay_ns=1000000 HTTP/1.1\r\nHost: x\r\n";
      wire.send(head + "Content-Length: 5\r\n\r\nhello");
      assertEquals("5\n", wire.answer().text());
      wire.send(head + "Transfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n4\r\ndefg\r\n0\r\n\r\n");
      assertEquals("7\n", wire.answer().text());
      wire.send(head + "Expect: 100-continue\r\nContent-Length: 2\r\n\r\n");
      assertEquals("HTTP/1.1 100 Continue", wire.answer().status());
      assertEquals("2\n", wire.send("ok").answer().text());
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "GET /get?delay_ns=60000000001 HTTP/1.1\r\nHost: x\r\n\r\n",
        "GET /get?distribution=pareto HTTP/1.1\r\nHost: x\r\n\r\n",
        "GET /other HTTP/1.1\r\nHost: x\r\n\r\n",
        "PUT /get HTTP/1.1\r\nHost: x\r\n\r\n",
        "POST /get HTTP/1.1\r\nHost: x\r\nContent-Length: 0\r\n\r\n",
        "POST /post HTTP/1.1\r\nHost: x\r\nContent-Length: 67108865\r\n\r\n",
        "GET /get?body=67108865 HTTP/1.1\r\nHost: x\r\n\r\n",
        "rubbish\r\n\r\n"
      })
  void refusesInOneLineAndCloses(String request) throws IOException {
    try (Wire wire = connect()) {
      Wire.Answer answer = wire.send(request).answer();
      assertEquals("HTTP/1.1 400 Bad Request", answer.status());
      assertEquals(answer.text().length() - 1, answer.text().indexOf('\n'));
      assertTrue(wire.ended());
    }
  }

  @Test
  void closesWhenAsked() throws IOException {
    try (Wire wire = connect()) {
      wire.send("GET /get?body=2 HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
      assertEquals(2, wire.answer().body().length);
      assertTrue(wire.ended());
    }
  }

  @Test
  void servesOnAfterAClientThatDidNotWait() throws IOException {
    try (Wire hasty = connect()) {
      hasty.send(get("?delay_ns=20000000&body=100000"));
    }
    try (Wire wire = connect()) {
      assertEquals(9, wire.send(get("?delay_ns=40000000&body=9")).answer().body().length);
    }
  }
}
