package dev.conctop.workload;

/** The sum of i*i for i below n, modulo 2^64. */
final class SumOfSquares implements Workload {
  /** Terms between two checkpoints: about 2 µs of compiled code. */
  static final int CHUNK = 4096;

  private final Sink sink = new Sink();
  private long terms;

  @Override
  public void open(Surroundings surroundings) {
    terms = surroundings.parameters().number("n");
  }

  @Override
  public void run(TaskContext task) {
    sink.accept(sum(task, terms));
  }

  static long sum(TaskContext task, long terms) {
    long sum = 0;
    for (long from = 0; from < terms; from += CHUNK) {
      sum += chunk(from, Math.min(terms, from + CHUNK));
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

  long result() {
    return sink.last();
  }

  @Override
  public void close() {}
}
