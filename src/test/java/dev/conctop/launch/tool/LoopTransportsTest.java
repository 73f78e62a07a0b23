package dev.conctop.launch.tool;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Map;
import org.junit.jupiter.api.Test;

class LoopTransportsTest {
  @Test
  void whatIsLackingIsOneLineWithTheReason() {
    Map<String, String> whyNot = Map.of("epoll", "", "io_uring", "Operation not permitted");
    assertEquals("", LoopTransports.problem("epoll", whyNot));
    assertEquals(
        "transport=io_uring is not available here: Operation not permitted; take transport=nio",
        LoopTransports.problem("io_uring", whyNot));
  }

  @Test
  void theReasonIsTheLastCauseOnOneLine() {
    assertEquals("", LoopTransports.words(null));
    assertEquals(
        "no library of that name",
        LoopTransports.words(
            new UnsatisfiedLinkError("failed to load")
                .initCause(new UnsatisfiedLinkError("no library of that name\n  second line"))));
    assertEquals(
        "java.lang.IllegalStateException", LoopTransports.words(new IllegalStateException()));
  }
}
