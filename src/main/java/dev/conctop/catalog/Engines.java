package dev.conctop.catalog;

import dev.conctop.catalog.parameter.BadInput;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Every engine, which run needs which, and which workloads they have a part in. */
public final class Engines {
  private Engines() {}

  private static final List<String> HTTP = List.of("http-get", "http-post", "crawl");
  private static final List<String> HTTP_AND_QUERIES =
      List.of("http-get", "http-post", "crawl", "query-server", "mixed");

  private static final List<String> HTTP_QUERIES_AND_SLEEP =
      List.of("http-get", "http-post", "crawl", "query-server", "mixed", "sleep");

  /** In the order in which they are told of. */
  public static final List<Engine> ALL =
      List.of(
          new Engine("uvloop", "uvloop", "uvloop", "python3-uvloop", "0.14"),
          new Engine("aiohttp", "aiohttp", "aiohttp", "python3-aiohttp", "3.7"),
          new Engine("tornado", "tornado", "tornado", "python3-tornado", "6.0"),
          new Engine("pycurl", "pycurl", "pycurl", "python3-pycurl", "7.43"),
          new Engine("gevent", "gevent", "gevent", "python3-gevent", "20.9"),
          new Engine("trio", "trio", "trio", "python3-trio", "0.19"),
          new Engine("uvicorn", "uvicorn", "uvicorn", "python3-uvicorn", "0.13"),
          new Engine("httptools", "httptools", "httptools", "python3-httptools", "0.1"),
          new Engine("sanic", "sanic", "sanic", "", "21.12"),
          new Engine("numpy", "numpy", "numpy", "python3-numpy", "1.19"),
          new Engine("zeromq", "zmq", "pyzmq", "python3-zmq", "19.0"),
          new Engine("dask", "distributed", "distributed", "python3-distributed", "2021.1"),
          new Engine("celery", "celery", "celery", "python3-celery", "5.0"),
          new Engine("ray", "ray", "ray", "", "2.0"),
          new Engine("redis", "redis", "redis", "python3-redis", "3.5"));

  /** What the Rust subject is made with; not of Python's. */
  public static final List<Engine> RUST =
      List.of(
          new Engine("cargo", "", "", "cargo", "1.63"),
          new Engine("rayon", "", "", "librust-rayon-dev", "1.5"));

  /** What runs tasks in a JVM and is brought when it is asked for. */
  public static final List<Engine> JARS =
      List.of(
          new Engine("hazelcast", "", "", "", "5.5"), new Engine("jython", "", "", "", "2.7.3"));

  private static final List<String> IN_JYTHON =
      List.of("sum-of-squares", "prime-factors", "monte-carlo-pi", "mandelbrot", "text", "sleep");

  private static final List<String> IN_RUST =
      List.of("sum-of-squares", "prime-factors", "monte-carlo-pi", "sleep");

  /**
   * Who needs an engine.
   *
   * @param id of a model or a workload
   * @param parameter with which it does; empty: always
   * @param value of that parameter
   */
  private record Need(String id, String parameter, String value, String engine) {}

  private static final List<Need> NEEDS =
      List.of(
          new Need("cpython-uvloop", "", "", "uvloop"),
          new Need("cpython-asyncio", "loop", "uvloop", "uvloop"),
          new Need("cpython-aiohttp", "", "", "aiohttp"),
          new Need("cpython-aiohttp", "loop", "uvloop", "uvloop"),
          new Need("cpython-tornado", "", "", "tornado"),
          new Need("cpython-tornado", "client", "curl", "pycurl"),
          new Need("cpython-gevent", "", "", "gevent"),
          new Need("cpython-trio", "", "", "trio"),
          new Need("numpy", "", "", "numpy"),
          new Need("zmq-push-pull", "", "", "zeromq"),
          new Need("zmq-req-rep", "", "", "zeromq"),
          new Need("dask", "", "", "dask"),
          new Need("celery", "", "", "celery"),
          new Need("cpython-ray", "", "", "ray"),
          new Need("hazelcast", "", "", "hazelcast"),
          new Need("jython-threading", "", "", "jython"),
          new Need("rust-threads", "", "", "cargo"),
          new Need("rust-rayon", "", "", "rayon"),
          new Need("rust-rayon", "", "", "cargo"),
          new Need("celery", "broker", "redis", "redis"),
          new Need("celery", "pool", "gevent", "gevent"));

  /** What a run cannot do without. */
  public static List<Engine> of(RunSpec run) {
    List<Engine> needed = new ArrayList<>();
    for (Need need : NEEDS) {
      boolean named = need.id().equals(run.model().id()) || need.id().equals(run.workload().id());
      if (named && (need.parameter().isEmpty() || says(run, need))) {
        needed.add(named(need.engine()));
      }
    }
    return List.copyOf(needed);
  }

  private static boolean says(RunSpec run, Need need) {
    return run.parameters().has(need.parameter())
        && run.parameters().text(need.parameter()).equals(need.value());
  }

  /** What a model or a workload always needs; empty for most. */
  public static Optional<Engine> of(String id) {
    return NEEDS.stream()
        .filter(need -> need.id().equals(id) && need.parameter().isEmpty())
        .findFirst()
        .map(need -> named(need.engine()));
  }

  /** One of them by its name, which must be right. */
  public static Engine named(String name) {
    return Stream.of(ALL, RUST, JARS)
        .flatMap(List::stream)
        .filter(engine -> engine.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  /**
   * Checks that a model has a part in a workload.
   *
   * @throws BadInput naming the models or workloads that fit
   */
  static void check(WorkloadSpec workload, ModelSpec model) {
    if (workload.pythonOnly() && model.runtime() != ModelSpec.Runtime.CPYTHON) {
      throw new BadInput(
          workload.id()
              + " is of CPython and does not run under "
              + model.id()
              + "; take -m cpython-threading, cpython-multiprocessing or another of CPython's");
    }
    List<String> does = workloadsOf(model.id());
    if (!does.isEmpty() && !does.contains(workload.id())) {
      throw new BadInput(
          model.id()
              + " runs "
              + String.join(", ", does)
              + ", not "
              + workload.id()
              + (model.runtime() == ModelSpec.Runtime.RUST
                  ? ": only these are written in Rust, too"
                  : model.id().equals("jython-threading")
                      ? ": only these are written for Jython, too"
                      : ": its "
                          + part(model.id())
                          + " has no part in that; take -m cpython-asyncio or cpython-uvloop"));
    }
  }

  /** What of an engine does the waiting. */
  private static String part(String model) {
    return switch (model) {
      case "cpython-gevent" -> "hub";
      case "cpython-trio" -> "loop";
      default -> "client";
    };
  }

  /** Workloads of which a model's engine does the waiting; empty: it runs all of them. */
  static List<String> workloadsOf(String model) {
    return switch (model) {
      case "cpython-aiohttp" -> HTTP;
      case "cpython-tornado" -> HTTP_AND_QUERIES;
      case "cpython-gevent", "cpython-trio" -> HTTP_QUERIES_AND_SLEEP;
      case "rust-threads", "rust-rayon" -> IN_RUST;
      case "jython-threading" -> IN_JYTHON;
      default -> List.of();
    };
  }
}
