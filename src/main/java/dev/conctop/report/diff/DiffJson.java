package dev.conctop.report.diff;

import dev.conctop.experiment.statistic.Shift;
import dev.conctop.report.part.JsonParts;
import java.io.StringWriter;
import java.time.Instant;
import java.util.List;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/** The document {@code conctop.diff/1} of two recordings. */
public final class DiffJson {
  public static final String SCHEMA = "conctop.diff/1";

  private static final long SECOND = 1_000_000_000L;

  private final Diff diff;
  private final JsonGenerator out;
  private final JsonParts parts;

  private DiffJson(Diff diff, JsonGenerator out) {
    this.diff = diff;
    this.out = out;
    parts = new JsonParts(out);
  }

  /** The document as one line of text, without an end of line. */
  public static String of(Diff diff) {
    StringWriter text = new StringWriter();
    try (JsonGenerator out = new JsonFactory().createGenerator(ObjectWriteContext.empty(), text)) {
      new DiffJson(diff, out).write();
    }
    return text.toString();
  }

  private void write() {
    out.writeStartObject();
    out.writeStringProperty("schema", SCHEMA);
    side("a", diff.a());
    side("b", diff.b());
    texts("unlike", diff.unlike());
    out.writeArrayPropertyStart("figures");
    for (int i = 0; i < diff.rows().size(); i++) {
      row(diff.rows().get(i), "figures[" + i + "]");
    }
    out.writeEndArray();
    out.writeObjectPropertyStart("findings");
    texts("only_a", Diff.findings(diff.a().verdict(), diff.b().verdict()));
    texts("only_b", Diff.findings(diff.b().verdict(), diff.a().verdict()));
    out.writeEndObject();
    parts.missing();
    out.writeEndObject();
  }

  private void side(String name, Side side) {
    out.writeObjectPropertyStart(name);
    out.writeStringProperty("file", side.file());
    out.writeStringProperty("kind", side.kind());
    out.writeStringProperty("what", side.what());
    out.writeStringProperty("from", time(side.fromNanos()));
    out.writeStringProperty("to", time(side.toNanos()));
    out.writeNumberProperty("seconds", side.seconds());
    out.writeStringProperty("machine", side.machine());
    out.writeNumberProperty("cores", side.cores());
    out.writeStringProperty("writer", side.writer());
    parts.verdict(side.verdict());
    texts("gaps", side.gaps());
    out.writeEndObject();
  }

  private static String time(long nanos) {
    return Instant.ofEpochSecond(Math.floorDiv(nanos, SECOND), Math.floorMod(nanos, SECOND))
        .toString();
  }

  private void row(Diff.Row row, String path) {
    out.writeStartObject();
    out.writeStringProperty("name", row.figure().name());
    out.writeStringProperty("unit", row.figure().unit().symbol());
    parts.plain("a", path, row.a(), "A has none");
    parts.plain("b", path, row.b(), "B has none");
    boolean ratio = row.figure().how() == Measured.How.RATIO;
    Shift shift = row.shift();
    String only =
        row.word() == Diff.Word.ONE_SIDED ? "only one of them has it" : "nothing was above 0";
    parts.plain("ratio", path, ratio ? shift.value() : Double.NaN, ratio ? only : "it may be 0");
    parts.plain(
        "difference", path, ratio ? Double.NaN : shift.value(), ratio ? "it has a ratio" : only);
    String few = row.word() == Diff.Word.ONE_SIDED ? only : "too few stretches of time";
    parts.plain("low", path, shift.low(), few);
    parts.plain("high", path, shift.high(), few);
    out.writeStringProperty("word", row.word().key());
    out.writeObjectPropertyStart("stretches");
    out.writeNumberProperty("a", row.slicesA());
    out.writeNumberProperty("b", row.slicesB());
    out.writeEndObject();
    out.writeEndObject();
  }

  private void texts(String name, List<String> texts) {
    out.writeArrayPropertyStart(name);
    texts.forEach(out::writeString);
    out.writeEndArray();
  }
}
