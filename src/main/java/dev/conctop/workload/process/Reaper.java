package dev.conctop.workload.process;

import dev.conctop.process.Interrupts;
import java.io.BufferedReader;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A process that knows which programs run, and kills them with all that they have started when the
 * one that started them is gone without having ended them: a program of the user's own would go on
 * for ever.
 *
 * <p>It is told by a line each on its standard input: {@code + pid} and {@code - pid}.
 */
final class Reaper implements AutoCloseable {
  private final Process process;
  private final OutputStream lines;

  private Reaper(Process process) {
    this.process = process;
    lines = process.getOutputStream();
  }

  static Reaper start() throws IOException {
    return new Reaper(Helpers.reader(Reaper.class));
  }

  /** A program has been started. */
  void watch(Process program) throws IOException {
    say("+ " + program.pid() + "\n");
  }

  /** It has ended. */
  void forget(Process program) {
    try {
      say("- " + program.pid() + "\n");
    } catch (IOException e) {
      // Nobody is left who could kill what has ended.
    }
  }

  private synchronized void say(String line) throws IOException {
    lines.write(line.getBytes(StandardCharsets.US_ASCII));
    lines.flush();
  }

  @Override
  public void close() {
    Children.end(process);
  }

  public static void main(String[] arguments) throws IOException {
    Interrupts.leaveToTheObserver();
    Map<Long, ProcessHandle> running = new HashMap<>();
    try (BufferedReader in =
        new BufferedReader(
            new InputStreamReader(
                new FileInputStream(FileDescriptor.in), StandardCharsets.US_ASCII))) {
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        long pid = Long.parseLong(line.substring(2));
        if (line.startsWith("+")) {
          // A handle knows when its process began, and touches no later one of the same number.
          ProcessHandle.of(pid).ifPresent(handle -> running.put(pid, handle));
        } else {
          running.remove(pid);
        }
      }
    }
    for (ProcessHandle program : running.values()) {
      List<ProcessHandle> family = program.descendants().toList();
      program.destroyForcibly();
      family.forEach(ProcessHandle::destroyForcibly);
    }
    Runtime.getRuntime().halt(0);
  }
}
