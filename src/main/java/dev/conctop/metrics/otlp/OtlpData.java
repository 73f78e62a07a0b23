package dev.conctop.metrics.otlp;

import dev.conctop.metrics.Buckets;
import dev.conctop.metrics.Metric;
import dev.conctop.metrics.Point;
import dev.conctop.metrics.Reading;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.AttributesBuilder;
import io.opentelemetry.sdk.common.InstrumentationScopeInfo;
import io.opentelemetry.sdk.metrics.data.AggregationTemporality;
import io.opentelemetry.sdk.metrics.data.Data;
import io.opentelemetry.sdk.metrics.data.DoublePointData;
import io.opentelemetry.sdk.metrics.data.ExponentialHistogramBuckets;
import io.opentelemetry.sdk.metrics.data.ExponentialHistogramData;
import io.opentelemetry.sdk.metrics.data.ExponentialHistogramPointData;
import io.opentelemetry.sdk.metrics.data.GaugeData;
import io.opentelemetry.sdk.metrics.data.MetricData;
import io.opentelemetry.sdk.metrics.data.MetricDataType;
import io.opentelemetry.sdk.metrics.data.SumData;
import io.opentelemetry.sdk.resources.Resource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** A reading in the words of OpenTelemetry's SDK. */
final class OtlpData {
  private static final InstrumentationScopeInfo SCOPE = InstrumentationScopeInfo.create("conctop");

  private OtlpData() {}

  /**
   * All of it.
   *
   * @param nowNanos when it was read, ns since the midnight that began 1970
   */
  static Collection<MetricData> of(Reading reading, Resource resource, long nowNanos) {
    List<MetricData> all = new ArrayList<>();
    reading
        .ordered()
        .forEach((metric, points) -> all.add(one(metric, points, reading, resource, nowNanos)));
    return all;
  }

  private record One(Resource resource, Metric metric, MetricDataType type, Data<?> data)
      implements MetricData {
    @Override
    public Resource getResource() {
      return resource;
    }

    @Override
    public InstrumentationScopeInfo getInstrumentationScopeInfo() {
      return SCOPE;
    }

    @Override
    public String getName() {
      return metric.id();
    }

    @Override
    public String getDescription() {
      return metric.help();
    }

    @Override
    public String getUnit() {
      return metric.unit().symbol();
    }

    @Override
    public MetricDataType getType() {
      return type;
    }

    @Override
    public Data<?> getData() {
      return data;
    }
  }

  private static MetricData one(
      Metric metric, List<Point> points, Reading reading, Resource resource, long nowNanos) {
    long since = metric.ofSubject() ? reading.subjectSinceNanos() : reading.machineSinceNanos();
    return switch (metric.kind()) {
      case COUNTER ->
          new One(
              resource,
              metric,
              MetricDataType.DOUBLE_SUM,
              SumData.createDoubleSumData(
                  true,
                  AggregationTemporality.CUMULATIVE,
                  values(metric, points, since, nowNanos)));
      case GAUGE, INFO ->
          new One(
              resource,
              metric,
              MetricDataType.DOUBLE_GAUGE,
              GaugeData.createDoubleGaugeData(values(metric, points, since, nowNanos)));
      case HISTOGRAM ->
          new One(
              resource,
              metric,
              MetricDataType.EXPONENTIAL_HISTOGRAM,
              ExponentialHistogramData.create(
                  AggregationTemporality.CUMULATIVE, spreads(metric, points, since, nowNanos)));
    };
  }

  private static List<DoublePointData> values(
      Metric metric, List<Point> points, long since, long now) {
    List<DoublePointData> all = new ArrayList<>();
    for (Point point : points) {
      if (point instanceof Point.Value value) {
        all.add(
            DoublePointData.create(
                since, now, attributes(metric, point), value.value(), List.of()));
      }
    }
    return all;
  }

  private static List<ExponentialHistogramPointData> spreads(
      Metric metric, List<Point> points, long since, long now) {
    List<ExponentialHistogramPointData> all = new ArrayList<>();
    for (Point point : points) {
      if (point instanceof Point.Spread spread) {
        Buckets buckets = spread.buckets();
        int scale = buckets.schema();
        all.add(
            ExponentialHistogramPointData.create(
                scale,
                buckets.sum(),
                buckets.zeros(),
                false,
                0,
                false,
                0,
                positive(buckets),
                ExponentialHistogramBuckets.create(scale, 0, List.of()),
                since,
                now,
                attributes(metric, point),
                List.of()));
      }
    }
    return all;
  }

  /** OpenTelemetry names a bucket by its lower bound, and wants those that are empty, too. */
  private static ExponentialHistogramBuckets positive(Buckets buckets) {
    if (buckets.indexes().isEmpty()) {
      return ExponentialHistogramBuckets.create(buckets.schema(), 0, List.of());
    }
    int first = buckets.indexes().getFirst();
    List<Long> dense = new ArrayList<>();
    for (int i = 0; i < buckets.indexes().size(); i++) {
      while (dense.size() < buckets.indexes().get(i) - first) {
        dense.add(0L);
      }
      dense.add(buckets.counts().get(i));
    }
    return ExponentialHistogramBuckets.create(buckets.schema(), first - 1, dense);
  }

  private static Attributes attributes(Metric metric, Point point) {
    AttributesBuilder builder = Attributes.builder();
    for (int i = 0; i < metric.labels().size(); i++) {
      if (!point.labels().get(i).isEmpty()) {
        builder.put(metric.labels().get(i), point.labels().get(i));
      }
    }
    return builder.build();
  }
}
