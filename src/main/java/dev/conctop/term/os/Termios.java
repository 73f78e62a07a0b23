package dev.conctop.term.os;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.Optional;

/** A terminal's modes: the C library's struct, copied as it is. */
public final class Termios {
  /** Larger than any system's struct termios (Linux 60 bytes, macOS 72). */
  private static final int SIZE = 128;

  /** Linux: four flag words, the line discipline's byte, then the control characters. */
  private static final int CONTROL_CHARACTERS_AT = 17;

  private static final int CONTROL_CHARACTERS = 32;

  private final MemorySegment bytes = Arena.global().allocate(SIZE, 8);

  static Termios of(int fd) throws Libc.Failure {
    Termios modes = new Termios();
    Libc.require("tcgetattr", Libc.TCGETATTR, fd, modes.bytes.address(), 0);
    return modes;
  }

  /** A copy in which every byte passes through unchanged, as cfmakeraw(3) says. */
  public Termios raw() {
    Termios raw = new Termios();
    raw.bytes.copyFrom(bytes);
    Libc.call(Libc.CFMAKERAW, raw.bytes.address(), 0, 0);
    return raw;
  }

  /** At once, without waiting for output that nobody may ever read. */
  boolean apply(int fd) {
    int result;
    do {
      result = Libc.callInt(Libc.TCSETATTR, fd, Platform.TCSANOW, bytes.address());
    } while (result < 0 && Libc.errno() == Platform.EINTR);
    return result == 0;
  }

  /**
   * The form that {@code stty -g} prints and reads: flags and control characters in hexadecimal,
   * colons between. Known for Linux only.
   */
  public Optional<String> sttyWords() {
    if (Platform.current() != Platform.LINUX) {
      return Optional.empty();
    }
    StringBuilder words = new StringBuilder();
    for (int flag = 0; flag < 4; flag++) {
      words.append(Integer.toHexString(bytes.get(JAVA_INT, 4L * flag))).append(':');
    }
    for (int i = 0; i < CONTROL_CHARACTERS; i++) {
      int character = bytes.get(JAVA_BYTE, CONTROL_CHARACTERS_AT + i) & 0xff;
      words.append(i == 0 ? "" : ":").append(Integer.toHexString(character));
    }
    return Optional.of(words.toString());
  }
}
