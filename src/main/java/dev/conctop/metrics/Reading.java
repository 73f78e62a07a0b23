package dev.conctop.metrics;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * The metrics at one moment. What is not known has no point; there is never a 0 in its place.
 *
 * @param points of those metrics that have any
 * @param subjectSinceNanos since when what is watched is counted, ns since the midnight that began
 *     1970; {@code machineSinceNanos} for all else
 */
public record Reading(
    Map<Metric, List<Point>> points, long machineSinceNanos, long subjectSinceNanos) {
  public Reading {
    points = Map.copyOf(points);
  }

  /** Copies keep the table's order. */
  public Map<Metric, List<Point>> ordered() {
    Map<Metric, List<Point>> ordered = new EnumMap<>(Metric.class);
    ordered.putAll(points);
    return ordered;
  }

  /** The points of a metric; none when nothing is known of it. */
  public List<Point> of(Metric metric) {
    return points.getOrDefault(metric, List.of());
  }
}
