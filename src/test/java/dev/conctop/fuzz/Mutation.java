package dev.conctop.fuzz;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** Changes inputs, the same way each time for the same seed. Confined to one thread. */
final class Mutation {
  private static final int MOST_CHANGES = 6;
  private static final int LONGEST = 64 << 10;
  private static final int LONGEST_STRETCH = 96;

  private static final byte[] BYTES = {0, 1, -1, 0x7f, (byte) 0x80, '\n', ' ', '"', '0', '-', 0x1b};

  private static final List<byte[]> WORDS =
      List.of(
          word("9223372036854775807"),
          word("-9223372036854775808"),
          word("18446744073709551616"),
          word("1e999"),
          word("NaN"),
          word("null"),
          word("[[[[[[[["),
          word("{\"a\":"),
          word("\u202e\ud83d\ude00"),
          new byte[] {(byte) 0x9f, (byte) 0x9f, (byte) 0x9f},
          new byte[] {0x1b, 0x7f, -1, -1, -1, -1, -1, -1, -1},
          new byte[] {(byte) 0x5b, 0, 0, 0, 0, 0x7f, -1, -1, -1});

  private final Random random;

  Mutation(long seed) {
    random = new Random(seed);
  }

  private static byte[] word(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /** One of them. */
  byte[] any(List<byte[]> inputs) {
    return inputs.get(random.nextInt(inputs.size()));
  }

  /**
   * Another input.
   *
   * @param input is not changed
   * @param others from which stretches are taken
   */
  byte[] of(byte[] input, List<byte[]> others) {
    byte[] changed = input.clone();
    for (int i = random.nextInt(MOST_CHANGES); i >= 0; i--) {
      changed = change(changed, others);
    }
    return changed.length > LONGEST ? Arrays.copyOf(changed, LONGEST) : changed;
  }

  private byte[] change(byte[] bytes, List<byte[]> others) {
    if (bytes.length == 0) {
      return any(others).clone();
    }
    int at = random.nextInt(bytes.length);
    int length = Math.min(1 + random.nextInt(LONGEST_STRETCH), bytes.length - at);
    return switch (random.nextInt(10)) {
      case 0 -> with(bytes, at, (byte) (bytes[at] ^ 1 << random.nextInt(Byte.SIZE)));
      case 1 -> with(bytes, at, (byte) random.nextInt());
      case 2 -> with(bytes, at, BYTES[random.nextInt(BYTES.length)]);
      case 3 -> with(bytes, at, (byte) (bytes[at] + random.nextInt(9) - 4));
      case 4 -> replaced(bytes, at, length, new byte[0]);
      case 5 -> replaced(bytes, at, 0, Arrays.copyOfRange(bytes, at, at + length));
      case 6 -> replaced(bytes, at, 0, WORDS.get(random.nextInt(WORDS.size())));
      case 7 -> replaced(bytes, at, length, stretch(any(others)));
      case 8 -> Arrays.copyOf(bytes, at);
      default -> replaced(bytes, random.nextInt(bytes.length), 0, stretch(bytes));
    };
  }

  private byte[] stretch(byte[] from) {
    if (from.length == 0) {
      return from;
    }
    int at = random.nextInt(from.length);
    return Arrays.copyOfRange(
        from, at, Math.min(from.length, at + 1 + random.nextInt(LONGEST_STRETCH)));
  }

  private static byte[] with(byte[] bytes, int at, byte value) {
    bytes[at] = value;
    return bytes;
  }

  private static byte[] replaced(byte[] bytes, int at, int length, byte[] by) {
    byte[] next = new byte[bytes.length - length + by.length];
    System.arraycopy(bytes, 0, next, 0, at);
    System.arraycopy(by, 0, next, at, by.length);
    System.arraycopy(bytes, at + length, next, at + by.length, bytes.length - at - length);
    return next;
  }
}
