package dev.conctop.workload.lesson;

import dev.conctop.catalog.parameter.Parameters;
import dev.conctop.sample.task.Series;
import dev.conctop.sample.task.TaskWait;
import dev.conctop.workload.cpu.CpuWork;
import dev.conctop.workload.net.Links;
import dev.conctop.workload.net.LoopPaced;
import dev.conctop.workload.net.PacedLine;
import dev.conctop.workload.net.PacedLink;
import dev.conctop.workload.net.client.LoopPools;
import dev.conctop.workload.net.client.ServerPort;
import dev.conctop.workload.task.LoopTask;
import dev.conctop.workload.task.Sink;
import dev.conctop.workload.task.Surroundings;
import dev.conctop.workload.task.TaskContext;
import dev.conctop.workload.task.TaskFailure;
import dev.conctop.workload.task.Workload;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.Optional;

/**
 * Round trips of a paced echo, one a task unless asked for more, beside busy threads that may share
 * the lock of the task's thread. The partner in the server's process sets the pace and is the
 * clock: a thread that waits for the lock cannot tell how long it waited.
 */
public final class Convoy implements Workload {
  private static final int WARM_ROUND_TRIPS = 6_000;
  private static final long WARM_NANOS = 500_000_000L;

  private final Sink sink = new Sink();
  private Optional<Links<PacedLink>> links = Optional.empty();
  private Optional<LoopPools> loops = Optional.empty();
  private long rounds = 1;

  @Override
  public void open(Surroundings surroundings) throws Exception {
    Parameters parameters = surroundings.parameters();
    InetSocketAddress address = ServerPort.query(surroundings);
    long gap = parameters.number("gap");
    rounds = parameters.number("rounds");
    int message = (int) parameters.number("message");
    byte[] begin = ServerPort.pacedLine(gap, message);
    links = Optional.of(new Links<>(address, socket -> new PacedLink(socket, begin, message)));
    loops = Optional.of(new LoopPools(address, LoopPaced.protocol(begin, message, rounds)));
    warm(address, message);
    Surroundings.Elsewhere where = elsewhere(parameters.text("elsewhere"));
    for (long i = 0; i < parameters.number("spinners"); i++) {
      surroundings.startBusy(where, this::spin);
    }
  }

  /**
   * A paced task comes too seldom to be compiled in any warm-up: so it is exercised without pauses.
   */
  private static void warm(InetSocketAddress address, int message) {
    byte[] withoutPause = ServerPort.pacedLine(0, message);
    try (Links<PacedLink> hurried =
        new Links<>(address, socket -> new PacedLink(socket, withoutPause, message))) {
      PacedLink link = hurried.borrow();
      long until = System.nanoTime() + WARM_NANOS;
      for (int i = 0; i < WARM_ROUND_TRIPS && System.nanoTime() < until; i++) {
        link.answer(link.receive().answer());
      }
    } catch (IOException | TaskFailure e) {
      // A server that is not there fails the tasks, one by one, and they are counted.
    }
  }

  static Surroundings.Elsewhere elsewhere(String word) {
    return switch (word) {
      case "same-lock" -> Surroundings.Elsewhere.SAME_LOCK;
      case "other-lock" -> Surroundings.Elsewhere.OTHER_LOCK;
      case "other-process" -> Surroundings.Elsewhere.OTHER_PROCESS;
      default -> throw new IllegalArgumentException("elsewhere=" + word);
    };
  }

  /** Busy until a checkpoint throws. */
  private void spin(TaskContext task) {
    while (true) {
      sink.accept(CpuWork.run(task, CpuWork.CHUNK));
    }
  }

  @Override
  public void run(TaskContext task) throws Exception {
    Links<PacedLink> pool = links.orElseThrow();
    PacedLink link = pool.borrow(task);
    boolean complete = false;
    try {
      for (long round = 0; round < rounds; round++) {
        answerOne(task, link);
      }
      complete = true;
    } finally {
      if (complete) {
        pool.giveBack(link);
      } else {
        pool.drop(link);
      }
    }
  }

  private static void answerOne(TaskContext task, PacedLink link) throws Exception {
    PacedLine line = task.await(TaskWait.NETWORK, link::receive);
    byte[] answer = line.answer();
    task.await(
        TaskWait.NETWORK,
        () -> {
          link.answer(answer);
          return true;
        });
    if (line.roundTripNanos() > 0) {
      task.record(Series.ROUND_TRIP, line.roundTripNanos());
    }
  }

  @Override
  public void runOnLoop(LoopTask task) {
    loops.orElseThrow().exchange(task);
  }

  @Override
  public void close() {
    loops.ifPresent(LoopPools::close);
    links.ifPresent(Links::close);
  }
}
