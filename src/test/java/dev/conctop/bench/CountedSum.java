package dev.conctop.bench;

import java.util.concurrent.Callable;

/**
 * A task of {@code conctop run class} that adds {@code COUNTED_WORK} squares and counts itself by
 * {@link TaskCounters}.
 */
public final class CountedSum implements Callable<Long> {
  private static final long SQUARES = Long.parseLong(System.getenv("COUNTED_WORK"));

  @Override
  public Long call() {
    long sum = 0;
    for (long i = 0; i < SQUARES; i++) {
      sum += i * i;
    }
    TaskCounters.count();
    return sum;
  }
}
