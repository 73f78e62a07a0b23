package dev.conctop.e2e;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/** A program whose threads have names that would do harm to a terminal. */
public final class HostileNames {
  /** What is harmless in each name. */
  public static final List<String> MARKS =
      List.of("mk0", "mk1", "mk2", "mk3", "mk4", "mk5", "mk6", "mk7");

  /** Bytes as they are: the kernel takes 15 of any kind. */
  private static final List<byte[]> RAW =
      List.of(
          bytes("mk0\033[31m\033[2J"),
          bytes("mk1\033]52;c;aa\007"),
          bytes("mk2\u009b31m\u009d0;x"), // C1 as single bytes: not UTF-8
          utf8("mk3\u009b31m\u0090x"), // C1 in UTF-8
          utf8("mk4\u202e\u2066ab"),
          utf8("mk5\u200b\u0301\ufeff漢"),
          bytes("mk6\r\n\b\177\016) R 1 ("));

  private HostileNames() {}

  public static Process start() throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:+UseSerialGC",
            "-XX:-UsePerfData",
            "-Xmx64m",
            "-cp",
            System.getProperty("java.class.path"),
            HostileNames.class.getName())
        .redirectErrorStream(true)
        .start();
  }

  public static void main(String[] args) throws Exception {
    CountDownLatch named = new CountDownLatch(RAW.size());
    for (byte[] name : RAW) {
      Thread.ofPlatform().daemon().start(() -> nap(name, named));
    }
    named.await();
    Files.write(Path.of("/proc/self/comm"), bytes("\033]0;title\007"));
    Thread.currentThread().setName("mk7" + "\033[5m\u202e".repeat(1024));
    System.in.transferTo(OutputStream.nullOutputStream()); // ends with the one that started it
  }

  private static void nap(byte[] name, CountDownLatch named) {
    try {
      Path self = Path.of("/proc/thread-self").toRealPath();
      Files.write(self.resolve("comm"), name);
      named.countDown();
      new CountDownLatch(1).await();
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Puts hostile last words into another process's mouth. */
  public static void say(long pid) throws IOException {
    byte[] words = bytes("mk9\033]52;c;aaaa\007\u009b31m\033[2J\b\r\n" + "x".repeat(4096) + "\n");
    try (var channel =
        Files.newByteChannel(Path.of("/proc/" + pid + "/fd/2"), StandardOpenOption.WRITE)) {
      channel.write(ByteBuffer.wrap(words));
    }
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
