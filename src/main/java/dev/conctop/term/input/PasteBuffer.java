package dev.conctop.term.input;

import dev.conctop.sample.figure.CleanText;
import java.nio.charset.StandardCharsets;

/** What is pasted, up to the sequence that ends it. What is too much is dropped. */
final class PasteBuffer {
  /** Nobody pastes more than a name or a path into a profiler. */
  static final int MOST_BYTES = 4096;

  private static final byte[] END = "\033[201~".getBytes(StandardCharsets.US_ASCII);

  private final byte[] bytes = new byte[MOST_BYTES];
  private int length;
  private int matched;

  void begin() {
    length = 0;
    matched = 0;
  }

  /** Takes a byte; true when it was the last of the ending. */
  boolean add(int b) {
    if (b == END[matched]) {
      matched++;
      return matched == END.length;
    }
    for (int i = 0; i < matched; i++) {
      keep(END[i]);
    }
    matched = b == END[0] ? 1 : 0;
    if (matched == 0) {
      keep(b);
    }
    return false;
  }

  private void keep(int b) {
    if (length < MOST_BYTES) {
      bytes[length++] = (byte) b;
    }
  }

  /** The text, clean, on one line. */
  String take() {
    String text = new String(bytes, 0, length, StandardCharsets.UTF_8);
    length = 0;
    matched = 0;
    return text.isEmpty() ? "" : CleanText.clean(text, MOST_BYTES);
  }
}
