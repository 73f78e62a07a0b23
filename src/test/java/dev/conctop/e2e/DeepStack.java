package dev.conctop.e2e;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * A JVM with a thread that reads from a socket below forty methods, {@code level1} to {@code
 * level40}, two that wait for a monitor that a third one holds, and a pool of four.
 */
public final class DeepStack implements AutoCloseable {
  public static final int LEVELS = 40;

  private static final String BEGIN =
      """
      import java.io.*;
      import java.net.*;
      import java.util.concurrent.*;

      public class Deep {
        static final Object MONITOR = new Object();
        static InputStream in;

        static int level0() {
          try {
            return in.read();
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        }

        static void hold() {
          synchronized (MONITOR) {
            try {
              Thread.sleep(600_000);
            } catch (InterruptedException e) {
              throw new RuntimeException(e);
            }
          }
        }

        static Thread start(String name, Runnable body) {
          Thread thread = new Thread(body, name);
          thread.setDaemon(true);
          thread.start();
          return thread;
        }

        static void await(Thread thread, Thread.State state) {
          while (thread.getState() != state) {
            Thread.onSpinWait();
          }
        }

        public static void main(String[] arguments) throws Exception {
          ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
          Socket socket = new Socket(server.getInetAddress(), server.getLocalPort());
          in = socket.getInputStream();
          start("deep-reader", Deep::level40);
          Thread holder = start("monitor-holder", Deep::hold);
          await(holder, Thread.State.TIMED_WAITING);
          for (int i = 1; i <= 2; i++) {
            await(start("monitor-waiter-" + i, Deep::hold), Thread.State.BLOCKED);
          }
          ExecutorService pool = Executors.newFixedThreadPool(4, task -> {
            Thread thread = new Thread(task);
            thread.setName("folded-" + thread.getName());
            thread.setDaemon(true);
            return thread;
          });
          for (int i = 0; i < 4; i++) {
            pool.submit(() -> 1);
          }
          System.out.println("ready");
          Thread.sleep(600_000);
        }
      """;

  private final Process process;

  private DeepStack(Process process) {
    this.process = process;
  }

  public static DeepStack start(Path directory) throws IOException {
    StringBuilder source = new StringBuilder(BEGIN);
    for (int i = 1; i <= LEVELS; i++) {
      source.append("  static int level" + i + "() {\n    return level" + (i - 1) + "();\n  }\n");
    }
    Path file = Files.writeString(directory.resolve("Deep.java"), source.append("}\n"));
    ProcessBuilder builder =
        new ProcessBuilder(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx128m",
                "-XX:+UseSerialGC",
                file.toString()));
    builder.redirectErrorStream(true).environment().keySet().removeIf(n -> n.endsWith("_OPTIONS"));
    DeepStack started = new DeepStack(builder.start());
    BufferedReader out = started.process.inputReader();
    String line = out.readLine();
    while (line != null && !line.equals("ready")) {
      line = out.readLine();
    }
    if (line == null) {
      throw new AssertionError("the target ended");
    }
    return started;
  }

  public long pid() {
    return process.pid();
  }

  /** Ends it and waits until nothing is left of it. */
  @Override
  public void close() {
    process.destroyForcibly().onExit().join();
  }
}
