package dev.conctop.report;

import dev.conctop.report.part.Hanging;
import java.io.StringWriter;
import java.util.List;
import java.util.Locale;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/** What can be measured here, what not, why, and what would help. */
public final class DoctorReport {
  // Where texts begin.
  private static final int REASON = 42;
  private static final int REMEDY = 7;

  private DoctorReport() {}

  /** Three answers: "unknown" is not "no". */
  public enum Answer {
    YES,
    NO,
    UNKNOWN
  }

  /**
   * One line.
   *
   * @param what what can or cannot be had
   * @param reason what was found
   * @param remedy what would help; empty when nothing is wrong or nothing can be done
   */
  public record Line(String what, Answer answer, String reason, String remedy) {}

  public static String text(List<Line> lines) {
    StringBuilder out = new StringBuilder();
    for (Line line : lines) {
      String mark =
          switch (line.answer()) {
            case YES -> "yes";
            case NO -> "NO";
            case UNKNOWN -> "?";
          };
      String head = String.format(Locale.ROOT, "%-4s %s ", mark, line.what());
      out.append(Hanging.of(head, REASON, line.reason()));
      if (!line.remedy().isEmpty()) {
        out.append(Hanging.of("     →", REMEDY, line.remedy()));
      }
    }
    return out.toString();
  }

  /** The document {@code conctop.doctor/1}. */
  public static String json(List<Line> lines) {
    StringWriter text = new StringWriter();
    try (JsonGenerator out = new JsonFactory().createGenerator(ObjectWriteContext.empty(), text)) {
      out.writeStartObject();
      out.writeStringProperty("schema", "conctop.doctor/1");
      out.writeArrayPropertyStart("checks");
      for (Line line : lines) {
        out.writeStartObject();
        out.writeStringProperty("what", line.what());
        out.writeStringProperty("answer", line.answer().name().toLowerCase(Locale.ROOT));
        out.writeStringProperty("reason", line.reason());
        out.writeStringProperty("remedy", line.remedy());
        out.writeEndObject();
      }
      out.writeEndArray();
      out.writeEndObject();
    }
    return text.toString();
  }
}
