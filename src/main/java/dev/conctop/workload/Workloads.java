package dev.conctop.workload;

import dev.conctop.workload.cpu.Allocate;
import dev.conctop.workload.cpu.Mandelbrot;
import dev.conctop.workload.cpu.MonteCarloPi;
import dev.conctop.workload.cpu.ParseHtml;
import dev.conctop.workload.cpu.ParseJson;
import dev.conctop.workload.cpu.PrimeFactors;
import dev.conctop.workload.cpu.Simulation;
import dev.conctop.workload.cpu.SkewedChunks;
import dev.conctop.workload.cpu.SumOfSquares;
import dev.conctop.workload.cpu.Text;
import dev.conctop.workload.cpu.WordCount;
import dev.conctop.workload.db.QueryDb;
import dev.conctop.workload.db.QueryServer;
import dev.conctop.workload.disk.FileRead;
import dev.conctop.workload.disk.FileWrite;
import dev.conctop.workload.lesson.Barrier;
import dev.conctop.workload.lesson.Convoy;
import dev.conctop.workload.lesson.Deadlock;
import dev.conctop.workload.lesson.HeldLock;
import dev.conctop.workload.lesson.LostUpdates;
import dev.conctop.workload.lesson.Mixed;
import dev.conctop.workload.lesson.ProducerConsumer;
import dev.conctop.workload.lesson.Sleep;
import dev.conctop.workload.lesson.Starvation;
import dev.conctop.workload.net.Crawl;
import dev.conctop.workload.net.HttpGet;
import dev.conctop.workload.net.HttpPost;
import dev.conctop.workload.process.Camera;
import dev.conctop.workload.process.Command;
import dev.conctop.workload.process.Print;
import dev.conctop.workload.task.Workload;
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
          Map.entry("word-count", WordCount::new),
          Map.entry("lost-updates", LostUpdates::new),
          Map.entry("held-lock", HeldLock::new),
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
