package dev.conctop.bench;

import com.sun.management.ThreadMXBean;
import dev.conctop.probe.Origin;
import dev.conctop.probe.ThreadProbe;
import dev.conctop.probe.procfs.ProcfsProbes;
import dev.conctop.sample.ThreadsSample;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.concurrent.locks.LockSupport;

/**
 * What a look costs: {@code java -cp target/classes:target/test-classes:target/lib/*
 * dev.conctop.bench.ProbeBench 2000 [looks] [awake]} starts a process with so many sleeping
 * threads, of which {@code awake} wake up 20 times a second, looks at it ten times a second and
 * prints ns for each thread and bytes for each look.
 */
public final class ProbeBench {
  private static final long INTERVAL_NANOS = 100_000_000;

  private ProbeBench() {}

  public static void main(String[] args) throws Exception {
    if (args.length > 0 && args[0].equals("sleep")) {
      sleep(Integer.parseInt(args[1]), Integer.parseInt(args[2]));
      return;
    }
    int threads = args.length > 0 ? Integer.parseInt(args[0]) : 2000;
    int looks = args.length > 1 ? Integer.parseInt(args[1]) : 50;
    int awake = args.length > 2 ? Integer.parseInt(args[2]) : 0;
    Process child = start(threads, awake);
    try {
      child.getInputStream().read();
      measure((int) child.pid(), looks);
    } finally {
      child.destroyForcibly();
    }
  }

  static Process start(int threads, int awake) throws IOException {
    return new ProcessBuilder(
            ProcessHandle.current().info().command().orElse("java"),
            "-Xss256k",
            "-XX:+UseSerialGC",
            "-cp",
            System.getProperty("java.class.path"),
            ProbeBench.class.getName(),
            "sleep",
            Integer.toString(threads),
            Integer.toString(awake))
        .redirectError(ProcessBuilder.Redirect.INHERIT)
        .start();
  }

  private static void sleep(int threads, int awake) throws IOException {
    for (int i = 0; i < threads; i++) {
      long pause = i < awake ? 50_000_000L : 3_600_000_000_000L;
      Thread.ofPlatform()
          .daemon()
          .name("sleeper-" + i)
          .start(
              () -> {
                while (true) {
                  LockSupport.parkNanos(pause);
                }
              });
    }
    System.out.println("ready");
    System.out.flush();
    System.in.read();
  }

  private static void measure(int pid, int looks) {
    ThreadMXBean beans = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long me = Thread.currentThread().threadId();
    try (ThreadProbe probe = new ProcfsProbes().threads()) {
      probe.setRoots(new int[] {pid}, Origin.FOREIGN);
      long start = System.nanoTime();
      ThreadsSample sample = probe.look(start);
      System.out.printf("first look %.1f ms%n", (System.nanoTime() - start) / 1e6);
      pace(probe, 45);
      long cpu = beans.getCurrentThreadCpuTime();
      long bytes = beans.getThreadAllocatedBytes(me);
      long from = System.nanoTime();
      for (int i = 0; i < looks; i++) {
        sample = pace(probe, 1);
      }
      cpu = beans.getCurrentThreadCpuTime() - cpu;
      bytes = beans.getThreadAllocatedBytes(me) - bytes;
      long wall = System.nanoTime() - from;
      int threads = sample.use().threads();
      System.out.printf(
          "%d threads, %d looks: %.2f us a thread and look (cpu), %.1f %% of a core, %d bytes a look (%d a"
              + " thread)%n",
          threads,
          looks,
          cpu / 1e3 / looks / threads,
          100.0 * cpu / wall,
          bytes / looks,
          bytes / looks / threads);
      System.out.println("closure error " + probe.workersSinceMark().closureError());
      System.out.println("notice: " + probe.notice());
    }
  }

  private static ThreadsSample pace(ThreadProbe probe, int looks) {
    ThreadsSample sample;
    int done = 0;
    long pause = Long.getLong("pause", INTERVAL_NANOS);
    do {
      LockSupport.parkNanos(pause);
      sample = probe.look(System.nanoTime());
    } while (++done < looks);
    return sample;
  }
}
