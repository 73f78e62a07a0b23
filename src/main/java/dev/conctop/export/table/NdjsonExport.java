package dev.conctop.export.table;

import dev.conctop.export.part.Excerpt;
import dev.conctop.export.part.Export;
import dev.conctop.export.part.JsonLines;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import tools.jackson.core.JsonGenerator;

/**
 * Every fact as a line of JSON ({@code conctop.facts/1}): what it is, when it was, then its values.
 * A figure that could not be got is null, with its reason under {@code na}; how others were got
 * that are not exact stands under {@code fidelity}.
 */
public final class NdjsonExport implements Export {
  /** The name of the form. */
  static final String SCHEMA = "conctop.facts/1";

  @Override
  public void write(Excerpt from, OutputStream to) throws IOException {
    new FactLines(from, new Objects(new Moments(from), new JsonLines(to))).write();
  }

  private record Objects(Moments moments, JsonLines to) implements LineWriter {
    @Override
    public boolean wants(Table table) {
      return true;
    }

    @Override
    public void write(Line line) throws IOException {
      to.line(out -> object(out, line));
    }

    private void object(JsonGenerator out, Line line) {
      out.writeStartObject();
      out.writeStringProperty("fact", line.table().key());
      out.writeStringProperty("at", moments.at(line.nanos()));
      out.writeNumberProperty("t_ns", moments.since(line.nanos()));
      List<Column> columns = line.table().columns();
      for (int i = 0; i < columns.size(); i++) {
        if (line.has(i)) {
          out.writeName(columns.get(i).name());
          value(out, columns.get(i).kind(), line.value(i));
        } else if (line.missing().containsKey(columns.get(i).name())) {
          out.writeNullProperty(columns.get(i).name());
        }
      }
      if (!line.fidelity().isEmpty()) {
        out.writeObjectPropertyStart("fidelity");
        line.fidelity().forEach((column, how) -> out.writeStringProperty(column, how.label()));
        out.writeEndObject();
      }
      if (!line.missing().isEmpty()) {
        out.writeObjectPropertyStart("na");
        line.missing().forEach(out::writeStringProperty);
        out.writeEndObject();
      }
      out.writeEndObject();
    }

    private static void value(JsonGenerator out, Column.Kind kind, String value) {
      switch (kind) {
        case TEXT -> out.writeString(value);
        case WHOLE, NUMBER, FIGURE -> out.writeNumber(value);
        case FLAG -> out.writeBoolean(Boolean.parseBoolean(value));
      }
    }
  }
}
