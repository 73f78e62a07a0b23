package dev.conctop.wire;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.conctop.sample.SubjectEvent;
import dev.conctop.sample.TaskFrame;
import dev.conctop.sample.figure.Part;
import dev.conctop.sample.figure.Pid;
import dev.conctop.sample.figure.Role;
import dev.conctop.sample.task.LatencyInterval;
import dev.conctop.sample.task.Phase;
import dev.conctop.sample.task.Series;
import dev.conctop.sample.task.SlowTask;
import dev.conctop.sample.task.SlowTasks;
import dev.conctop.sample.task.TaskCounts;
import dev.conctop.sample.task.TaskSample;
import dev.conctop.sample.task.TaskSample.Step;
import dev.conctop.sample.task.TaskWait;
import dev.conctop.sample.task.ValueCounts;
import dev.conctop.sample.thread.ThreadReport;
import dev.conctop.wire.part.BadFrame;
import dev.conctop.wire.part.HistogramReader;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WireRoundTripTest {
  static TaskFrame frame() {
    Histogram histogram = new Histogram(1, Series.HIGHEST_NANOS, Series.DIGITS);
    histogram.recordValueWithCount(50_000_000, 16);
    histogram.recordValue(Series.HIGHEST_NANOS);
    long[] now = new long[TaskWait.count()];
    now[TaskWait.READY.ordinal()] = 48;
    now[TaskWait.NETWORK.ordinal()] = 16;
    long[] nanos = new long[TaskWait.count()];
    nanos[TaskWait.READY.ordinal()] = 4_800_000_000L;
    long[] declared = new long[Part.count()];
    declared[Part.NETWORK.ordinal()] = 1_599_000_000L;
    return new TaskFrame(
        7,
        123_456_789,
        Phase.MEASURE,
        100_000_000,
        new TaskCounts(80, 16, 3, 1, now, nanos),
        List.of(new LatencyInterval(Series.RESPONSE, ValueCounts.of(histogram), 2)),
        Map.of("ConnectException: Connection refused", 3L),
        Map.of("in_flight", 64.0, "rate", 12.5),
        List.of(
            new ThreadReport(123, 130, "pool-1", Role.WORKER, Part.IDLE, declared, false),
            new ThreadReport(
                123, 131, "", Role.RUNTIME, Part.UNKNOWN, new long[Part.count()], true)),
        Optional.of(
            new SlowTasks(
                List.of(slow("held-lock", "keeper", OptionalLong.of(1_000_000))),
                Optional.of(slow("", "", OptionalLong.empty())))),
        List.of(
            new TaskSample(
                List.of(
                    new Step(TaskWait.READY, 20_000, false),
                    new Step(TaskWait.RUNNING, 1_000_000, true),
                    new Step(TaskWait.NETWORK, 7_000_000, false)))));
  }

  private static SlowTask slow(String lock, String owner, OptionalLong onCpu) {
    long[] nanos = new long[TaskWait.count()];
    nanos[TaskWait.RUNNING.ordinal()] = 2_000_000;
    nanos[TaskWait.LOCK.ordinal()] = 48_000_000;
    return new SlowTask(50_000_000, 0, 1_200_000_000, nanos, onCpu, "pool-1", lock, owner);
  }

  static byte[] written(Message message) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      new MessageWriter(out).write(message);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
    byte[] bytes = out.toByteArray();
    assertEquals('\n', bytes[bytes.length - 1]);
    return java.util.Arrays.copyOf(bytes, bytes.length - 1);
  }

  @Test
  void frameComesBackWhole() throws BadFrame {
    TaskFrame sent = frame();
    Message.Frame message =
        (Message.Frame) new MessageReader().read(written(new Message.Frame(sent)));
    assertSame(sent, message.frame());
  }

  @Test
  void lastComesBackWhole() throws BadFrame {
    Message.Last sent =
        new Message.Last(frame(), Message.Outcome.FAILED, 5_000_000_000L, "no such server");
    Message.Last got = (Message.Last) new MessageReader().read(written(sent));
    assertEquals(sent.outcome(), got.outcome());
    assertEquals(sent.wallNanos(), got.wallNanos());
    assertEquals(sent.error(), got.error());
    assertSame(sent.frame(), got.frame());
  }

  @Test
  void helloAndStepComeBack() throws BadFrame {
    Message hello =
        new Message.Hello(new SubjectEvent.Hello(new Pid(123), "OpenJDK", "25.0.3", true));
    assertEquals(hello, new MessageReader().read(written(hello)));
    Message step = new Message.Step("starting 4 worker processes");
    assertEquals(step, new MessageReader().read(written(step)));
  }

  private static void assertSame(SlowTasks sent, SlowTasks got) {
    assertEquals(sent.slowest().size(), got.slowest().size());
    for (int i = 0; i < sent.slowest().size(); i++) {
      assertSame(sent.slowest().get(i), got.slowest().get(i));
    }
    assertEquals(sent.typical().isPresent(), got.typical().isPresent());
    sent.typical().ifPresent(task -> assertSame(task, got.typical().orElseThrow()));
  }

  private static void assertSame(SlowTask sent, SlowTask got) {
    assertArrayEquals(sent.nanosIn(), got.nanosIn());
    assertEquals(
        List.of(sent.responseNanos(), sent.queueNanos(), sent.beginNanos(), sent.onCpuNanos()),
        List.of(got.responseNanos(), got.queueNanos(), got.beginNanos(), got.onCpuNanos()));
    assertEquals(
        List.of(sent.thread(), sent.lock(), sent.owner()),
        List.of(got.thread(), got.lock(), got.owner()));
  }

  @Test
  void moreSlowTasksThanAreKeptAreNotRead() throws BadFrame {
    String many = "{\"response\":7,\"ns\":{\"running\":7}},".repeat(50);
    String line =
        "{\"t\":\"frame\",\"seq\":0,\"ns\":1,\"phase\":\"measure\",\"phase_ns\":1,\"slowest\":["
            + many.substring(0, many.length() - 1)
            + "]}";
    Message.Frame frame = (Message.Frame) new MessageReader().read(line);
    SlowTasks slow = frame.frame().slow().orElseThrow();
    assertEquals(SlowTasks.KEPT, slow.slowest().size());
    assertEquals("", slow.slowest().getFirst().thread());
    assertEquals(Optional.empty(), slow.typical());
    String older = line.replace("slowest", "of_a_later_version");
    assertEquals(
        Optional.empty(), ((Message.Frame) new MessageReader().read(older)).frame().slow());
  }

  private static void assertSame(TaskFrame sent, TaskFrame got) {
    assertEquals(sent.sequence(), got.sequence());
    assertEquals(sent.nanos(), got.nanos());
    assertEquals(sent.phase(), got.phase());
    assertEquals(sent.phaseNanos(), got.phaseNanos());
    assertEquals(sent.tasks().created(), got.tasks().created());
    assertEquals(sent.tasks().completed(), got.tasks().completed());
    assertEquals(sent.tasks().failed(), got.tasks().failed());
    assertEquals(sent.tasks().cancelled(), got.tasks().cancelled());
    assertArrayEquals(sent.tasks().nowIn(), got.tasks().nowIn());
    assertArrayEquals(sent.tasks().nanosIn(), got.tasks().nanosIn());
    assertEquals(sent.latencies(), got.latencies());
    assertEquals(sent.samples(), got.samples());
    assertEquals(sent.errors(), got.errors());
    assertEquals(sent.gauges(), got.gauges());
    assertEquals(sent.slow().isPresent(), got.slow().isPresent());
    sent.slow().ifPresent(slow -> assertSame(slow, got.slow().orElseThrow()));
    assertEquals(sent.threads().size(), got.threads().size());
    for (int i = 0; i < sent.threads().size(); i++) {
      ThreadReport a = sent.threads().get(i);
      ThreadReport b = got.threads().get(i);
      assertEquals(a.tid(), b.tid());
      assertEquals(a.name(), b.name());
      assertEquals(a.role(), b.role());
      assertEquals(a.ambiguousWait(), b.ambiguousWait());
      assertArrayEquals(a.declaredNanos(), b.declaredNanos());
      assertEquals(a.gone(), b.gone());
    }
  }

  @Test
  void theExampleOfThePageIsRead() throws BadFrame {
    String line =
        """
        {"t":"frame","seq":0,"ns":123456789,"phase":"measure","phase_ns":100000000,
         "tasks":{"created":64,"completed":16,"failed":0,"cancelled":0,
                  "now":{"ready":48,"running":0,"network":16},
                  "ns":{"ready":4800000000,"running":1000000,"network":1599000000}},
         "errors":{"ConnectException: Connection refused":3},
         "gauges":{"in_flight":64,"workers":16},"of_a_later_version":[1,{"x":null}],
         "threads":[{"pid":123,"tid":130,"name":"pool-1","role":"worker","ambiguous":"idle",
                     "declared":{"network":1599000000,"idle":1000}},
                    {"pid":123,"tid":131,"gone":true}]}
        """;
    TaskFrame frame = ((Message.Frame) new MessageReader().read(line)).frame();
    assertEquals(64, frame.tasks().inFlight());
    assertEquals(Part.IDLE, frame.threads().getFirst().ambiguousWait());
    assertEquals(3L, frame.errors().get("ConnectException: Connection refused"));
  }

  @Test
  void textIsCleanWhenItComesIn() throws BadFrame {
    byte[] line = written(new Message.Step("a\u001B]52;c;eA==\u0007\u009B2J\u202Eb"));
    assertEquals("a\uFFFD\uFFFD\uFFFDb", ((Message.Step) new MessageReader().read(line)).text());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "[]",
        "nonsense",
        "{\"t\":\"frame\"}",
        "{\"t\":\"other\"}",
        "{\"t\":\"step\",\"text\":5}",
        "{\"t\":\"step\",\"text\":\"x\"} trailing",
        "{\"t\":\"hello\",\"protocol\":2,\"pid\":1}",
        "{\"t\":\"hello\",\"protocol\":1,\"pid\":0,\"runtime\":{\"name\":\"\",\"version\":\"\"},"
            + "\"histogram\":{\"lowest\":1,\"highest\":3600000000000,\"digits\":3}}",
        "{\"t\":\"frame\",\"seq\":-1,\"ns\":0,\"phase\":\"measure\",\"phase_ns\":0}",
        "{\"t\":\"frame\",\"seq\":0,\"ns\":0,\"phase\":\"measure\",\"phase_ns\":0,"
            + "\"latency\":{\"queue\":{\"v2\":\"HISTFAAA\",\"clipped\":0}}}"
      })
  void whatIsNoMessageSaysWhy(String line) {
    BadFrame bad = assertThrows(BadFrame.class, () -> new MessageReader().read(line));
    assertNotNull(bad.getMessage());
    assertEquals(1, bad.getMessage().lines().count());
  }

  @Test
  void histogramOfAnotherRangeIsRefused() {
    for (Histogram other :
        List.of(
            new Histogram(1, Series.HIGHEST_NANOS, 4),
            new Histogram(1, 3_600_000_000L, 3),
            new Histogram(1000, Series.HIGHEST_NANOS, 3))) {
      other.recordValue(5_000);
      java.nio.ByteBuffer bytes =
          java.nio.ByteBuffer.allocate(other.getNeededByteBufferCapacity() + 64);
      other.encodeIntoCompressedByteBuffer(bytes);
      String text =
          Base64.getEncoder()
              .encodeToString(java.util.Arrays.copyOf(bytes.array(), bytes.position()));
      BadFrame bad = assertThrows(BadFrame.class, () -> new HistogramReader().read(text));
      assertEquals("histogram range or digits differ from the handshake's", bad.getMessage());
    }
  }

  @Test
  void ordersComeBack() throws Exception {
    RunOrder closed =
        new RunOrder(
            "http-get",
            "thread-pool",
            Map.of("delay", "50ms", "url", ""),
            16,
            64,
            OptionalDouble.empty(),
            OptionalLong.empty(),
            OptionalLong.of(5_000_000_000L),
            1_000_000_000L,
            40123,
            40124,
            "/tmp/conctop-ä",
            false);
    RunOrder open =
        new RunOrder(
            "sleep",
            "event-loop",
            Map.of(),
            1,
            64,
            OptionalDouble.of(0.25),
            OptionalLong.of(100),
            OptionalLong.empty(),
            0,
            0,
            0,
            "/tmp/x",
            true);
    List<Order> orders =
        List.of(
            closed,
            open,
            new Order.Set(Order.Knob.RATE, 12.5),
            new Order.Set(Order.Knob.WORKERS, 8),
            new Order.Go(300_000_000L, 2_000_000_000L),
            new Order.Rest(),
            new Order.Stop());
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    OrderWriter writer = new OrderWriter(out);
    for (Order order : orders) {
      writer.write(order);
    }
    LineReader lines = new LineReader(new ByteArrayInputStream(out.toByteArray()));
    for (Order order : orders) {
      assertEquals(order, new OrderReader().read(lines.next()));
    }
    assertNull(lines.next());
  }

  @Test
  void overlongLineIsSkipped() throws Exception {
    String input = "first\n" + "x".repeat((1 << 20) + 1) + "\nthird\ntorn";
    LineReader lines =
        new LineReader(new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)));
    assertEquals("first", new String(lines.next(), StandardCharsets.UTF_8));
    assertThrows(BadFrame.class, lines::next);
    assertEquals("third", new String(lines.next(), StandardCharsets.UTF_8));
    assertNull(lines.next());
  }
}
