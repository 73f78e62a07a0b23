package dev.conctop.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class QuerySideTest {
  private static LoopbackServer server;

  @BeforeAll
  static void start() throws IOException {
    server = LoopbackServer.start(2);
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static Wire connect() throws IOException {
    return new Wire(server.queryPort());
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 32, 65_536, 1_048_576})
  void answersWithAsManyBytesAsAskedAfterTheDelay(int size) throws IOException {
    try (Wire wire = connect()) {
      for (int round = 0; round < 3; round++) {
        long begin = System.nanoTime();
        byte[] answer = wire.send("Q 3000000 fixed " + size + "\n").bytes(size);
        assertTrue(System.nanoTime() - begin >= 3_000_000);
        assertEquals(size, answer.length);
        assertEquals('\n', answer[size - 1]);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "hello",
        "Q 1 fixed",
        "Q 60000000001 fixed 1",
        "P -1",
        "P 60000000001",
        "P 1 0",
        "P 1 1048577",
        "P 1 x",
        ""
      })
  void refusesInOneLineAndCloses(String line) throws IOException {
    try (Wire wire = connect()) {
      assertTrue(wire.send(line + "\n").line().startsWith("400 "));
      assertTrue(wire.ended());
    }
  }

  @Test
  void refusesAnEndlessLine() throws IOException {
    try (Wire wire = connect()) {
      assertTrue(wire.send("Q".repeat(300)).line().startsWith("400 "));
    }
  }

  @Test
  void refusesASecondRequestBeforeTheFirstIsAnswered() throws IOException {
    try (Wire wire = connect()) {
      assertTrue(wire.send("Q 60000000000 fixed 8\nQ 0 fixed 8\n").line().startsWith("400 one "));
      assertTrue(wire.ended());
    }
  }

  @Test
  void pacesAnEchoAndTellsItsRoundTrip() throws IOException {
    try (Wire wire = connect()) {
      wire.send("P 5000000\n");
      assertEquals("0 0", wire.line());
      long heldNanos = 4_000_000;
      for (int sequence = 0; sequence < 4; sequence++) {
        long begin = System.nanoTime();
        while (System.nanoTime() - begin < heldNanos) {
          Thread.onSpinWait();
        }
        long answered = System.nanoTime();
        String[] next = wire.send(sequence + "\n").line().split(" ");
        assertTrue(System.nanoTime() - answered >= 5_000_000);
        assertEquals(Integer.toString(sequence + 1), next[0]);
        assertTrue(Long.parseLong(next[1]) >= heldNanos);
      }
    }
  }

  @Test
  void pacesMessagesOfTheSizeAskedFor() throws IOException {
    try (Wire wire = connect()) {
      for (int size : new int[] {64, 65_536}) {
        byte[] first = wire.send(size == 64 ? "P 0 65536\n" : "0\n").bytes(65_536);
        assertEquals('\n', first[65_535]);
        String line = new String(first, java.nio.charset.StandardCharsets.US_ASCII).strip();
        assertTrue(line.startsWith(size == 64 ? "0 0" : "1 "), line);
      }
    }
  }

  @Test
  void refusesAnEchoOfAnotherLine() throws IOException {
    try (Wire wire = connect()) {
      assertEquals("0 0", wire.send("P 0\n").line());
      assertTrue(wire.send("7\n").line().startsWith("400 expected 0"));
      assertTrue(wire.ended());
    }
  }
}
