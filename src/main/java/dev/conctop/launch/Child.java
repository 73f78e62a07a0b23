package dev.conctop.launch;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A child process of ours: its streams, its last words and its end, with all its descendants. */
final class Child implements AutoCloseable {
  private final String name;
  private final Process process;
  private final StderrTail stderr;

  private Child(String name, Process process) {
    this.name = name;
    this.process = process;
    this.stderr = new StderrTail(process.getErrorStream(), name);
  }

  static Child start(String name, List<String> command) throws IOException {
    return new Child(name, new ProcessBuilder(command).start());
  }

  int pid() {
    return (int) process.pid();
  }

  InputStream output() {
    return process.getInputStream();
  }

  OutputStream input() {
    return process.getOutputStream();
  }

  boolean alive() {
    return process.isAlive();
  }

  List<String> lastWords(int lines) {
    return stderr.lastLines(lines);
  }

  /** How it ended, in words; waits for the end a moment. */
  String ending() {
    try {
      if (!process.waitFor(2, TimeUnit.SECONDS)) {
        return name + " closed its output but still runs";
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    int code = process.exitValue();
    return code > 128
        ? name + " was killed by signal " + (code - 128)
        : name + " ended with exit code " + code;
  }

  boolean waitFor(Duration time) {
    try {
      return process.waitFor(time.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return !process.isAlive();
    }
  }

  /**
   * Ends it and all its descendants: closes its standard input, which is how a subject is told, and
   * kills what has not ended after the given time. Signals nothing that is not its descendant.
   */
  void end(Duration patience) {
    List<ProcessHandle> family = new ArrayList<>(descendants());
    try {
      process.getOutputStream().close();
    } catch (IOException e) {
      // It has closed its end already.
    }
    if (!waitFor(patience)) {
      family.addAll(descendants());
      process.destroyForcibly();
    }
    for (ProcessHandle descendant : family) {
      descendant.destroyForcibly();
    }
    waitFor(Duration.ofSeconds(2));
  }

  /** Its descendants; none when they cannot be listed, for want of a file descriptor. */
  private List<ProcessHandle> descendants() {
    try {
      return process.descendants().toList();
    } catch (RuntimeException e) {
      return List.of(); // they end by themselves: each watches its input and its parent
    }
  }

  @Override
  public void close() {
    end(Duration.ofSeconds(1));
  }
}
