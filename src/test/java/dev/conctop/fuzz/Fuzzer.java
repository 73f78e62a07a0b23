package dev.conctop.fuzz;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Changes what a target is usually given, again and again, and looks at what comes of it. It does
 * not see which code runs; it sees what a target says came of an input, and goes on from inputs
 * after which that was something new. The same inputs in the same order for the same seed. Confined
 * to one thread.
 */
final class Fuzzer {
  private static final int MOST_KEPT = 2000;
  private static final int MOST_FINDINGS = 20;

  /** Whoever takes longer for one small input can be made to stand still. */
  private static final long SLOW_NANOS = 2_000_000_000L;

  /**
   * What nobody should be able to do.
   *
   * @param what the exception and where it was thrown, or how long it took
   */
  record Finding(String what, byte[] input) {}

  private final Target target;
  private final Mutation mutation;
  private final List<byte[]> corpus;
  private final Set<String> outcomes = new HashSet<>();
  private final List<Finding> findings = new ArrayList<>();
  private final Set<String> found = new HashSet<>();
  private long executions;
  private long slowest;

  Fuzzer(Target target, long seed) {
    this.target = target;
    this.mutation = new Mutation(seed);
    this.corpus = new ArrayList<>(target.seeds());
    for (byte[] each : List.copyOf(corpus)) {
      run(each);
    }
  }

  /** So many more inputs. */
  void run(int times) {
    for (int i = 0; i < times; i++) {
      byte[] input = mutation.of(mutation.any(corpus), corpus);
      if (run(input) && corpus.size() < MOST_KEPT) {
        corpus.add(input);
      }
    }
  }

  /** Whether something came of it that was not seen before. */
  private boolean run(byte[] input) {
    executions++;
    long began = System.nanoTime();
    Optional<String> outcome = outcome(input);
    long took = System.nanoTime() - began;
    if (took > slowest) {
      slowest = took;
      if (took > SLOW_NANOS) {
        find("it takes longer than 2 s", input);
      }
    }
    return outcome.isPresent() && outcomes.add(outcome.get());
  }

  private Optional<String> outcome(byte[] input) {
    try {
      return Optional.of(target.read(input.clone()));
    } catch (Exception | StackOverflowError | OutOfMemoryError | AssertionError e) {
      StackTraceElement[] trace = e.getStackTrace();
      find(e + (trace.length == 0 ? "" : " at " + trace[0]), input);
      return Optional.empty();
    }
  }

  private void find(String what, byte[] input) {
    // The same place with other numbers is the same.
    if (found.add(what.replaceAll("[0-9]+", "#")) && findings.size() < MOST_FINDINGS) {
      findings.add(new Finding(what, input.clone()));
    }
  }

  List<Finding> findings() {
    return findings;
  }

  long executions() {
    return executions;
  }

  /** Inputs that are worth changing further. */
  int kept() {
    return corpus.size();
  }

  /** What came of inputs, how many different things. */
  int outcomes() {
    return outcomes.size();
  }

  /** The longest that one input took, ns. */
  long slowestNanos() {
    return slowest;
  }
}
