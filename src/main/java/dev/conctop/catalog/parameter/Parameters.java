package dev.conctop.catalog.parameter;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Checked parameter values, defaults filled in. Immutable. */
public final class Parameters {
  private final Map<String, String> written;
  private final Map<String, Long> values;

  private Parameters(Map<String, String> written, Map<String, Long> values) {
    this.written = written;
    this.values = values;
  }

  /**
   * Checks given values against specs.
   *
   * @param given name → written value
   * @param owner words for messages, such as "http-get under thread-pool"
   * @throws BadInput for an unknown name or a bad value
   */
  public static Parameters of(List<ParameterSpec> specs, Map<String, String> given, String owner) {
    Map<String, String> written = new LinkedHashMap<>();
    Map<String, Long> values = new LinkedHashMap<>();
    for (ParameterSpec spec : specs) {
      String value = given.getOrDefault(spec.name(), spec.defaultValue());
      values.put(spec.name(), spec.check(value));
      written.put(spec.name(), value);
    }
    for (String name : given.keySet()) {
      if (!values.containsKey(name)) {
        throw new BadInput(
            values.isEmpty()
                ? owner + " has no parameters, and none called '" + name + "'"
                : owner + " has no parameter '" + name + "'" + Nearest.hint(name, values.keySet()));
      }
    }
    return new Parameters(written, values);
  }

  /** The value in its base unit: ns, bytes, a count; 1 or 0 for a switch. */
  public long number(String name) {
    Long value = values.get(name);
    if (value == null) {
      throw new IllegalArgumentException("no parameter " + name);
    }
    return value;
  }

  /** Whether it is on. */
  public boolean flag(String name) {
    return number(name) == 1;
  }

  /** The value as written: words and text. */
  public String text(String name) {
    String value = written.get(name);
    if (value == null) {
      throw new IllegalArgumentException("no parameter " + name);
    }
    return value;
  }

  /** Whether there is such a parameter. */
  public boolean has(String name) {
    return values.containsKey(name);
  }

  /** All values as written, in the order of the specs. */
  public Map<String, String> written() {
    return Collections.unmodifiableMap(written);
  }
}
