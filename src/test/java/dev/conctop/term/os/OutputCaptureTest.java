package dev.conctop.term.os;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class OutputCaptureTest {
  @Test
  void theThreadDumpAndItsDateAreLeftOut() {
    String dump = "2026-01-01 00:00:00\nFull thread dump OpenJDK:\n\"main\" #1\n";
    assertEquals(Optional.of("before\n"), OutputCapture.withoutThreadDump("before\n" + dump));
    assertEquals(Optional.empty(), OutputCapture.withoutThreadDump(dump));
    assertEquals(Optional.of("text"), OutputCapture.withoutThreadDump("text"));
    assertEquals(Optional.empty(), OutputCapture.withoutThreadDump("Full thread dump"));
  }
}
