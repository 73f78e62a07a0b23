package dev.conctop.workload.process;

import dev.conctop.catalog.parameter.BadInput;
import dev.conctop.sample.task.TaskWait;
import dev.conctop.workload.task.LoopTask;
import dev.conctop.workload.task.OffLoop;
import dev.conctop.workload.task.Surroundings;
import dev.conctop.workload.task.TaskContext;
import dev.conctop.workload.task.TaskFailure;
import dev.conctop.workload.task.Workload;
import java.io.File;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Runs a program; its exit status is the task's. It has no input, and its output goes nowhere: ours
 * is not its own.
 */
public final class Command implements Workload {
  private final Set<Process> running = ConcurrentHashMap.newKeySet();
  private final Callable<Integer> runOnce = this::runOnce;
  private List<String> words = List.of();
  private Optional<Reaper> reaper = Optional.empty();
  private volatile boolean closed;

  @Override
  public void open(Surroundings surroundings) throws IOException {
    words = CommandLineWords.split(surroundings.parameters().text("command"));
    if (words.isEmpty()) {
      throw new BadInput("command= names no program");
    }
    String program = words.getFirst();
    if (!canBeRun(program)) {
      throw new BadInput("command=" + program + ": no such program");
    }
    reaper = Optional.of(Reaper.start());
  }

  private static boolean canBeRun(String program) {
    if (program.contains(File.separator)) {
      return isProgram(Path.of(program));
    }
    String path = System.getenv().getOrDefault("PATH", "");
    for (String directory : path.split(File.pathSeparator, -1)) {
      if (isProgram(Path.of(directory, program))) {
        return true;
      }
    }
    return false;
  }

  private static boolean isProgram(Path path) {
    return Files.isRegularFile(path) && Files.isExecutable(path);
  }

  private Process start() throws IOException {
    Process process =
        Children.start(
            new ProcessBuilder(words)
                .redirectOutput(Redirect.DISCARD)
                .redirectError(Redirect.DISCARD));
    running.add(process);
    reaper.orElseThrow().watch(process);
    if (closed) {
      end(process);
    }
    process.getOutputStream().close();
    return process;
  }

  private void end(Process process) {
    Children.end(process);
    if (running.remove(process)) {
      reaper.ifPresent(told -> told.forget(process));
    }
  }

  private int runOnce() throws IOException, InterruptedException {
    Process process = start();
    try {
      return process.waitFor();
    } finally {
      end(process);
    }
  }

  @Override
  public void run(TaskContext task) throws Exception {
    judge(task.await(TaskWait.IPC, runOnce));
  }

  private static void judge(int status) throws TaskFailure {
    if (status != 0) {
      throw new TaskFailure("exit " + status);
    }
  }

  @Override
  public void runOnLoop(LoopTask task) {
    Process process;
    try {
      process = start();
    } catch (IOException e) {
      task.failed(e);
      return;
    }
    task.waiting(TaskWait.IPC);
    process
        .onExit()
        .thenAccept(
            ended -> {
              end(ended);
              OffLoop.onLoop(task, () -> finish(task, ended.exitValue()));
            });
  }

  private static void finish(LoopTask task, int status) {
    try {
      judge(status);
      task.done();
    } catch (TaskFailure e) {
      task.failed(e);
    }
  }

  /** Kills what still runs. */
  @Override
  public void close() {
    closed = true;
    running.forEach(this::end);
    reaper.ifPresent(Reaper::close);
  }
}
