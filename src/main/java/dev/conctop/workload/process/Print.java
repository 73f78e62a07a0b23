package dev.conctop.workload.process;

import dev.conctop.catalog.parameter.BadInput;
import dev.conctop.catalog.parameter.Parameters;
import dev.conctop.sample.task.TaskWait;
import dev.conctop.workload.task.LoopTask;
import dev.conctop.workload.task.OffLoop;
import dev.conctop.workload.task.Surroundings;
import dev.conctop.workload.task.TaskContext;
import dev.conctop.workload.task.Workload;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Writes a page to a pipe or a pseudo-terminal whose reader is slow. Pages are not mixed: behind
 * the one that is being written a task waits for the reader as well.
 */
public final class Print implements Workload {
  private static final byte[] LINE =
      "the quick brown fox jumps over the lazy dog, line by line by line\n"
          .getBytes(StandardCharsets.US_ASCII);

  private final ReentrantLock turn = new ReentrantLock(true);
  private final OffLoop offLoop = new OffLoop("pipe-writer");
  private final Callable<Boolean> write = this::write;
  private Optional<Process> reader = Optional.empty();
  private OutputStream pipe = OutputStream.nullOutputStream();
  private byte[] page = {};

  @Override
  public void open(Surroundings surroundings) throws Exception {
    Parameters parameters = surroundings.parameters();
    page = Arrays.copyOf(LINE, (int) parameters.number("page"));
    for (int i = LINE.length; i < page.length; i++) {
      page[i] = LINE[i % LINE.length];
    }
    String rate = Long.toString(parameters.number("reader"));
    if (parameters.text("to").equals("pty")) {
      Process started = Helpers.source(SlowReader.class, rate, "pty");
      reader = Optional.of(started);
      pipe = new FileOutputStream(terminalOf(started));
    } else {
      Process started = Helpers.reader(SlowReader.class, rate);
      reader = Optional.of(started);
      pipe = started.getOutputStream();
    }
  }

  private static String terminalOf(Process started) throws IOException {
    String said = started.inputReader(StandardCharsets.UTF_8).readLine();
    if (said == null || !said.startsWith("/dev/")) {
      throw new BadInput("to=pty: " + (said == null ? "no pseudo-terminal here" : said));
    }
    return said;
  }

  private boolean write() throws IOException, InterruptedException {
    turn.lockInterruptibly();
    try {
      pipe.write(page);
      pipe.flush();
      return true;
    } finally {
      turn.unlock();
    }
  }

  @Override
  public void run(TaskContext task) throws Exception {
    task.await(TaskWait.IPC, write);
  }

  @Override
  public void runOnLoop(LoopTask task) {
    offLoop.run(task, TaskWait.IPC, write);
  }

  @Override
  public void close() {
    offLoop.close();
    // Killed first: closing the pipe would wait for a page that is being written.
    reader.ifPresent(Children::end);
  }
}
