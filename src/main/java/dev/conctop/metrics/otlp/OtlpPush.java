package dev.conctop.metrics.otlp;

import dev.conctop.metrics.Outlets;
import dev.conctop.metrics.Reading;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.exporter.otlp.http.metrics.OtlpHttpMetricExporter;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.metrics.InstrumentType;
import io.opentelemetry.sdk.metrics.SdkMeterProvider;
import io.opentelemetry.sdk.metrics.data.AggregationTemporality;
import io.opentelemetry.sdk.metrics.data.MetricData;
import io.opentelemetry.sdk.metrics.export.MetricExporter;
import io.opentelemetry.sdk.metrics.export.PeriodicMetricReader;
import io.opentelemetry.sdk.resources.Resource;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpTimeoutException;
import java.nio.channels.ClosedChannelException;
import java.time.Duration;
import java.util.Collection;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Pushes metrics to a collector, OTLP over HTTP in protobuf, every ten seconds and once more at the
 * end. A collector that is not there, or refuses, is said once, and once more when it is back;
 * nothing else comes of it.
 */
public final class OtlpPush implements Outlets.Push {
  private static final Duration LONGEST = Duration.ofSeconds(5);

  /** How long whoever quits waits for the last push. */
  private static final long LAST_MILLIS = 1_500;

  /**
   * The SDK speaks to the JDK's loggers, which write on the terminal. Held, so that it stays off.
   */
  private static final Logger SILENT = Logger.getLogger("io.opentelemetry");

  private final SdkMeterProvider provider;

  private OtlpPush(SdkMeterProvider provider) {
    this.provider = provider;
  }

  /**
   * Begins to push.
   *
   * @param endpoint the collector's, its path included
   * @param version of this program
   * @param wallNanos what time it is, ns since the midnight that began 1970
   * @param tell takes what a person should know, a line each; from threads of its own
   */
  public static OtlpPush start(
      URI endpoint,
      String version,
      String host,
      Supplier<Reading> metrics,
      LongSupplier wallNanos,
      Consumer<String> tell) {
    return start(endpoint, version, host, metrics, wallNanos, tell, Outlets.PUSHED_EVERY);
  }

  static OtlpPush start(
      URI endpoint,
      String version,
      String host,
      Supplier<Reading> metrics,
      LongSupplier wallNanos,
      Consumer<String> tell,
      Duration every) {
    SILENT.setLevel(Level.OFF);
    MetricExporter exporter =
        OtlpHttpMetricExporter.builder()
            .setEndpoint(endpoint.toString())
            .setTimeout(LONGEST)
            .setConnectTimeout(LONGEST)
            // The next push is soon enough, and has all that this one had.
            .setRetryPolicy(null)
            .build();
    Resource resource =
        Resource.create(
            Attributes.of(
                AttributeKey.stringKey("service.name"),
                "conctop",
                AttributeKey.stringKey("service.version"),
                version,
                AttributeKey.stringKey("host.name"),
                host));
    return new OtlpPush(
        SdkMeterProvider.builder()
            .setResource(resource)
            .registerMetricReader(
                PeriodicMetricReader.builder(new Watched(exporter, endpoint, tell))
                    .setInterval(every)
                    .build())
            .registerMetricProducer(
                whose -> OtlpData.of(metrics.get(), whose, wallNanos.getAsLong()))
            .build());
  }

  @Override
  public void close() {
    provider.shutdown().join(LAST_MILLIS, TimeUnit.MILLISECONDS);
  }

  /** Says when pushes begin to fail, and when they work again. */
  private static final class Watched implements MetricExporter {
    private final MetricExporter exporter;
    private final URI endpoint;
    private final Consumer<String> tell;
    private boolean failing;

    Watched(MetricExporter exporter, URI endpoint, Consumer<String> tell) {
      this.exporter = exporter;
      this.endpoint = endpoint;
      this.tell = tell;
    }

    @Override
    public CompletableResultCode export(Collection<MetricData> metrics) {
      CompletableResultCode code = exporter.export(metrics);
      return code.whenComplete(() -> ended(code));
    }

    private synchronized void ended(CompletableResultCode code) {
      if (code.isSuccess() == failing) {
        failing = !failing;
        tell.accept(
            failing
                ? "metrics cannot be pushed to " + endpoint + ": " + reason(code)
                : "metrics are pushed to " + endpoint + " again");
      }
    }

    private static String reason(CompletableResultCode code) {
      String last = "it did not take them";
      for (Throwable cause = code.getFailureThrowable(); cause != null; cause = cause.getCause()) {
        if (cause instanceof ConnectException || cause instanceof ClosedChannelException) {
          return "nothing listens there";
        }
        if (cause instanceof HttpTimeoutException) {
          return "it does not answer in time";
        }
        last = cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
      }
      return last;
    }

    @Override
    public AggregationTemporality getAggregationTemporality(InstrumentType type) {
      return AggregationTemporality.CUMULATIVE;
    }

    @Override
    public CompletableResultCode flush() {
      return exporter.flush();
    }

    @Override
    public CompletableResultCode shutdown() {
      return exporter.shutdown();
    }
  }
}
