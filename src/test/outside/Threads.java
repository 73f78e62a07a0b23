import java.util.concurrent.locks.LockSupport;

/** Four threads that are always busy and two that are busy for half of their time. */
public class Threads {
  static volatile long sink;

  public static void main(String[] args) throws Exception {
    for (int i = 0; i < 4; i++) {
      Thread.ofPlatform().daemon().name("busy-" + i).start(Threads::busy);
    }
    for (int i = 0; i < 2; i++) {
      Thread.ofPlatform().daemon().name("half-" + i).start(Threads::half);
    }
    // Its standard input ends with who started it.
    while (System.in.read() >= 0) {}
  }

  private static void busy() {
    for (long x = 1; ; x = x * 31 + 7) {
      sink = x;
    }
  }

  private static void half() {
    while (true) {
      long end = System.nanoTime() + 20_000_000L;
      while (System.nanoTime() < end) {
        sink++;
      }
      LockSupport.parkNanos(20_000_000L);
    }
  }
}
