package dev.conctop.concurrency.jython;

import dev.conctop.catalog.parameter.BadInput;
import dev.conctop.catalog.parameter.Parameters;
import dev.conctop.sample.task.TaskWait;
import dev.conctop.workload.cpu.Documents;
import dev.conctop.workload.task.Sink;
import dev.conctop.workload.task.Surroundings;
import dev.conctop.workload.task.TaskContext;
import dev.conctop.workload.task.Workload;
import java.util.concurrent.atomic.AtomicLong;

/** A workload's tasks as the script has them, with the parameters of the workload's own. */
final class JythonWork implements Workload {
  private static final double NANOS = 1e9;

  private interface Work {
    long run(TaskContext task) throws Exception;
  }

  private final String id;
  private final PythonTasks tasks;
  private final AtomicLong begun = new AtomicLong();
  private final Sink sink = new Sink();
  private Work work = task -> 0;

  /**
   * @param id of the workload
   */
  JythonWork(String id, PythonTasks tasks) {
    this.id = id;
    this.tasks = tasks;
  }

  @Override
  public void open(Surroundings surroundings) {
    Parameters given = surroundings.parameters();
    work =
        switch (id) {
          case "sum-of-squares" -> {
            long terms = given.number("n");
            yield task -> tasks.sumOfSquares(task, terms);
          }
          case "prime-factors" -> {
            long number = given.number("number");
            yield task -> tasks.primeFactors(task, number);
          }
          case "monte-carlo-pi" -> {
            long points = given.number("points");
            yield task -> tasks.monteCarloPi(task, begun.getAndIncrement(), points);
          }
          case "mandelbrot" -> {
            long tile = given.number("tile");
            long iterations = given.number("iterations");
            yield task -> tasks.mandelbrot(task, begun.getAndIncrement(), tile, iterations);
          }
          case "text" -> {
            String text = Documents.text((int) given.number("size"));
            yield task -> tasks.text(task, text);
          }
          case "sleep" -> sleep(given.number("delay") / NANOS);
          default -> throw new BadInput(id + " is not written for Jython");
        };
    if (id.equals("sum-of-squares") || id.equals("prime-factors") || id.equals("text")) {
      sink.tell(surroundings);
    }
  }

  private Work sleep(double seconds) {
    return task ->
        task.await(
            TaskWait.TIMER,
            () -> {
              tasks.sleep(seconds);
              return 0L;
            });
  }

  @Override
  public void run(TaskContext task) throws Exception {
    sink.accept(work.run(task));
  }

  @Override
  public void close() {}
}
