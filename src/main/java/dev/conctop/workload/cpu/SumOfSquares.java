package dev.conctop.workload.cpu;

import dev.conctop.workload.task.Sink;
import dev.conctop.workload.task.Splittable;
import dev.conctop.workload.task.Surroundings;
import dev.conctop.workload.task.TaskContext;
import dev.conctop.workload.task.Workload;
import java.util.ArrayList;
import java.util.List;

/** The sum of i*i for i below n, modulo 2^64. */
public final class SumOfSquares implements Workload, Splittable {
  /** Terms between two checkpoints: about 3 µs of compiled code. */
  public static final int CHUNK = 8192;

  private final Sink sink = new Sink();
  private long terms;

  @Override
  public void open(Surroundings surroundings) {
    sink.tell(surroundings);
    terms = surroundings.parameters().number("n");
  }

  @Override
  public void run(TaskContext task) {
    sink.accept(sum(task, terms));
  }

  @Override
  public List<Portion> split(int parts) {
    int number = (int) Math.min(parts, terms);
    List<Portion> portions = new ArrayList<>(number);
    for (int i = 0; i < number; i++) {
      // Products stay below 2^63: at most 2^31 terms by 2^12 parts.
      long from = terms * i / number;
      long to = terms * (i + 1) / number;
      portions.add(task -> sum(task, from, to));
    }
    return portions;
  }

  @Override
  public void joined(long sum) {
    sink.accept(sum);
  }

  public static long sum(TaskContext task, long terms) {
    return sum(task, 0, terms);
  }

  private static long sum(TaskContext task, long begin, long end) {
    long sum = 0;
    for (long from = begin; from < end; from += CHUNK) {
      sum += chunk(from, Math.min(end, from + CHUNK));
      task.checkpoint();
    }
    return sum;
  }

  private static long chunk(long from, long to) {
    long sum = 0;
    for (long i = from; i < to; i++) {
      sum += i * i;
    }
    return sum;
  }

  public long result() {
    return sink.last();
  }

  @Override
  public void close() {}
}
