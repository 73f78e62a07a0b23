package dev.conctop.metrics;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/** How metrics get to others. */
public interface Outlets {
  /** How often they are pushed. */
  Duration PUSHED_EVERY = Duration.ofSeconds(10);

  /** They can be asked for. */
  interface Server extends AutoCloseable {
    /** Where; the port is the one that it has. */
    Address address();

    @Override
    void close();
  }

  /** They are pushed. */
  interface Push extends AutoCloseable {
    /** Pushes once more, as far as that does not take long. */
    @Override
    void close();
  }

  /**
   * Begins to serve.
   *
   * @param metrics called for each scrape, by threads of the server
   * @throws java.net.BindException when the address is in use, or none of this machine's
   * @throws IOException when it cannot be served for another reason
   */
  Server serve(Address address, Supplier<Reading> metrics) throws IOException;

  /**
   * Begins to push.
   *
   * @param endpoint the collector's, its path included
   * @param version of this program
   * @param host this machine's name
   * @param wallNanos what time it is, ns since the midnight that began 1970
   * @param tell takes what a person should know, a line each; from threads of its own
   */
  Push push(
      URI endpoint,
      String version,
      String host,
      Supplier<Reading> metrics,
      LongSupplier wallNanos,
      Consumer<String> tell);
}
