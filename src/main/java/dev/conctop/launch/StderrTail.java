package dev.conctop.launch;

import dev.conctop.sample.figure.CleanText;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The last 64 KiB of what a child wrote to its standard error, read so that it never blocks. */
final class StderrTail {
  private static final int KEPT = 64 * 1024;
  private static final int LINE = 500;

  private final byte[] ring = new byte[KEPT];
  private long written;
  private final Thread reader;

  StderrTail(InputStream in, String name) {
    reader = Thread.ofPlatform().daemon().name(name + "-stderr").start(() -> drain(in));
  }

  private void drain(InputStream in) {
    byte[] buffer = new byte[8192];
    try (in) {
      int n;
      while ((n = in.read(buffer)) >= 0) {
        keep(buffer, n);
      }
    } catch (IOException e) {
      // The child is gone; what it said before is kept.
    }
  }

  private synchronized void keep(byte[] bytes, int length) {
    for (int i = 0; i < length; i++) {
      ring[(int) (written++ % KEPT)] = bytes[i];
    }
  }

  /** The last lines, cleaned, oldest first; waits a moment for a child that has just ended. */
  List<String> lastLines(int count) {
    try {
      reader.join(500);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    List<String> lines =
        text()
            .lines()
            .filter(line -> !line.isBlank())
            .map(line -> CleanText.clean(line.replace("\t", "  "), LINE))
            .toList();
    return lines.subList(Math.max(0, lines.size() - count), lines.size());
  }

  private synchronized String text() {
    int length = (int) Math.min(written, KEPT);
    byte[] bytes = new byte[length];
    for (int i = 0; i < length; i++) {
      bytes[i] = ring[(int) ((written - length + i) % KEPT)];
    }
    return new String(bytes, StandardCharsets.UTF_8);
  }
}
