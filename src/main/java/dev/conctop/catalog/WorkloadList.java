package dev.conctop.catalog;

import dev.conctop.catalog.WorkloadSpec.Kind;
import dev.conctop.catalog.parameter.ParameterSpec;
import java.util.ArrayList;
import java.util.List;

/** The workloads in the order in which they are listed. */
final class WorkloadList {
  private WorkloadList() {}

  private static final List<ParameterSpec> SERVER_DELAY =
      List.of(
          ParameterSpec.duration("delay", "50ms", "0ms", "60s", "how long the server waits"),
          ParameterSpec.choice(
              "distribution",
              "of the delay; its mean is delay",
              "fixed",
              "exponential",
              "log-normal"));

  static final List<WorkloadSpec> ALL = all();

  private static List<WorkloadSpec> all() {
    List<WorkloadSpec> all = new ArrayList<>();
    all.addAll(ofTheNetwork());
    all.addAll(ofOtherDevices());
    all.addAll(ofTheCpu());
    all.addAll(LessonList.ALL);
    all.addAll(ofYours());
    return List.copyOf(all);
  }

  private static List<WorkloadSpec> ofTheNetwork() {
    return List.of(
        server(
            "http-get",
            Kind.NETWORK,
            "one HTTP download from a server in another process",
            with(http("size of the answer"), Servers.SPEC)),
        server(
            "http-post",
            Kind.NETWORK,
            "one HTTP upload to a server in another process",
            with(http("bytes sent"), Servers.SPEC)),
        server(
            "crawl",
            Kind.MIXED,
            "one HTTP download, then an HTML parser over what came",
            http("size of the page")),
        server(
            "query-server",
            Kind.NETWORK,
            "one small request and answer on a kept connection",
            with(
                SERVER_DELAY,
                ParameterSpec.size("body", "32", "1", "1MiB", "size of the answer"),
                Servers.SPEC)),
        server(
            "query-db",
            Kind.NETWORK,
            "one SQL query over a pooled JDBC connection; blocks an event loop",
            List.of(
                ParameterSpec.text(
                    "jdbc-url", "", "a database of your own; empty: H2 in another process"),
                ParameterSpec.text("user", "", "of the database of your own"),
                ParameterSpec.text("password", "", "of that user; other users may see arguments"),
                ParameterSpec.text(
                    "sql",
                    "",
                    "each ? is bound to a number of 1 to 10000; empty: one row by its key, SELECT 1"
                        + " elsewhere"),
                ParameterSpec.count("connections", 10, 1, 1000, "at most, in the pool"))),
        server(
            "mixed",
            Kind.MIXED,
            "work on the CPU, then a wait for the network",
            List.of(
                ParameterSpec.duration("cpu", "5ms", "0ms", "10s", "CPU time a task"),
                ParameterSpec.duration("wait", "20ms", "0ms", "60s", "network wait a task"))));
  }

  private static List<ParameterSpec> http(String whatTheBodyIs) {
    return with(
        SERVER_DELAY,
        ParameterSpec.size("body", "1KiB", "0", "64MiB", whatTheBodyIs),
        ParameterSpec.url("url", "a server of your own instead"));
  }

  private static List<WorkloadSpec> ofOtherDevices() {
    return List.of(
        plain(
            "file-read",
            Kind.DISK,
            "one random block of a file, past the page cache where it can be",
            ParameterSpec.size("block", "4KiB", "512", "16MiB", "bytes a task reads"),
            ParameterSpec.size("file", "64MiB", "1MiB", "16GiB", "size of the file"),
            ParameterSpec.flag("direct", true, "direct I/O where the file system has it")),
        plain(
            "file-write",
            Kind.DISK,
            "one block written to a file and put on the disk; blocks an event loop",
            ParameterSpec.size("block", "4KiB", "1", "16MiB", "bytes a task writes"),
            ParameterSpec.flag("fsync", true, "wait until the disk has it")),
        plain(
            "print",
            Kind.TERMINAL,
            "one page written to a slow reader in another process",
            ParameterSpec.size("page", "2000", "1", "1MiB", "bytes a task writes"),
            ParameterSpec.size("reader", "100KiB", "1", "1GiB", "bytes a second that it reads"),
            ParameterSpec.choice("to", "a pipe, or a pseudo-terminal", "pipe", "pty")),
        plain(
            "camera",
            Kind.DEVICE,
            "one frame of a paced source in another process (a simulated device)",
            ParameterSpec.duration("interval", "33ms", "1ms", "60s", "between two frames"),
            ParameterSpec.size("frame", "64KiB", "1", "64MiB", "size of a frame")),
        plain(
            "sleep",
            Kind.TIMER,
            "one artificial delay",
            ParameterSpec.duration("delay", "50ms", "0ms", "60s", "how long")));
  }

  private static List<WorkloadSpec> ofTheCpu() {
    return List.of(
        plain(
            "sum-of-squares",
            Kind.CPU,
            "the sum of i*i for i < n",
            ParameterSpec.count("n", 5_000_000, 1, 2_000_000_000L, "terms a task")),
        plain(
            "prime-factors",
            Kind.CPU,
            "the factors of one large number by trial division",
            ParameterSpec.count(
                "number", 5_000_111_000_222_021L, 2, Long.MAX_VALUE, "what is factored")),
        plain(
            "mandelbrot",
            Kind.CPU,
            "one tile of the Mandelbrot set",
            ParameterSpec.count("tile", 64, 1, 4096, "pixels a side"),
            ParameterSpec.count("iterations", 1000, 1, 1_000_000, "at most, a pixel")),
        plain(
            "monte-carlo-pi",
            Kind.CPU,
            "pi from random points in the unit square",
            ParameterSpec.count("points", 100_000, 1, 2_000_000_000L, "points a task")),
        plain(
            "simulation",
            Kind.CPU,
            "steps of an n-body system",
            ParameterSpec.count("bodies", 8, 1, 10_000, "that pull at each other"),
            ParameterSpec.count("steps", 200, 1, 1_000_000, "of a thousandth of the time unit")),
        plain("parse-json", Kind.CPU, "one JSON document by a real parser", documentSize()),
        plain("parse-html", Kind.CPU, "one HTML document by a real parser", documentSize()),
        plain("text", Kind.CPU, "the words of one text, counted", documentSize()),
        plain(
            "word-count",
            Kind.CPU,
            "the words of one chunk of a text (map), put together by the last of its job (reduce)",
            ParameterSpec.size("chunk", "64KiB", "1", "64MiB", "of the text that a task maps"),
            ParameterSpec.count("chunks", 16, 1, 100_000, "of a job: its reduce waits for all"),
            ParameterSpec.count(
                "skew", 1, 1, 10_000, "how many times as long the last chunk of a job is")),
        plain(
            "numpy",
            Kind.CPU,
            "numpy's work on an array, under a model of CPython",
            ParameterSpec.count(
                "array-size",
                4_000_000,
                1,
                50_000_000,
                "elements; from 500 on numbers give the interpreter lock away"),
            ParameterSpec.count("times", 1, 1, 100_000_000, "operations a task"),
            ParameterSpec.choice(
                "operation",
                "objects: of Python's own numbers, which never gives the lock away",
                "sqrt",
                "sum",
                "sort",
                "matmul",
                "objects"),
            ParameterSpec.count(
                "blas-threads", 1, 1, 1024, "threads of the library that multiplies matrices")));
  }

  private static ParameterSpec documentSize() {
    return ParameterSpec.size("size", "64KiB", "1", "64MiB", "about, of the generated document");
  }

  private static List<WorkloadSpec> ofYours() {
    return List.of(
        plain(
            "command",
            Kind.YOURS,
            "one run of any program; an exit status other than 0 is a failed task",
            ParameterSpec.text("command", "true", "its words, split as a shell splits them")),
        plain(
            "class",
            Kind.YOURS,
            "one call of a Callable of yours, a new instance a task",
            ParameterSpec.text("class-path", "", "jars and directories, as java -cp takes them"),
            ParameterSpec.text("class", "", "name of a public class that is a Callable")));
  }

  static WorkloadSpec plain(String id, Kind kind, String help, ParameterSpec... parameters) {
    return new WorkloadSpec(id, kind, help, false, List.of(parameters));
  }

  static WorkloadSpec server(String id, Kind kind, String help, List<ParameterSpec> parameters) {
    return new WorkloadSpec(id, kind, help, true, parameters);
  }

  private static List<ParameterSpec> with(List<ParameterSpec> first, ParameterSpec... more) {
    List<ParameterSpec> all = new ArrayList<>(first);
    all.addAll(List.of(more));
    return List.copyOf(all);
  }
}
