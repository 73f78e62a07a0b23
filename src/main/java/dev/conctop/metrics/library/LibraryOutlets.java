package dev.conctop.metrics.library;

import dev.conctop.metrics.Address;
import dev.conctop.metrics.Outlets;
import dev.conctop.metrics.Reading;
import dev.conctop.metrics.otlp.OtlpPush;
import dev.conctop.metrics.prometheus.MetricsServer;
import java.io.IOException;
import java.net.URI;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/** Prometheus's library and OpenTelemetry's SDK. Made by its name. */
public final class LibraryOutlets implements Outlets {
  @Override
  public Server serve(Address address, Supplier<Reading> metrics) throws IOException {
    return MetricsServer.start(address, metrics);
  }

  @Override
  public Push push(
      URI endpoint,
      String version,
      String host,
      Supplier<Reading> metrics,
      LongSupplier wallNanos,
      Consumer<String> tell) {
    return OtlpPush.start(endpoint, version, host, metrics, wallNanos, tell);
  }
}
