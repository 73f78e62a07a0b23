package dev.conctop.metrics.prometheus;

import dev.conctop.metrics.Buckets;
import dev.conctop.metrics.Metric;
import dev.conctop.metrics.Point;
import dev.conctop.metrics.Reading;
import io.prometheus.metrics.model.snapshots.ClassicHistogramBuckets;
import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.CounterSnapshot.CounterDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Exemplars;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot.GaugeDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot.HistogramDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.InfoSnapshot;
import io.prometheus.metrics.model.snapshots.InfoSnapshot.InfoDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import io.prometheus.metrics.model.snapshots.NativeHistogramBuckets;
import io.prometheus.metrics.model.snapshots.Unit;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.DoubleStream;

/** A reading in the words of Prometheus's library. */
final class Snapshots {
  private static final double SECOND = 1e9;

  /** What is not above it is the zero bucket's: nothing but 0, since the least latency is 1 ns. */
  private static final double ZERO = 0;

  private Snapshots() {}

  static MetricSnapshots of(Reading reading) {
    List<MetricSnapshot> families = new ArrayList<>();
    reading.ordered().forEach((metric, points) -> families.add(family(metric, points)));
    return new MetricSnapshots(families);
  }

  private static MetricSnapshot family(Metric metric, List<Point> points) {
    return switch (metric.kind()) {
      case COUNTER -> counter(metric, points);
      case GAUGE -> gauge(metric, points);
      case INFO -> info(metric, points);
      case HISTOGRAM -> histogram(metric, points);
    };
  }

  private static MetricSnapshot counter(Metric metric, List<Point> points) {
    CounterSnapshot.Builder builder =
        CounterSnapshot.builder().name(metric.family()).help(metric.help());
    if (!metric.unit().word().isEmpty()) {
      builder.unit(new Unit(metric.unit().word()));
    }
    for (Point point : points) {
      builder.dataPoint(
          CounterDataPointSnapshot.builder()
              .value(value(point))
              .labels(labels(metric, point))
              .build());
    }
    return builder.build();
  }

  private static MetricSnapshot gauge(Metric metric, List<Point> points) {
    GaugeSnapshot.Builder builder =
        GaugeSnapshot.builder().name(metric.family()).help(metric.help());
    if (!metric.unit().word().isEmpty()) {
      builder.unit(new Unit(metric.unit().word()));
    }
    for (Point point : points) {
      builder.dataPoint(
          GaugeDataPointSnapshot.builder()
              .value(value(point))
              .labels(labels(metric, point))
              .build());
    }
    return builder.build();
  }

  private static MetricSnapshot info(Metric metric, List<Point> points) {
    InfoSnapshot.Builder builder = InfoSnapshot.builder().name(metric.family()).help(metric.help());
    for (Point point : points) {
      builder.dataPoint(InfoDataPointSnapshot.builder().labels(labels(metric, point)).build());
    }
    return builder.build();
  }

  private static MetricSnapshot histogram(Metric metric, List<Point> points) {
    HistogramSnapshot.Builder builder =
        HistogramSnapshot.builder()
            .name(metric.family())
            .help(metric.help())
            .unit(new Unit(metric.unit().word()));
    for (Point point : points) {
      builder.dataPoint(spread(buckets(point), labels(metric, point)));
    }
    return builder.build();
  }

  private static HistogramDataPointSnapshot spread(Buckets buckets, Labels labels) {
    return new HistogramDataPointSnapshot(
        ClassicHistogramBuckets.of(
            DoubleStream.concat(
                    Buckets.BOUNDS.stream().mapToDouble(nanos -> nanos / SECOND),
                    DoubleStream.of(Double.POSITIVE_INFINITY))
                .toArray(),
            buckets.coarse().stream().mapToLong(Long::longValue).toArray()),
        buckets.schema(),
        buckets.zeros(),
        ZERO,
        NativeHistogramBuckets.of(buckets.indexes(), buckets.counts()),
        NativeHistogramBuckets.EMPTY,
        buckets.sum(),
        labels,
        Exemplars.EMPTY,
        0L);
  }

  private static double value(Point point) {
    return switch (point) {
      case Point.Value value -> value.value();
      case Point.Spread _ -> throw new IllegalArgumentException("a histogram is no number");
    };
  }

  private static Buckets buckets(Point point) {
    return switch (point) {
      case Point.Spread spread -> spread.buckets();
      case Point.Value _ -> throw new IllegalArgumentException("a number is no histogram");
    };
  }

  private static Labels labels(Metric metric, Point point) {
    return Labels.of(metric.labels().stream().map(Metric::underscored).toList(), point.labels());
  }
}
