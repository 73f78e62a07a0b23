package dev.conctop.catalog;

import dev.conctop.catalog.parameter.BadInput;
import dev.conctop.catalog.parameter.ParameterSpec;
import dev.conctop.catalog.parameter.Parameters;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Servers that take the place of the loopback server, by the parameter {@code server}: then the
 * server is what is watched, and the model that was asked for generates its load.
 */
public final class Servers {
  /** The parameter's name. */
  public static final String PARAMETER = "server";

  /** The loopback server, which is beside what is watched. */
  public static final String OWN = "own";

  private static final String PYTHON = "python";

  private Servers() {}

  /**
   * One of them.
   *
   * @param id as it is asked for
   * @param help one line: what it is
   * @param runtime what it runs in
   * @param queries whether it answers the query protocol, too
   * @param engines names of what it cannot do without
   */
  public record Server(
      String id, String help, ModelSpec.Runtime runtime, boolean queries, List<String> engines) {
    public Server {
      engines = List.copyOf(engines);
    }
  }

  private static final List<Server> ALL =
      List.of(
          python("aiohttp", "aiohttp.web on asyncio's loop", false, "aiohttp"),
          python("tornado", "Tornado's HTTP server", false, "tornado"),
          python(
              "uvicorn",
              "uvicorn on uvloop, requests read by httptools",
              false,
              "uvicorn",
              "uvloop",
              "httptools"),
          python("sanic", "Sanic's HTTP server, one process", false, "sanic"),
          python("asyncio", "asyncio's protocols alone, one loop", true),
          python("cpython-threads", "CPython, a thread for each connection", true),
          jvm("threads", "the JVM, a platform thread for each connection"),
          jvm("netty", "Netty, an event loop for every four cores"),
          jvm("virtual-threads", "the JVM, a virtual thread for each connection"));

  /** Those whose tasks run in further processes: what they use could not be told from the load. */
  private static final Set<String> SEVERAL_PROCESSES =
      Set.of(
          "processes",
          "cpython-multiprocessing",
          "cpython-process-pool",
          "zmq-push-pull",
          "zmq-req-rep",
          "dask",
          "celery",
          "cpython-ray",
          "hazelcast");

  static final ParameterSpec SPEC =
      ParameterSpec.choice(PARAMETER, "who answers; one that is named is watched", ids());

  private static final ParameterSpec INTERPRETER =
      ParameterSpec.text(PYTHON, "python3", "the server's interpreter: a command or a path");

  /** All of them, in the order in which they are listed. */
  public static List<Server> all() {
    return ALL;
  }

  /** What it is that a run watches in the place of its tasks' runtime; empty for most. */
  public static Optional<Server> of(RunSpec run) {
    return run.parameters().has(PARAMETER)
        ? named(run.parameters().text(PARAMETER))
        : Optional.empty();
  }

  /** What a run's server cannot do without. */
  public static List<Engine> engines(RunSpec run) {
    return of(run)
        .map(server -> server.engines().stream().map(Engines::named).toList())
        .orElse(List.of());
  }

  /** The interpreter of a run's server, a command or a path. */
  public static String python(RunSpec run) {
    return run.parameters().has(PYTHON)
        ? run.parameters().text(PYTHON)
        : INTERPRETER.defaultValue();
  }

  /**
   * Parameters that there are because of the server that is named: its interpreter.
   *
   * @param given name → value as written
   */
  public static List<ParameterSpec> parameters(Map<String, String> given) {
    return named(given.getOrDefault(PARAMETER, OWN))
            .filter(server -> server.runtime() == ModelSpec.Runtime.CPYTHON)
            .isPresent()
        ? List.of(INTERPRETER)
        : List.of();
  }

  /**
   * Checks that the server that is named has a part in the run.
   *
   * @throws BadInput naming what has
   */
  static void check(WorkloadSpec workload, ModelSpec model, Parameters parameters) {
    if (!parameters.has(PARAMETER)) {
      return;
    }
    Optional<Server> found = named(parameters.text(PARAMETER));
    if (found.isEmpty()) {
      return;
    }
    String written = PARAMETER + "=" + found.get().id();
    if (workload.id().equals("query-server") && !found.get().queries()) {
      throw new BadInput(
          written
              + " answers HTTP alone (http-get, http-post); for query-server take "
              + words(Server::queries));
    }
    if (parameters.has("url") && !parameters.text("url").isEmpty()) {
      throw new BadInput(written + " and url= are two servers: give one of them");
    }
    boolean offloads = parameters.has("offload") && parameters.text("offload").equals("processes");
    if (offloads || SEVERAL_PROCESSES.contains(model.id())) {
      throw new BadInput(
          written
              + " is asked by a generator of one process; take -m event-loop, virtual-threads or"
              + " thread-pool");
    }
  }

  /**
   * Checks that the workload's own server answers, where what a task costs its model is asked.
   *
   * @param what what asks, as a command
   * @throws BadInput naming the server
   */
  public static void checkOwn(String what, Parameters parameters) {
    if (parameters.has(PARAMETER) && named(parameters.text(PARAMETER)).isPresent()) {
      throw new BadInput(
          what
              + " is about the model, and "
              + PARAMETER
              + "="
              + parameters.text(PARAMETER)
              + " watches the server: leave it out, or compare servers with 'conctop compare'");
    }
  }

  private static Optional<Server> named(String id) {
    return ALL.stream().filter(server -> server.id().equals(id)).findFirst();
  }

  private static String words(Predicate<Server> which) {
    List<String> ids = ALL.stream().filter(which).map(Server::id).toList();
    int last = ids.size() - 1;
    return String.join(", ", ids.subList(0, last)) + " or " + ids.get(last);
  }

  private static String[] ids() {
    List<String> ids = new ArrayList<>(List.of(OWN));
    ALL.forEach(server -> ids.add(server.id()));
    return ids.toArray(String[]::new);
  }

  private static Server python(String id, String help, boolean queries, String... engines) {
    return new Server(id, help, ModelSpec.Runtime.CPYTHON, queries, List.of(engines));
  }

  private static Server jvm(String id, String help) {
    return new Server(id, help, ModelSpec.Runtime.JVM, true, List.of());
  }
}
