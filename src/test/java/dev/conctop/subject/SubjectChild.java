package dev.conctop.subject;

import dev.conctop.wire.LineReader;
import dev.conctop.wire.Message;
import dev.conctop.wire.MessageReader;
import dev.conctop.wire.Order;
import dev.conctop.wire.OrderWriter;
import dev.conctop.wire.RunOrder;
import dev.conctop.wire.part.BadFrame;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** A real subject process, as the observer would start it. */
final class SubjectChild implements AutoCloseable {
  final Process process;
  final List<Message> messages = new ArrayList<>();
  private final LineReader lines;
  private final OrderWriter orders;

  SubjectChild() throws IOException {
    process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:-UsePerfData",
                "-XX:TieredStopAtLevel=1",
                "-Xmx256m",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-cp",
                System.getProperty("java.class.path"),
                "dev.conctop.subject.SubjectMain")
            .start();
    lines = new LineReader(process.getInputStream());
    orders = new OrderWriter(process.getOutputStream());
  }

  static RunOrder order(
      String workload, String model, Map<String, String> parameters, Path directory) {
    return new RunOrder(
        workload,
        model,
        parameters,
        2,
        4,
        OptionalDouble.empty(),
        OptionalLong.empty(),
        OptionalLong.empty(),
        0,
        0,
        0,
        directory.toString(),
        false);
  }

  static RunOrder tasks(RunOrder order, long tasks) {
    return new RunOrder(
        order.workload(),
        order.model(),
        order.parameters(),
        order.workers(),
        order.inFlight(),
        order.rate(),
        OptionalLong.of(tasks),
        order.durationNanos(),
        order.warmUpNanos(),
        order.httpPort(),
        order.queryPort(),
        order.directory(),
        order.rest());
  }

  static RunOrder timed(RunOrder order, long warmUpNanos, long durationNanos) {
    return new RunOrder(
        order.workload(),
        order.model(),
        order.parameters(),
        order.workers(),
        order.inFlight(),
        order.rate(),
        order.tasks(),
        OptionalLong.of(durationNanos),
        warmUpNanos,
        order.httpPort(),
        order.queryPort(),
        order.directory(),
        order.rest());
  }

  /** The same, to rest until it is told to go. */
  static RunOrder resting(RunOrder order, int workers, int inFlight) {
    return new RunOrder(
        order.workload(),
        order.model(),
        order.parameters(),
        workers,
        inFlight,
        order.rate(),
        order.tasks(),
        order.durationNanos(),
        order.warmUpNanos(),
        order.httpPort(),
        order.queryPort(),
        order.directory(),
        true);
  }

  void send(Order order) throws IOException {
    orders.write(order);
  }

  /** Reads until a message is the one looked for. */
  Message until(Predicate<Message> wanted) throws IOException, BadFrame {
    while (true) {
      byte[] line = lines.next();
      if (line == null) {
        throw new AssertionError("the subject ended; last words: " + errors());
      }
      Message message = new MessageReader().read(line);
      messages.add(message);
      if (wanted.test(message)) {
        return message;
      }
    }
  }

  /**
   * Kills a worker process, and another one when that had no task just then: between two tasks its
   * death costs nothing, and only its successor is seen.
   *
   * @return the first frame with a failure
   */
  Message.Frame killUntilATaskFails() throws IOException, BadFrame {
    while (true) {
      process.descendants().findFirst().orElseThrow().destroyForcibly();
      // Long enough for its successor to have come.
      for (int frames = 0; frames < 20; frames++) {
        Message.Frame frame = (Message.Frame) until(message -> message instanceof Message.Frame);
        // A task is counted before its message is: a frame may come between the two.
        if (!frame.frame().errors().isEmpty() && frame.frame().tasks().failed() > 0) {
          return frame;
        }
      }
    }
  }

  Message.Last last() throws IOException, BadFrame {
    return (Message.Last) until(message -> message instanceof Message.Last);
  }

  int exit() throws InterruptedException {
    if (!process.waitFor(20, TimeUnit.SECONDS)) {
      throw new AssertionError("the subject does not end");
    }
    return process.exitValue();
  }

  String errors() throws IOException {
    return new String(process.getErrorStream().readAllBytes());
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
