import java.io.IOException;
import java.net.ServerSocket;
import java.net.Socket;

/** Virtual KIND: virtual threads, parked, pinned and computing. */
public class Virtual {
  static class First {
    static int value = longStart();
  }

  static class Second {
    static int value = longStart();
  }

  /** A class initializer pins its carrier while it blocks. */
  static int longStart() {
    try {
      Thread.sleep(900_000);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
    return 1;
  }

  static void many(int count, Runnable body) {
    for (int i = 0; i < count; i++) Thread.ofVirtual().start(body);
  }

  static void readSilence(int port) {
    try (Socket socket = new Socket("127.0.0.1", port)) {
      socket.getInputStream().read();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  static void spin() {
    for (;;) Thread.onSpinWait();
  }

  static void sleepLong() {
    try {
      Thread.sleep(900_000);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  public static void main(String[] words) throws Exception {
    switch (words[0]) {
      case "pinned" -> {
        Thread.ofVirtual().start(() -> System.out.println(First.value));
        Thread.ofVirtual().start(() -> System.out.println(Second.value));
        Thread.sleep(300);
        many(50, Virtual::spin);
      }
      case "read" -> {
        ServerSocket silent = new ServerSocket(0, 1000);
        many(200, () -> readSilence(silent.getLocalPort()));
      }
      case "sleep" -> many(10_000, Virtual::sleepLong);
      case "spin" -> many(20, Virtual::spin);
      default -> throw new IllegalArgumentException(words[0]);
    }
    Thread.sleep(900_000);
  }
}
