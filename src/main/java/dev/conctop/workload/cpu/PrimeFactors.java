package dev.conctop.workload.cpu;

import dev.conctop.workload.task.Sink;
import dev.conctop.workload.task.Surroundings;
import dev.conctop.workload.task.TaskContext;
import dev.conctop.workload.task.Workload;
import java.util.ArrayList;
import java.util.List;

/** The factors of one number by trial division with 2, 3 and the numbers next to multiples of 6. */
public final class PrimeFactors implements Workload {
  /** Pairs of divisions between two checkpoints: about 3 µs. */
  private static final int CHUNK = 512;

  private final Sink sink = new Sink();
  private long number;

  @Override
  public void open(Surroundings surroundings) {
    sink.tell(surroundings);
    number = surroundings.parameters().number("number");
  }

  @Override
  public void run(TaskContext task) {
    List<Long> factors = factors(task, number);
    sink.accept(factors.getLast());
  }

  /**
   * The prime factors of a number of at least 2, smallest first, repeated as often as they divide.
   */
  public static List<Long> factors(TaskContext task, long number) {
    List<Long> factors = new ArrayList<>();
    long left = divideOut(divideOut(number, 2, factors), 3, factors);
    // A divisor is compared with the quotient: its square would overflow near 2^63.
    for (long divisor = nextDivisor(left, 5); divisor <= left / divisor; ) {
      if (left % divisor == 0) {
        left = divideOut(left, divisor, factors);
      } else if (left % (divisor + 2) == 0) {
        left = divideOut(left, divisor + 2, factors);
      }
      task.checkpoint();
      divisor = nextDivisor(left, divisor);
    }
    if (left > 1) {
      factors.add(left);
    }
    return factors;
  }

  private static long divideOut(long number, long divisor, List<Long> factors) {
    long left = number;
    while (left % divisor == 0) {
      factors.add(divisor);
      left /= divisor;
    }
    return left;
  }

  /**
   * The first of at most CHUNK candidates 6k-1, from {@code from}, that divides or whose successor
   * 6k+1 divides; or where the search may go on, or has passed the root.
   */
  private static long nextDivisor(long left, long from) {
    long divisor = from;
    for (int i = 0; i < CHUNK; i++, divisor += 6) {
      long quotient = left / divisor;
      if (quotient < divisor || quotient * divisor == left || left % (divisor + 2) == 0) {
        break;
      }
    }
    return divisor;
  }

  public long result() {
    return sink.last();
  }

  @Override
  public void close() {}
}
