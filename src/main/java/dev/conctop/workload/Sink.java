package dev.conctop.workload;

/** Where results of CPU work go, so that no compiler can find them unused. Once a task. */
final class Sink {
  private volatile long last;

  void accept(long result) {
    last = result;
  }

  long last() {
    return last;
  }
}
