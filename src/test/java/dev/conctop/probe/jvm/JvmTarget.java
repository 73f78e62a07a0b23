package dev.conctop.probe.jvm;

import dev.conctop.sample.figure.Pid;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A JVM of somebody else's: a small program in one source file, on a JDK of this machine. Its two
 * contenders take turns at the monitor: whoever has it keeps it until the other one is blocked
 * there, and comes back only once the other one has got it. Without that the monitor goes to whom
 * it pleases, since HotSpot's are not fair: the loser was found to wait for seconds, with a dozen
 * events in half a minute.
 */
final class JvmTarget implements AutoCloseable {
  private static final String SOURCE =
      """
      import java.util.concurrent.*;
      import java.util.concurrent.locks.*;

      public class Target {
        static final Object MONITOR = new Object();

        static Thread work(String name, Callable<?> body) {
          Thread thread = new Thread(() -> {
            try {
              while (true) {
                body.call();
              }
            } catch (Exception e) {
              throw new RuntimeException(e);
            }
          }, name);
          thread.setDaemon(true);
          return thread;
        }

        static void contend(Thread other, Semaphore mine, Semaphore others) throws Exception {
          synchronized (MONITOR) {
            mine.drainPermits();
            others.release();
            while (other.getState() != Thread.State.BLOCKED) {
              Thread.yield();
            }
            Thread.sleep(5);
          }
          mine.acquire();
        }

        public static void main(String[] arguments) throws Exception {
          ExecutorService pool = Executors.newFixedThreadPool(8, task -> {
            Thread thread = new Thread(task);
            thread.setName("worker-with-a-long-name-" + thread.getName());
            thread.setDaemon(true);
            return thread;
          });
          for (int i = 0; i < 8; i++) {
            pool.submit(() -> 1);
          }
          Thread[] contenders = new Thread[2];
          Semaphore[] turns = {new Semaphore(0), new Semaphore(0)};
          for (int i = 0; i < 2; i++) {
            int me = i;
            contenders[i] = work("contender-" + i, () -> {
              contend(contenders[1 - me], turns[me], turns[1 - me]);
              return 1;
            });
          }
          for (Thread contender : contenders) {
            contender.start();
          }
          work("sleeper", () -> {
            Thread.sleep(3);
            return 1;
          }).start();
          ReentrantLock lock = new ReentrantLock();
          lock.lock();
          work("wants-the-lock", () -> {
            lock.lock();
            return 1;
          }).start();
          Object one = new Object();
          Object other = new Object();
          CountDownLatch both = new CountDownLatch(2);
          Thread deadlocked1 = work("deadlocked-1", () -> {
            synchronized (one) {
              both.countDown();
              both.await();
              synchronized (other) {
                return 1;
              }
            }
          });
          Thread deadlocked2 = work("deadlocked-2", () -> {
            synchronized (other) {
              both.countDown();
              both.await();
              synchronized (one) {
                return 1;
              }
            }
          });
          deadlocked1.start();
          deadlocked2.start();
          while (deadlocked1.getState() != Thread.State.BLOCKED
              || deadlocked2.getState() != Thread.State.BLOCKED) {
            Thread.sleep(1);
          }
          System.out.println("ready");
          Thread.sleep(600_000);
        }
      }
      """;

  private final Process process;
  private final Path directory;
  private final BufferedReader out;

  private JvmTarget(Process process, Path directory) {
    this.process = process;
    this.directory = directory;
    this.out = process.inputReader();
  }

  /** The home of a JDK of this feature release, if there is one. */
  static Optional<Path> jdk(int release) {
    List<Path> homes = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"))));
    File[] all = new File("/usr/lib/jvm").listFiles();
    for (File home : all == null ? new File[0] : all) {
      homes.add(home.toPath());
    }
    return homes.stream().filter(home -> isRelease(home, release)).findFirst();
  }

  private static boolean isRelease(Path home, int release) {
    try {
      return Files.isExecutable(home.resolve("bin/java"))
          && Files.readString(home.resolve("release")).contains("JAVA_VERSION=\"" + release + ".");
    } catch (IOException e) {
      return false;
    }
  }

  /** Starts one, whether it is ready or not. */
  static JvmTarget start(Path jdk, List<String> before, String... flags) throws IOException {
    // Not below a private directory: another user's process must be able to read it.
    Path directory =
        Files.createTempDirectory(
            "conctop-target",
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwxr-xr-x")));
    Path source = Files.writeString(directory.resolve("Target.java"), SOURCE);
    List<String> command = new ArrayList<>(before);
    command.add(jdk.resolve("bin/java").toString());
    command.addAll(List.of("-Xmx128m", "-XX:+UseSerialGC"));
    command.addAll(List.of(flags));
    command.add(source.toString());
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().keySet().removeIf(name -> name.endsWith("_OPTIONS"));
    return new JvmTarget(builder.start(), directory);
  }

  /** Waits until its threads wait as they should. */
  JvmTarget ready() throws IOException {
    StringBuilder said = new StringBuilder();
    for (String line = out.readLine(); line != null; line = out.readLine()) {
      if (line.equals("ready")) {
        return this;
      }
      said.append(line).append('\n');
    }
    throw new AssertionError("the target ended: " + said);
  }

  Pid pid() {
    return new Pid((int) process.pid());
  }

  Process process() {
    return process;
  }

  void signal(String name) throws IOException, InterruptedException {
    new ProcessBuilder("kill", "-" + name, pid().toString()).start().waitFor();
  }

  @Override
  public void close() throws IOException {
    process.destroyForcibly().onExit().join();
    try (Stream<Path> files = Files.list(directory)) {
      for (Path file : files.toList()) {
        Files.delete(file);
      }
    }
    Files.delete(directory);
  }
}
