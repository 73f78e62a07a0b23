package dev.conctop.report.tour;

import dev.conctop.report.part.JsonParts;
import dev.conctop.tour.Attempt;
import dev.conctop.tour.Reading;
import java.io.StringWriter;
import java.util.List;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/** The document {@code conctop.tour/1} of a tour that nobody looked at. */
public final class TourJson {
  public static final String SCHEMA = "conctop.tour/1";

  private TourJson() {}

  /** The document as one line of text, without an end of line. */
  public static String of(List<Attempt> attempts) {
    StringWriter text = new StringWriter();
    try (JsonGenerator out = new JsonFactory().createGenerator(ObjectWriteContext.empty(), text)) {
      JsonParts parts = new JsonParts(out);
      out.writeStartObject();
      out.writeStringProperty("schema", SCHEMA);
      out.writeArrayPropertyStart("lessons");
      for (int i = 0; i < attempts.size(); i++) {
        out.writeStartObject();
        lesson(out, parts, attempts.get(i), "lessons[" + i + "]");
        out.writeEndObject();
      }
      out.writeEndArray();
      long ran = attempts.stream().filter(each -> !each.skipped()).count();
      long broken = attempts.stream().filter(Attempt::broken).count();
      out.writeNumberProperty("ran", ran);
      out.writeNumberProperty("held", ran - broken);
      out.writeNumberProperty("skipped", attempts.size() - ran);
      parts.missing();
      out.writeEndObject();
    }
    return text.toString();
  }

  private static void lesson(JsonGenerator out, JsonParts parts, Attempt attempt, String path) {
    Reading reading = attempt.reading();
    String why = attempt.skipped() ? attempt.lesson().unavailable() : reading.missing();
    out.writeStringProperty("name", attempt.lesson().name());
    out.writeStringProperty("title", attempt.lesson().title());
    out.writeStringProperty("figure", attempt.lesson().answer().figure().text());
    out.writeStringProperty("unit", base(attempt));
    parts.plain("measured", path, reading.measured(), why);
    parts.plain(
        "predicted", path, reading.predicted(), why.isEmpty() ? "no formula predicts it" : why);
    parts.plain("low", path, reading.low(), why.isEmpty() ? "the band has no lower end" : why);
    parts.plain("high", path, reading.high(), why.isEmpty() ? "the band has no upper end" : why);
    out.writeBooleanProperty("holds", reading.holds());
    out.writeBooleanProperty("skipped", attempt.skipped());
    parts.plain(
        "other_load_cores",
        path,
        reading.otherLoad(),
        why.isEmpty() ? "it could not be read" : why);
    out.writeNumberProperty("wall_s", attempt.nanos() / 1e9);
  }

  /** What the figures are in, whatever the lesson shows them in. */
  private static String base(Attempt attempt) {
    return switch (attempt.lesson().answer().unit().kind()) {
      case TIME -> "ns";
      case RATE -> "/s";
      case SHARE -> "share";
      case TIMES -> "ratio";
      case COUNT -> attempt.lesson().answer().unit().word();
    };
  }
}
