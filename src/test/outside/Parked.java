import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.LockSupport;

/** So many virtual threads that wait, and twenty platform threads with names. */
public class Parked {
  public static void main(String[] args) throws Exception {
    int virtual = Integer.parseInt(args[0]);
    CountDownLatch never = new CountDownLatch(1);
    CountDownLatch started = new CountDownLatch(virtual);
    for (int i = 0; i < virtual; i++) {
      Thread.ofVirtual()
          .start(
              () -> {
                started.countDown();
                try {
                  never.await();
                } catch (InterruptedException e) {
                  Thread.currentThread().interrupt();
                }
              });
    }
    for (int i = 0; i < 20; i++) {
      Thread.ofPlatform().daemon().name("named-" + i).start(LockSupport::park);
    }
    started.await();
    System.out.println("ready");
    System.out.flush();
    // Its standard input ends with who started it.
    while (System.in.read() >= 0) {}
  }
}
