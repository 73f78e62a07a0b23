package dev.conctop.experiment.advice;

import dev.conctop.catalog.ModelSpec.Runtime;
import dev.conctop.experiment.advice.WorkShape.Connections;
import dev.conctop.experiment.advice.WorkShape.Kind;
import dev.conctop.experiment.advice.WorkShape.Library;
import dev.conctop.experiment.advice.WorkShape.Pace;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * Pieces of work and what is to be said of them. Times are milliseconds a task; a model "-" is none
 * that helps, "?" one that cannot be told.
 */
record Cases(String name, WorkShape shape, String model, List<String> rules) {
  private static final String TABLE =
      """
      one at a time is enough, JVM      | jvm cpu=1 wait=9 asked=80 cores=2                         | sequential             | need
      just enough                       | jvm cpu=1 wait=9 asked=100 cores=2                        | sequential             | need
      one at a time is enough, CPython  | py cpu=5 wait=0 rate=150 cores=2                          | cpython-sequential     | need
      a lock, asked for                 | jvm cpu=1 wait=9 lock=1 asked=900 cores=4                 | -                      | lock
      a lock, by what cores could do    | jvm cpu=4 wait=0 lock=2 cores=4 inflight=32               | -                      | lock
      a lock too few wait for           | jvm cpu=4 wait=0 lock=2 cores=4 inflight=1                | thread-pool            | cpu-bound jvm-cpu-pool pre-emptive
      a lock under an interpreter       | py cpu=4 wait=36 lock=10 rate=99 cores=4                  | -                      | lock
      numpy                             | py cpu=20 wait=0 released=0.9 cores=2                     | cpython-threading      | cpu-bound cpython-outside-lock pre-emptive
      numpy, many ad hoc tasks          | py cpu=20 wait=0 released=0.9 cores=2 ad_hoc              | cpython-thread-pool    | cpu-bound cpython-outside-lock ad-hoc-pool pre-emptive
      small arrays                      | py cpu=20 wait=0 released=0.3 ipc=1 cores=2               | cpython-process-pool   | cpu-bound cpython-processes processes-share-nothing
      nogil                             | py cpu=20 wait=0 released=0 phi=0.1 ipc=1 cores=2         | cpython-free-threaded  | cpu-bound cpython-free-threaded pre-emptive
      nogil that costs too much         | py cpu=20 wait=0 released=0 phi=0.6 ipc=1 cores=2         | cpython-process-pool   | cpu-bound cpython-processes processes-share-nothing
      sum of squares                    | py cpu=400 wait=0 released=0 ipc=0.3 cores=2 ad_hoc       | cpython-process-pool   | cpu-bound cpython-processes ad-hoc-pool processes-share-nothing
      one big sum                       | py cpu=400 wait=0 released=0 ipc=0.3 cores=2 one_complex  | cpython-process-pool   | cpu-bound cpython-processes one-complex-class processes-share-nothing
      messages not measured             | py cpu=400 wait=0 released=0 cores=2                      | cpython-process-pool   | cpu-bound cpython-processes processes-share-nothing
      tiny tasks                        | py cpu=0.2 wait=0 released=0 ipc=0.3 cores=2              | cpython-process-pool   | cpu-bound cpython-batches processes-share-nothing
      what holds the lock is not known  | py cpu=400 wait=0 ipc=0.3 cores=2                         | ?                      | cpu-bound
      a library that blocks, many       | py cpu=1 wait=99 inflight=2000 cores=2 blocking           | cpython-threading      | io-bound cpython-blocking-library pre-emptive
      a few downloads                   | py cpu=1 wait=99 inflight=5 cores=2                       | cpython-threading      | io-bound cpython-few pre-emptive
      a few downloads, ad hoc           | py cpu=1 wait=99 inflight=200 cores=2 async ad_hoc        | cpython-thread-pool    | io-bound cpython-few ad-hoc-pool pre-emptive
      fast I/O, nothing counted         | py cpu=0.01 wait=1 cores=2 async                          | cpython-threading      | io-bound cpython-few pre-emptive
      few connections, said             | py cpu=1 wait=500 cores=2 async few                       | cpython-threading      | io-bound cpython-few pre-emptive
      160 downloads at a time and more  | py cpu=1 wait=99 inflight=201 cores=2 async               | cpython-asyncio        | io-bound cpython-many cooperative
      network devices that take 1 s     | py cpu=1 wait=1000 cores=2 async slow                     | cpython-asyncio        | io-bound cpython-many cooperative
      many connections, said            | py cpu=0.01 wait=1 cores=2 async many                     | cpython-asyncio        | io-bound cpython-many cooperative
      many by Little's law              | py cpu=0.1 wait=100 rate=3000 cores=2 async               | cpython-asyncio        | io-bound cpython-many cooperative
      many, and nobody has looked       | py cpu=1 wait=99 inflight=2000 cores=2                    | ?                      | io-bound
      asyncio with a call that blocks   | py cpu=1 wait=99 inflight=2000 cores=2 some_block         | cpython-asyncio        | io-bound cpython-loop-blocked cooperative
      fractal, one picture              | jvm cpu=900 wait=0 cores=4 one_complex                    | fork-join              | cpu-bound jvm-one-complex pre-emptive
      fractal, many tiles               | jvm cpu=4 wait=0 cores=4 inflight=64 ad_hoc               | thread-pool            | cpu-bound jvm-cpu-pool ad-hoc-pool pre-emptive
      parse what has come               | jvm cpu=6 wait=4 cores=2 inflight=64                      | thread-pool            | cpu-bound jvm-cpu-pool pre-emptive
      a loop that is blocked            | jvm cpu=1 wait=49 cores=2 inflight=500 some_block         | event-loop-offload     | io-bound jvm-loop-blocked cooperative
      a loop blocked in the middle      | jvm cpu=3 wait=7 cores=2 inflight=500 some_block ad_hoc   | event-loop-offload     | jvm-loop-blocked ad-hoc-pool cooperative
      a proxy                           | jvm cpu=0.02 wait=0.5 cores=2 inflight=64 goal=1 async    | event-loop             | io-bound jvm-event-loop cooperative
      a proxy too busy for one loop     | jvm cpu=0.02 wait=0.5 cores=2 rate=40000 goal=1 async     | virtual-threads        | io-bound jvm-many
      a web server                      | jvm cpu=1 wait=49 cores=2 inflight=1000                   | virtual-threads        | io-bound jvm-many
      slow answers, nothing counted     | jvm cpu=1 wait=400 cores=2                                | virtual-threads        | io-bound jvm-many
      one complex errand                | jvm cpu=1 wait=49 cores=2 inflight=1000 one_complex       | virtual-threads        | io-bound jvm-many one-complex-class
      a small client                    | jvm cpu=1 wait=49 cores=2 inflight=8                      | thread-pool            | io-bound jvm-few pre-emptive
      fast disk, nothing counted        | jvm cpu=0.01 wait=0.2 cores=2                             | thread-pool            | io-bound jvm-few pre-emptive
      cores not known                   | jvm cpu=1 wait=49 inflight=64                             | ?                      | io-bound
      crawl                             | jvm cpu=3 wait=7 cores=2 inflight=64                      | thread-pool            | between-computed pre-emptive
      crawl in CPython, alone           | py cpu=3 wait=7 cores=2 inflight=1 ipc=0.1 released=0     | cpython-threading      | between-computed pre-emptive
      crawl in CPython, 64 in flight    | py cpu=3 wait=7 cores=2 inflight=64 ipc=0.1 released=0    | cpython-process-pool   | between-computed processes-share-nothing
      crawl on one core                 | py cpu=3 wait=7 cores=1 inflight=64 ipc=0.1 released=0    | cpython-threading      | between-computed pre-emptive
      between, cores not known          | py cpu=3 wait=7 inflight=64                               | ?                      |
      nothing was measured              | jvm cores=2                                               | ?                      |
      waits were not measured           | py cpu=1 cores=2                                          | ?                      |
      """;

  static List<Cases> all() {
    return TABLE.lines().map(Cases::of).toList();
  }

  private static Cases of(String line) {
    String[] cells = line.split("\\|", -1);
    return new Cases(
        cells[0].strip(),
        shape(cells[1].strip()),
        cells[2].strip(),
        Arrays.stream(cells[3].strip().split(" ")).filter(id -> !id.isEmpty()).toList());
  }

  static WorkShape shape(String text) {
    String[] words = text.split(" ");
    WorkShape shape = WorkShape.of(words[0].equals("py") ? Runtime.CPYTHON : Runtime.JVM);
    for (String word : words) {
      shape = with(shape, word);
    }
    return shape;
  }

  private static WorkShape with(WorkShape shape, String word) {
    int equals = word.indexOf('=');
    if (equals > 0) {
      Figure figure = figure(word.substring(0, equals));
      double value = Double.parseDouble(word.substring(equals + 1));
      return shape.with(figure, figure.unit() == Figure.Unit.NANOS ? value * 1e6 : value);
    }
    return switch (word) {
      case "jvm", "py" -> shape;
      case "few", "many" -> shape.with(Connections.valueOf(upper(word)));
      case "slow", "fast" -> shape.with(Pace.valueOf(upper(word)));
      case "ad_hoc", "one_complex" -> shape.with(Kind.valueOf(upper(word)));
      default -> shape.with(Library.valueOf(upper(word)));
    };
  }

  private static Figure figure(String name) {
    return switch (name) {
      case "inflight" -> Figure.IN_FLIGHT;
      case "phi" -> Figure.FREE_THREADED;
      default -> Figure.valueOf(upper(name));
    };
  }

  private static String upper(String word) {
    return word.toUpperCase(Locale.ROOT);
  }

  /** All texts that an answer has. */
  static Stream<String> texts(Advice advice) {
    Stream<String> texts = Stream.of(advice.work(), advice.how());
    return Stream.of(
            texts,
            advice.workers().map(Advice.Workers::words).stream(),
            advice.runnerUp().map(Advice.RunnerUp::words).stream(),
            advice.rules().stream()
                .flatMap(u -> Stream.of(u.id(), u.note(), u.words(), u.figures())),
            advice.flips().stream().map(Advice.Flip::words),
            advice.missing().stream().flatMap(m -> Stream.of(m.what(), m.why(), m.how())))
        .flatMap(all -> all);
  }

  @Override
  public String toString() {
    return name;
  }
}
