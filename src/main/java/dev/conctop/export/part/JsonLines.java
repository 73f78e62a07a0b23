package dev.conctop.export.part;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.OutputStream;
import java.io.StringWriter;
import java.util.function.Consumer;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/** JSON, one value a line. */
public final class JsonLines {
  private final JsonFactory factory = new JsonFactory();
  private final StringWriter text = new StringWriter();
  private final OutputStream to;

  public JsonLines(OutputStream to) {
    this.to = to;
  }

  /**
   * Writes a line.
   *
   * @param value writes its one value
   */
  public void line(Consumer<JsonGenerator> value) throws IOException {
    text.getBuffer().setLength(0);
    try (JsonGenerator out = factory.createGenerator(ObjectWriteContext.empty(), text)) {
      value.accept(out);
    }
    text.write('\n');
    to.write(text.toString().getBytes(UTF_8));
  }
}
