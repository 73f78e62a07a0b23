package dev.conctop.workload;

import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/** Every workload by id. A new one is a file of its own, a line here and its catalogue entry. */
public final class Workloads {
  private static final Map<String, Supplier<Workload>> ALL =
      Map.ofEntries(
          Map.entry("http-get", HttpGet::new),
          Map.entry("query-server", QueryServer::new),
          Map.entry("file-read", FileRead::new),
          Map.entry("sleep", Sleep::new),
          Map.entry("mixed", Mixed::new),
          Map.entry("sum-of-squares", SumOfSquares::new),
          Map.entry("prime-factors", PrimeFactors::new),
          Map.entry("mandelbrot", Mandelbrot::new),
          Map.entry("convoy", Convoy::new),
          Map.entry("http-post", HttpPost::new),
          Map.entry("crawl", Crawl::new),
          Map.entry("query-db", QueryDb::new),
          Map.entry("file-write", FileWrite::new),
          Map.entry("print", Print::new),
          Map.entry("camera", Camera::new),
          Map.entry("monte-carlo-pi", MonteCarloPi::new),
          Map.entry("simulation", Simulation::new),
          Map.entry("parse-json", ParseJson::new),
          Map.entry("parse-html", ParseHtml::new),
          Map.entry("text", Text::new),
          Map.entry("lost-updates", LostUpdates::new),
          Map.entry("deadlock", Deadlock::new),
          Map.entry("barrier", Barrier::new),
          Map.entry("producer-consumer", ProducerConsumer::new),
          Map.entry("skewed-chunks", SkewedChunks::new),
          Map.entry("allocate", Allocate::new),
          Map.entry("starvation", Starvation::new),
          Map.entry("command", Command::new),
          Map.entry("class", OwnClass::new));

  private Workloads() {}

  /**
   * Makes a workload that has not been opened.
   *
   * @throws IllegalArgumentException for an unknown id
   */
  public static Workload create(String id) {
    Supplier<Workload> maker = ALL.get(id);
    if (maker == null) {
      throw new IllegalArgumentException("no workload " + id);
    }
    return maker.get();
  }

  static Set<String> ids() {
    return ALL.keySet();
  }
}
