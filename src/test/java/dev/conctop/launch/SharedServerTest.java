package dev.conctop.launch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** One server for several runs: what comes of it comes of it once. */
@Timeout(30)
class SharedServerTest {
  @Test
  void aServerThatCannotBeStartedIsStartedOnce() {
    AtomicInteger starts = new AtomicInteger();
    try (SharedServer server =
        new SharedServer(
            () -> {
              throw new IOException("start " + starts.incrementAndGet());
            })) {
      for (int arm = 0; arm < 3; arm++) {
        assertEquals("start 1", assertThrows(IOException.class, server::ready).getMessage());
      }
    }
    assertEquals(1, starts.get());
  }

  @Test
  void aServerThatEndsInsteadIsWaitedForOnce() {
    List<String> command = List.of("sh", "-c", "exit 3");
    try (SharedServer server =
        new SharedServer(() -> new LoopbackServerProcess(Child.start("the server", command)))) {
      IOException first = assertThrows(IOException.class, server::ready);
      assertEquals("the server ended with exit code 3", first.getMessage());
      assertSame(first, assertThrows(IOException.class, server::ready));
    }
  }
}
