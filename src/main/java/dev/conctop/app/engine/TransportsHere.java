package dev.conctop.app.engine;

import dev.conctop.launch.tool.LoopTransports;
import dev.conctop.report.DoctorReport.Answer;
import dev.conctop.report.DoctorReport.Line;
import java.util.List;
import java.util.Map;

/** The doctor's lines for what an event loop may ask the kernel by. */
public final class TransportsHere {
  private TransportsHere() {}

  /** One line each that may be lacking. */
  public static List<Line> check() {
    return lines(LoopTransports.whyNot());
  }

  static List<Line> lines(Map<String, String> whyNot) {
    return whyNot.entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .map(
            entry ->
                entry.getValue().isEmpty()
                    ? new Line(
                        "event-loop on " + entry.getKey(),
                        Answer.YES,
                        "-p transport=" + entry.getKey(),
                        "")
                    : new Line(
                        "event-loop on " + entry.getKey(),
                        Answer.NO,
                        entry.getValue(),
                        "it runs on nio everywhere"))
        .toList();
  }
}
