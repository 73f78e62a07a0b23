package dev.conctop.app.metrics;

import dev.conctop.catalog.parameter.BadInput;
import dev.conctop.metrics.Address;
import dev.conctop.sample.figure.CleanText;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Optional;

/**
 * Where metrics go.
 *
 * @param listen where they can be asked for
 * @param push the collector that they are pushed to, its path included
 */
public record MetricsTo(Optional<Address> listen, Optional<URI> push) {
  private static final int LONGEST = 200;
  private static final String PATH = "/v1/metrics";

  /** Metrics go nowhere. */
  public static MetricsTo nowhere() {
    return new MetricsTo(Optional.empty(), Optional.empty());
  }

  public boolean isNowhere() {
    return listen.isEmpty() && push.isEmpty();
  }

  /**
   * Reads where metrics are to be had.
   *
   * @throws BadInput when it is no address
   */
  public static Address address(String written) {
    try {
      return Address.read(written);
    } catch (IllegalArgumentException e) {
      throw new BadInput("--metrics " + shown(String.valueOf(e.getMessage())));
    }
  }

  /**
   * Reads a collector's address; without a path it is OTLP's own.
   *
   * @throws BadInput when it is none
   */
  public static URI collector(String written) {
    URI uri;
    try {
      uri = new URI(written.strip());
    } catch (URISyntaxException e) {
      throw new BadInput("--otlp '" + shown(written) + "' is no URL");
    }
    String scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
    if (!scheme.equals("http") && !scheme.equals("https") || uri.getHost() == null) {
      throw new BadInput(
          "--otlp '" + shown(written) + "' is no URL like http://localhost:4318 (OTLP over HTTP)");
    }
    String path = String.valueOf(uri.getPath());
    return path.isEmpty() || path.equals("/") ? uri.resolve(PATH) : uri;
  }

  private static String shown(String text) {
    return CleanText.clean(text, LONGEST);
  }
}
