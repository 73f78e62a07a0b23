import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Somebody else's program, for jvm_cost.py: threads that compute, go through a monitor and a lock, and wait
 * a little now and then, beside as many parked virtual threads as are asked for. Prints how much was done so far, ten
 * times a second: "milliseconds operations".
 */
public class Throughput {
  static final LongAdder DONE = new LongAdder();
  static final Object MONITOR = new Object();
  static final ReentrantLock LOCK = new ReentrantLock();
  static long inside;
  static long locked;

  static void work(int number) {
    long hash = number;
    for (long i = 0; ; i++) {
      for (int k = 0; k < 5_000; k++) {
        hash = hash * 6364136223846793005L + 1442695040888963407L;
      }
      synchronized (MONITOR) {
        inside += hash;
      }
      LOCK.lock();
      locked += hash;
      LOCK.unlock();
      if (i % 200 == 0) {
        LockSupport.parkNanos(1_500_000);
      }
      DONE.increment();
    }
  }

  static void parkVirtual(int count) throws Exception {
    // By its name: this is compiled by JDK 17, too.
    var start = count == 0 ? null : Thread.class.getMethod("startVirtualThread", Runnable.class);
    for (int i = 0; i < count; i++) {
      start.invoke(null, (Runnable) LockSupport::park);
    }
  }

  public static void main(String[] arguments) throws Exception {
    parkVirtual(arguments.length == 0 ? 0 : Integer.parseInt(arguments[0]));
    for (int i = 0; i < 8; i++) {
      int number = i;
      Thread thread = new Thread(() -> work(number), "compute-and-wait-" + i);
      thread.setDaemon(true);
      thread.start();
    }
    long began = System.nanoTime();
    while (true) {
      Thread.sleep(100);
      System.out.println((System.nanoTime() - began) / 1_000_000 + " " + DONE.sum());
    }
  }
}
