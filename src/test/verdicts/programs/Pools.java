import java.io.IOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.*;
import java.util.concurrent.locks.*;

/** Pools KIND: what threads of a JVM wait for. */
public class Pools {
  static volatile Object sink;

  static void spin() {
    for (;;) Thread.onSpinWait();
  }

  static void pause(long millis) {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  static void compute(long millis) {
    long end = System.nanoTime() + millis * 1_000_000;
    while (System.nanoTime() < end) continue;
  }

  static void start(int count, String name, Runnable body) {
    for (int i = 0; i < count; i++) new Thread(body, name + "-" + i).start();
  }

  /** A server whose answers take so long, of one byte each. */
  static int server(long millis) throws IOException {
    ServerSocket listening = new ServerSocket(0, 200);
    Thread accepts = new Thread(() -> {
      while (true) {
        try {
          Socket one = listening.accept();
          Thread answers = new Thread(() -> answer(one, millis), "far-end");
          answers.setDaemon(true);
          answers.start();
        } catch (IOException e) {
          return;
        }
      }
    }, "far-accept");
    accepts.setDaemon(true);
    accepts.start();
    return listening.getLocalPort();
  }

  static void answer(Socket socket, long millis) {
    try {
      while (socket.getInputStream().read() >= 0) {
        pause(millis);
        socket.getOutputStream().write(1);
      }
    } catch (IOException e) {
      // The other side went away.
    }
  }

  static int ask(Socket socket) throws IOException {
    socket.getOutputStream().write(1);
    return socket.getInputStream().read();
  }

  static Socket connect(int port) {
    try {
      return new Socket("127.0.0.1", port);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Few connections, many who want one. */
  static void borrow(int port) throws Exception {
    BlockingQueue<Socket> connections = new LinkedBlockingQueue<>();
    for (int i = 0; i < 4; i++) connections.add(connect(port));
    start(100, "request", () -> {
      while (true) {
        try {
          Socket mine = connections.take();
          ask(mine);
          connections.put(mine);
        } catch (Exception e) {
          return;
        }
      }
    });
  }

  /** Few workers, many tasks, each a slow answer. */
  static void pile(int port) throws Exception {
    ThreadLocal<Socket> mine = ThreadLocal.withInitial(() -> connect(port));
    ExecutorService pool = Executors.newFixedThreadPool(4);
    Semaphore queued = new Semaphore(200);
    while (true) {
      queued.acquire();
      pool.submit(() -> {
        try {
          return ask(mine.get());
        } finally {
          queued.release();
        }
      });
    }
  }

  static void nested(ExecutorService pool, int width) {
    for (int i = 0; i < width; i++) {
      pool.submit(() -> {
        pause(200);
        return pool.submit(() -> "inner").get();
      });
    }
  }

  static void nestedFutures() {
    ExecutorService pool = Executors.newFixedThreadPool(3);
    for (int i = 0; i < 3; i++) {
      CompletableFuture.supplyAsync(() -> {
        pause(200);
        return CompletableFuture.supplyAsync(() -> "inner", pool).join();
      }, pool);
    }
  }

  static void thrash() {
    List<byte[]> kept = new ArrayList<>();
    try {
      while (true) kept.add(new byte[10_000]);
    } catch (OutOfMemoryError e) {
      for (int i = 0; i < 400; i++) kept.remove(kept.size() - 1);
    }
    start(4, "app", () -> {
      while (true) {
        try {
          sink = new byte[100_000];
        } catch (OutOfMemoryError e) {
          sink = kept;
        }
      }
    });
  }

  static void monitors() {
    Object left = new Object();
    Object right = new Object();
    start(1, "left", () -> both(left, right));
    start(1, "right", () -> both(right, left));
  }

  static void both(Object first, Object second) {
    synchronized (first) {
      pause(300);
      synchronized (second) {
        sink = first;
      }
    }
  }

  static void locks() {
    Lock left = new ReentrantLock();
    Lock right = new ReentrantLock();
    for (boolean turn : new boolean[] {true, false}) {
      start(1, "want-" + turn, () -> {
        (turn ? left : right).lock();
        pause(300);
        (turn ? right : left).lock();
      });
    }
  }

  static void contended() {
    Lock lock = new ReentrantLock();
    start(8, "worker", () -> {
      while (true) {
        lock.lock();
        try {
          compute(2);
        } finally {
          lock.unlock();
        }
      }
    });
  }

  static void monitorBusy() {
    start(8, "worker", () -> {
      while (true) synchronized (Pools.class) {
        compute(2);
      }
    });
  }

  static void conditions() {
    Lock lock = new ReentrantLock();
    Condition never = lock.newCondition();
    start(10, "consumer", () -> {
      lock.lock();
      never.awaitUninterruptibly();
    });
  }

  static void idlePool() throws Exception {
    ExecutorService pool = Executors.newFixedThreadPool(8);
    for (int i = 0; i < 8; i++) pool.submit(() -> pause(20));
    new ServerSocket(0).accept();
  }

  static void forkJoin() {
    ForkJoinPool.commonPool();
    ForkJoinPool pool = new ForkJoinPool(Runtime.getRuntime().availableProcessors());
    for (int i = 0; i < pool.getParallelism(); i++) pool.submit(Pools::spin);
    pool.awaitQuiescence(1, TimeUnit.HOURS);
  }

  static void latch() throws Exception {
    start(1, "computes", Pools::spin);
    new CountDownLatch(1).await();
  }

  public static void main(String[] words) throws Exception {
    switch (words[0]) {
      case "borrow" -> borrow(server(100));
      case "borrow-from" -> borrow(Integer.parseInt(words[1]));
      case "pile" -> pile(server(50));
      case "pile-at" -> pile(Integer.parseInt(words[1]));
      case "nested" -> nested(Executors.newFixedThreadPool(4), 4);
      case "nested-single" -> nested(Executors.newSingleThreadExecutor(), 1);
      case "nested-futures" -> nestedFutures();
      case "thrash" -> thrash();
      case "monitors" -> monitors();
      case "locks" -> locks();
      case "contended" -> contended();
      case "monitor-busy" -> monitorBusy();
      case "conditions" -> conditions();
      case "idle-pool" -> idlePool();
      case "fork-join" -> forkJoin();
      case "latch" -> latch();
      case "scheduled" -> Executors.newScheduledThreadPool(4)
          .scheduleAtFixedRate(() -> sink = "tick", 0, 50, TimeUnit.MILLISECONDS);
      default -> throw new IllegalArgumentException(words[0]);
    }
  }
}
