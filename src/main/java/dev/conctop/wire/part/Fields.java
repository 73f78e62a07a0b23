package dev.conctop.wire.part;

import dev.conctop.sample.figure.CleanText;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The fields of one JSON object, checked when they are asked for. */
public final class Fields {
  private final Map<String, @Nullable Object> values;

  Fields(Map<String, @Nullable Object> values) {
    this.values = values;
  }

  /** All names that are there. */
  public Set<String> names() {
    return values.keySet();
  }

  /** Whether the field is there and not null. */
  public boolean has(String name) {
    return values.get(name) != null;
  }

  /** A whole number, 0 or more. */
  public long count(String name) throws BadFrame {
    Object value = values.get(name);
    if (value instanceof Long number && number >= 0) {
      return number;
    }
    throw wrong(name, "a whole number of 0 or more", value);
  }

  /** A count of 0 or more, or the other when it is absent. */
  public long countOr(String name, long otherwise) throws BadFrame {
    return has(name) ? count(name) : otherwise;
  }

  /** A count that fits an int. */
  public int intCount(String name) throws BadFrame {
    long value = count(name);
    if (value > Integer.MAX_VALUE) {
      throw wrong(name, "below 2^31", value);
    }
    return (int) value;
  }

  /** A finite number. */
  public double number(String name) throws BadFrame {
    Object value = values.get(name);
    if (value instanceof Number number && Double.isFinite(number.doubleValue())) {
      return number.doubleValue();
    }
    throw wrong(name, "a finite number", value);
  }

  /** A boolean; false when it is absent. */
  public boolean flag(String name) throws BadFrame {
    Object value = values.get(name);
    if (value == null) {
      return false;
    }
    if (value instanceof Boolean flag) {
      return flag;
    }
    throw wrong(name, "true or false", value);
  }

  /** Text exactly as it came: for what is compared or decoded and never shown. */
  public String raw(String name) throws BadFrame {
    Object value = values.get(name);
    if (value instanceof String text) {
      return text;
    }
    throw wrong(name, "text", value);
  }

  /** Text made safe to show. */
  public String text(String name, int maxLength) throws BadFrame {
    return CleanText.clean(raw(name), maxLength);
  }

  /** The object in a field; empty when the field is absent. */
  public Fields object(String name) throws BadFrame {
    Object value = values.get(name);
    return value == null ? new Fields(Map.of()) : asObject(name, value);
  }

  /** The objects of an array; none when the field is absent. */
  public List<Fields> objects(String name) throws BadFrame {
    Object value = values.get(name);
    if (value == null) {
      return List.of();
    }
    if (!(value instanceof List<?> list)) {
      throw wrong(name, "an array", value);
    }
    List<Fields> objects = new ArrayList<>(list.size());
    for (Object element : list) {
      objects.add(asObject(name, element));
    }
    return objects;
  }

  /** The texts and whole numbers of an array, as they are; none when the field is absent. */
  List<?> list(String name) throws BadFrame {
    Object value = values.get(name);
    if (value == null) {
      return List.of();
    }
    if (value instanceof List<?> list) {
      return list;
    }
    throw wrong(name, "an array", value);
  }

  @SuppressWarnings("unchecked") // Json makes maps with text keys only
  private static Fields asObject(String name, @Nullable Object value) throws BadFrame {
    if (value instanceof Map<?, ?> map) {
      return new Fields((Map<String, @Nullable Object>) map);
    }
    throw wrong(name, "an object", value);
  }

  private static BadFrame wrong(String name, String expected, @Nullable Object value) {
    String field = CleanText.clean(name, 40);
    return value == null
        ? new BadFrame("'" + field + "' is missing")
        : new BadFrame(
            "'" + field + "' is not " + expected + ": " + CleanText.clean(value.toString(), 40));
  }
}
