package dev.conctop.metrics;

import java.util.List;

/** One series of a metric at one moment. */
public sealed interface Point {
  /** The labels' values, in the order of {@link Metric#labels}. */
  List<String> labels();

  /** A number. */
  record Value(List<String> labels, double value) implements Point {
    public Value {
      labels = List.copyOf(labels);
    }
  }

  /** A histogram. */
  record Spread(List<String> labels, Buckets buckets) implements Point {
    public Spread {
      labels = List.copyOf(labels);
    }
  }
}
