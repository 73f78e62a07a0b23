package dev.conctop.probe.python;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.conctop.probe.python.memory.NotReadException;
import dev.conctop.probe.python.memory.TornException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** The table at the start of _PyRuntime, as captured of 3.13.0, after its cookie. */
class DebugOffsetsTest {
  private static final long[] CAPTURED = {
    51183856, 0, 283320, 608, 632, 194968, 7272, 7264, 7344, 7400, 7656, 7640, 7648, 16, 7752, 0,
    7768, 7760, 304, 0, 8, 16, 72, 152, 160, 232, 32, 80, 8, 0, 56, 72, 70, 208, 112, 120, 128, 136,
    68, 52, 96, 104, 200, 16, 8, 416, 24, 88, 168, 32, 24, 16, 40, 24, 16, 48, 32, 40, 24, 16, 32,
    16, 24, 40, 16, 32, 64, 32, 16, 40, 240, 200
  };

  private static FakePython memory(String cookie, long[] table) {
    FakePython memory = new FakePython(Layout.of(12).orElseThrow());
    memory.bytes(memory.runtime, cookie.getBytes(StandardCharsets.US_ASCII));
    for (int i = 0; i < table.length; i++) {
      memory.word(memory.runtime, 8 * (i + 1), table[i]);
    }
    return memory;
  }

  private static Layout read(FakePython memory) throws TornException, NotReadException {
    return DebugOffsets.read(memory, memory.runtime, 13);
  }

  static Layout layout313() throws TornException, NotReadException {
    return read(memory("xdebugpy", CAPTURED));
  }

  /** As offsetof says it with the headers of 3.13.0. */
  @Test
  void itSaysItsOwnLayout() throws Exception {
    assertEquals(
        new Layout(
            13,
            632,
            new Layout.InterpreterAt(7264, 7344),
            new Layout.ThreadAt(8, 16, 152, 160, 72, -1),
            new Layout.StackFrameAt(8, 0, 56, 70),
            8,
            new Layout.CodeAt(128, 112, 68, 136, 200, 184),
            new Layout.TextAt(16, 32, 40, 56),
            new Layout.BytesAt(16, 32),
            new Layout.LockAt(false, 16, 8, 16)),
        layout313());
  }

  @Test
  void whatIsNoSuchTableIsRefused() {
    assertThrows(NotReadException.class, () -> read(memory("xdebugpx", CAPTURED)));
    long[] other = CAPTURED.clone();
    other[0] = 0x030e00f0;
    assertThrows(NotReadException.class, () -> read(memory("xdebugpy", other)));
    long[] wild = CAPTURED.clone();
    wild[8] = -1;
    assertThrows(NotReadException.class, () -> read(memory("xdebugpy", wild)));
  }
}
