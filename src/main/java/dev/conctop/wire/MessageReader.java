package dev.conctop.wire;

import dev.conctop.sample.SubjectEvent;
import dev.conctop.sample.TaskFrame;
import dev.conctop.sample.figure.CleanText;
import dev.conctop.sample.figure.Part;
import dev.conctop.sample.figure.Pid;
import dev.conctop.sample.figure.Role;
import dev.conctop.sample.task.LatencyInterval;
import dev.conctop.sample.task.Phase;
import dev.conctop.sample.task.Series;
import dev.conctop.sample.task.TaskCounts;
import dev.conctop.sample.task.TaskWait;
import dev.conctop.sample.thread.ThreadReport;
import dev.conctop.wire.part.BadFrame;
import dev.conctop.wire.part.Fields;
import dev.conctop.wire.part.HistogramReader;
import dev.conctop.wire.part.Json;
import dev.conctop.wire.part.SampleFields;
import dev.conctop.wire.part.SlowTaskFields;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads messages of a subject that may be anything: every line is a message or a {@link BadFrame}.
 * Text is clean when it leaves here. Confined to one thread.
 */
public final class MessageReader {
  /** Most names of gauges or errors that one frame may have; the format allows 20 errors. */
  private static final int MOST_NAMES = 64;

  private static final int LONGEST_NAME = 64;
  private static final int LONGEST_MESSAGE = 300;

  private final HistogramReader histograms = new HistogramReader();

  /** Reads one line without its line feed. */
  public Message read(String line) throws BadFrame {
    return read(line.getBytes(StandardCharsets.UTF_8));
  }

  /** Reads one line without its line feed, UTF-8. */
  public Message read(byte[] line) throws BadFrame {
    Fields fields = Json.parse(line, line.length);
    try {
      String type = fields.raw("t");
      return switch (type) {
        case "hello" -> new Message.Hello(hello(fields));
        case "step" -> new Message.Step(fields.text("text", LONGEST_MESSAGE));
        case "frame" -> new Message.Frame(frame(fields));
        case "resting" -> new Message.Resting();
        case "block" -> new Message.Block(frame(fields), fields.count("wall_ns"));
        case "last" -> last(fields);
        default -> throw new BadFrame("unknown type of message");
      };
    } catch (RuntimeException e) {
      throw new BadFrame("cannot be read: " + e.getClass().getSimpleName());
    }
  }

  private static SubjectEvent.Hello hello(Fields fields) throws BadFrame {
    if (fields.count("protocol") != MessageWriter.PROTOCOL) {
      throw new BadFrame(
          "protocol " + fields.count("protocol") + " is not " + MessageWriter.PROTOCOL);
    }
    Fields histogram = fields.object("histogram");
    if (histogram.count("lowest") != 1
        || histogram.count("highest") != Series.HIGHEST_NANOS
        || histogram.count("digits") != Series.DIGITS) {
      throw new BadFrame("histogram range or digits are not the format's");
    }
    Fields runtime = fields.object("runtime");
    return new SubjectEvent.Hello(
        new Pid(fields.intCount("pid")),
        runtime.text("name", LONGEST_NAME),
        runtime.text("version", LONGEST_NAME),
        fields.flag("emulated"));
  }

  private Message.Last last(Fields fields) throws BadFrame {
    Message.Outcome outcome =
        switch (fields.raw("outcome")) {
          case "done" -> Message.Outcome.DONE;
          case "stopped" -> Message.Outcome.STOPPED;
          case "failed" ->
              fields.flag("refused") ? Message.Outcome.REFUSED : Message.Outcome.FAILED;
          default -> throw new BadFrame("unknown outcome");
        };
    String error = fields.has("error") ? fields.text("error", LONGEST_MESSAGE) : "";
    return new Message.Last(frame(fields), outcome, fields.count("wall_ns"), error);
  }

  private TaskFrame frame(Fields fields) throws BadFrame {
    return new TaskFrame(
        fields.count("seq"),
        fields.count("ns"),
        Phase.ofKey(fields.raw("phase")),
        fields.count("phase_ns"),
        tasks(fields.object("tasks")),
        latencies(fields.object("latency")),
        errors(fields.object("errors")),
        gauges(fields.object("gauges")),
        threads(fields.objects("threads")),
        SlowTaskFields.read(fields),
        SampleFields.read(fields));
  }

  private static TaskCounts tasks(Fields fields) throws BadFrame {
    return new TaskCounts(
        fields.countOr("created", 0),
        fields.countOr("completed", 0),
        fields.countOr("failed", 0),
        fields.countOr("cancelled", 0),
        byState(fields.object("now")),
        byState(fields.object("ns")));
  }

  private static long[] byState(Fields fields) throws BadFrame {
    long[] values = new long[TaskWait.count()];
    for (int i = 0; i < values.length; i++) {
      values[i] = fields.countOr(TaskWait.at(i).key(), 0);
    }
    return values;
  }

  private List<LatencyInterval> latencies(Fields fields) throws BadFrame {
    List<LatencyInterval> latencies = new ArrayList<>();
    for (Series series : Series.values()) {
      if (fields.has(series.key())) {
        Fields one = fields.object(series.key());
        latencies.add(
            new LatencyInterval(series, histograms.read(one.raw("v2")), one.countOr("clipped", 0)));
      }
    }
    return latencies;
  }

  private static Map<String, Long> errors(Fields fields) throws BadFrame {
    checkNames(fields, "errors");
    Map<String, Long> errors = new LinkedHashMap<>();
    for (String name : fields.names()) {
      // Two messages may be one when they are clean.
      errors.merge(CleanText.clean(name, LONGEST_MESSAGE), fields.count(name), Math::addExact);
    }
    return errors;
  }

  private static Map<String, Double> gauges(Fields fields) throws BadFrame {
    checkNames(fields, "gauges");
    Map<String, Double> gauges = new LinkedHashMap<>();
    for (String name : fields.names()) {
      gauges.put(CleanText.clean(name, LONGEST_NAME), fields.number(name));
    }
    return gauges;
  }

  private static void checkNames(Fields fields, String what) throws BadFrame {
    if (fields.names().size() > MOST_NAMES) {
      throw new BadFrame("more than " + MOST_NAMES + " " + what);
    }
  }

  private static List<ThreadReport> threads(List<Fields> list) throws BadFrame {
    List<ThreadReport> threads = new ArrayList<>(list.size());
    for (Fields fields : list) {
      threads.add(thread(fields));
    }
    return threads;
  }

  private static ThreadReport thread(Fields fields) throws BadFrame {
    int pid = fields.intCount("pid");
    int tid = fields.intCount("tid");
    if (pid == 0 || tid == 0) {
      throw new BadFrame("a thread without pid or tid");
    }
    Fields times = fields.object("declared");
    long[] declared = new long[Part.count()];
    for (int i = 0; i < declared.length; i++) {
      declared[i] = times.countOr(Part.at(i).key(), 0);
    }
    boolean gone = fields.flag("gone");
    return new ThreadReport(
        pid,
        tid,
        fields.has("name") ? fields.text("name", LONGEST_NAME) : "",
        fields.has("role") ? Role.ofKey(fields.raw("role")) : Role.RUNTIME,
        fields.has("ambiguous") ? Part.ofKey(fields.raw("ambiguous")) : Part.UNKNOWN,
        declared,
        gone);
  }
}
