package dev.conctop.wire.part;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;

/** Reads one line of JSON into maps, lists, strings, longs, doubles and booleans, within limits. */
public final class Json {
  /** Bytes; a longer line is refused before it is kept. */
  public static final int LONGEST_LINE = 1 << 20;

  /** Deepest nesting that the format has is 4; fields that are not known may have a little more. */
  private static final int DEEPEST = 16;

  public static final JsonFactory FACTORY =
      JsonFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(DEEPEST)
                  .maxNumberLength(40)
                  .maxNameLength(1024)
                  .maxStringLength(LONGEST_LINE)
                  .build())
          .build();

  private Json() {}

  /** Reads one object of a line. */
  public static Fields parse(byte[] line, int length) throws BadFrame {
    if (length > LONGEST_LINE) {
      throw new BadFrame("line of " + length + " bytes is longer than " + LONGEST_LINE);
    }
    try (JsonParser parser = FACTORY.createParser(ObjectReadContext.empty(), line, 0, length)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        throw new BadFrame("not a JSON object");
      }
      Fields fields = new Fields(object(parser));
      if (parser.nextToken() != null) {
        throw new BadFrame("something follows the JSON object");
      }
      return fields;
    } catch (JacksonException e) {
      throw new BadFrame("not JSON: " + e.getOriginalMessage());
    }
  }

  private static Map<String, @Nullable Object> object(JsonParser parser) throws BadFrame {
    Map<String, @Nullable Object> fields = new LinkedHashMap<>();
    for (String name = parser.nextName(); name != null; name = parser.nextName()) {
      fields.put(name, value(parser, parser.nextToken()));
    }
    return fields;
  }

  private static List<@Nullable Object> array(JsonParser parser) throws BadFrame {
    List<@Nullable Object> values = new ArrayList<>();
    JsonToken token = parser.nextToken();
    while (token != JsonToken.END_ARRAY) {
      values.add(value(parser, token));
      token = parser.nextToken();
    }
    return values;
  }

  private static @Nullable Object value(JsonParser parser, @Nullable JsonToken token)
      throws BadFrame {
    if (token == null) {
      throw new BadFrame("the line ends too early");
    }
    return switch (token) {
      case START_OBJECT -> object(parser);
      case START_ARRAY -> array(parser);
      case VALUE_STRING -> parser.getString();
      case VALUE_NUMBER_INT -> integer(parser);
      case VALUE_NUMBER_FLOAT -> parser.getDoubleValue();
      case VALUE_TRUE -> true;
      case VALUE_FALSE -> false;
      case VALUE_NULL -> null;
      case NOT_AVAILABLE, END_OBJECT, END_ARRAY, PROPERTY_NAME, VALUE_EMBEDDED_OBJECT ->
          throw new BadFrame("unexpected " + token);
    };
  }

  private static Object integer(JsonParser parser) {
    return switch (parser.getNumberType()) {
      case INT, LONG -> parser.getLongValue();
      case BIG_INTEGER, FLOAT, DOUBLE, BIG_DECIMAL -> parser.getDoubleValue();
    };
  }
}
