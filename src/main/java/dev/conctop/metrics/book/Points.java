package dev.conctop.metrics.book;

import dev.conctop.metrics.Metric;
import dev.conctop.metrics.Point;
import dev.conctop.sample.figure.Figure;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Points under construction. What is n/a is left out. */
final class Points {
  private final Map<Metric, List<Point>> points = new EnumMap<>(Metric.class);

  void put(Metric metric, double value, String... labels) {
    if (!Double.isNaN(value)) {
      add(metric, new Point.Value(List.of(labels), value));
    }
  }

  void put(Metric metric, Figure figure, String... labels) {
    if (figure.known()) {
      put(metric, figure.value(), labels);
    }
  }

  void put(Metric metric, Spreads spreads, String... labels) {
    add(metric, new Point.Spread(List.of(labels), spreads.buckets()));
  }

  private void add(Metric metric, Point point) {
    if (point.labels().size() != metric.labels().size()) {
      throw new IllegalArgumentException(metric + " has other labels");
    }
    points.computeIfAbsent(metric, _ -> new ArrayList<>()).add(point);
  }

  Map<Metric, List<Point>> all() {
    return points;
  }
}
