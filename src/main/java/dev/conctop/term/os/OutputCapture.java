package dev.conctop.term.os;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import dev.conctop.sample.figure.CleanText;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * While the screen is ours, standard output and error go to a file in memory, where they are
 * terminals: neither a warning of the virtual machine nor a thread dump nor a library can draw over
 * the screen. What was written is kept (the last {@value #KEPT_BYTES} bytes) and printed after.
 */
public final class OutputCapture {
  static final int KEPT_BYTES = 64 * 1024;

  private static final int TRIM_ABOVE = 1024 * 1024;
  private static final int LONGEST_LINE = 4096;
  private static final String THREAD_DUMP = "Full thread dump";
  private static final int[] CAPTURED = {1, 2};
  private static final int FIRST_FREE = 3;

  private final int file;
  private final int[] saved = {-1, -1};
  private long seen;
  private boolean dumped;

  private OutputCapture(int file) {
    this.file = file;
  }

  /** Nothing is captured. */
  public static OutputCapture none() {
    return new OutputCapture(-1);
  }

  /** Points the streams away. */
  public static OutputCapture begin() {
    OutputCapture capture = new OutputCapture(openFile());
    System.out.flush();
    System.err.flush();
    for (int i = 0; capture.file >= 0 && i < CAPTURED.length; i++) {
      int fd = CAPTURED[i];
      if (Tty.isTerminal(fd)) {
        int duplicate = Platform.current().fDupCloseOnExec;
        capture.saved[i] = Libc.callInt(Libc.FCNTL, fd, duplicate, FIRST_FREE);
        if (capture.saved[i] >= 0) {
          Libc.call(Libc.DUP2, capture.file, fd, 0);
        }
      }
    }
    return capture;
  }

  private static int openFile() {
    Platform platform = Platform.current();
    int fd =
        Libc.optional("memfd_create")
            .map(
                create -> {
                  try (Arena arena = Arena.ofConfined()) {
                    return Libc.callInt(create, arena.allocateFrom("conctop").address(), 1, 0);
                  }
                })
            .orElse(-1);
    if (fd < 0) {
      fd = openTemporary(platform.oCloseOnExec);
    }
    Libc.call(Libc.FCNTL, fd, Platform.F_SETFL, platform.oAppend);
    return fd;
  }

  private static int openTemporary(int flags) {
    try {
      Path path = Files.createTempFile("conctop", ".out");
      try {
        return Tty.openFile(path.toString(), Platform.O_RDWR | flags);
      } finally {
        Files.delete(path);
      }
    } catch (IOException e) {
      return Tty.openFile("/dev/null", Platform.O_RDWR | flags);
    }
  }

  /**
   * Looks whether something was written since the last look, and keeps the file small.
   *
   * @return whether it holds a thread dump, the virtual machine's answer to SIGQUIT, and the whole
   *     of it: nothing was added since the last look
   */
  public boolean sawThreadDump() {
    long size = Libc.call(Libc.LSEEK, file, 0, Platform.SEEK_END);
    if (size == seen || size < 0) {
      return dumped;
    }
    String text = tail(size);
    seen = size;
    dumped |= text.contains(THREAD_DUMP);
    if (size > TRIM_ABOVE) {
      trim(text);
    }
    return false;
  }

  private void trim(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    Libc.call(Libc.FTRUNCATE, file, 0, 0);
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment kept = arena.allocate(Math.max(1, bytes.length));
      MemorySegment.copy(bytes, 0, kept, JAVA_BYTE, 0, bytes.length);
      Libc.call(Libc.WRITE, file, kept.address(), bytes.length);
    }
    seen = Libc.call(Libc.LSEEK, file, 0, Platform.SEEK_END);
  }

  /** The last bytes of the file. It is open for appending, so that moving in it harms no writer. */
  private String tail(long size) {
    int length = (int) Math.min(size, KEPT_BYTES);
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment bytes = arena.allocate(Math.max(1, length));
      Libc.call(Libc.LSEEK, file, size - length, Platform.SEEK_SET);
      long n = Libc.call(Libc.READ, file, bytes.address(), length);
      byte[] copy = new byte[(int) Math.max(0, n)];
      MemorySegment.copy(bytes, JAVA_BYTE, 0, copy, 0, copy.length);
      return new String(copy, StandardCharsets.UTF_8);
    }
  }

  /** Points the streams back. Allocates nothing. */
  public void end() {
    for (int i = 0; i < CAPTURED.length; i++) {
      if (saved[i] >= 0) {
        Libc.call(Libc.DUP2, saved[i], CAPTURED[i], 0);
        Libc.call(Libc.CLOSE, saved[i], 0, 0);
        saved[i] = -1;
      }
    }
  }

  /** Hands over what was written, clean, line by line, without a thread dump. */
  public void replay(Consumer<String> line) {
    long size = Libc.call(Libc.LSEEK, file, 0, Platform.SEEK_END);
    if (size > 0) {
      withoutThreadDump(tail(size))
          .ifPresent(text -> text.lines().map(OutputCapture::clean).forEach(line));
    }
  }

  private static String clean(String line) {
    // A stack trace is indented by tabs.
    String expanded = line.replace("\t", "    ");
    return expanded.isEmpty() ? "" : CleanText.clean(expanded, LONGEST_LINE);
  }

  /** The dump is the last thing that is written; the line before it is its date. */
  static Optional<String> withoutThreadDump(String text) {
    int dump = text.indexOf(THREAD_DUMP);
    if (dump < 0) {
      return Optional.of(text);
    }
    int dateEnd = text.lastIndexOf('\n', dump);
    int dateBegin = dateEnd <= 0 ? 0 : text.lastIndexOf('\n', dateEnd - 1) + 1;
    return dateBegin == 0 ? Optional.empty() : Optional.of(text.substring(0, dateBegin));
  }
}
