package dev.conctop.metrics;

import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * Prometheus's text format and OpenMetrics, read strictly by their published grammar: whatever does
 * not hold to it is an error.
 */
public final class Exposition {
  private static final Pattern NAME = Pattern.compile("[a-zA-Z_:][a-zA-Z0-9_:]*");
  private static final Pattern LABEL = Pattern.compile("[a-zA-Z_][a-zA-Z0-9_]*");

  /** A series: its name with its labels in the order of their names. */
  public record Series(String name, Map<String, String> labels) {}

  private final Map<Series, Double> values = new LinkedHashMap<>();
  private final Map<String, String> types = new HashMap<>();
  private final Map<String, String> units = new HashMap<>();

  private Exposition() {}

  /**
   * Reads a scrape.
   *
   * @param open whether it is OpenMetrics
   */
  public static Exposition read(String text, boolean open) {
    Exposition read = new Exposition();
    if (!text.endsWith("\n")) {
      throw new IllegalArgumentException("the last line does not end");
    }
    List<String> lines = List.of(text.split("\n"));
    if (open && !lines.getLast().equals("# EOF")) {
      throw new IllegalArgumentException("no # EOF");
    }
    for (String line : open ? lines.subList(0, lines.size() - 1) : lines) {
      read.line(line);
    }
    return read;
  }

  private void line(String line) {
    if (line.startsWith("# ")) {
      String[] words = line.split(" ", 4);
      Map<String, String> into =
          switch (words[1]) {
            case "TYPE" -> types;
            case "UNIT" -> units;
            case "HELP" -> new HashMap<>();
            default -> throw new IllegalArgumentException("'" + line + "'");
          };
      if (into.put(words[2], words[3]) != null) {
        throw new IllegalArgumentException("said twice: " + line);
      }
      return;
    }
    new Cursor(line).sample();
  }

  /** Of one line. */
  private final class Cursor {
    private final String line;
    private int at;

    Cursor(String line) {
      this.line = line;
    }

    void sample() {
      String name = until("{ ");
      check(NAME.matcher(name).matches(), "name " + name);
      Map<String, String> labels = new TreeMap<>();
      if (line.charAt(at) == '{') {
        at++;
        while (line.charAt(at) != '}') {
          String label = until("=");
          check(LABEL.matcher(label).matches(), "label " + label);
          at++;
          check(labels.put(label, quoted()) == null, "label twice");
          if (line.charAt(at) == ',') {
            at++;
          }
        }
        at++;
      }
      check(line.charAt(at) == ' ', "no space before the value");
      String value = line.substring(at + 1);
      double number =
          switch (value) {
            case "+Inf" -> Double.POSITIVE_INFINITY;
            case "-Inf" -> Double.NEGATIVE_INFINITY;
            default -> Double.parseDouble(value);
          };
      check(values.put(new Series(name, labels), number) == null, "the series comes twice");
    }

    private String quoted() {
      check(line.charAt(at++) == '"', "no quote");
      StringBuilder text = new StringBuilder();
      while (line.charAt(at) != '"') {
        char c = line.charAt(at++);
        if (c == '\\') {
          char escaped = line.charAt(at++);
          text.append(
              switch (escaped) {
                case 'n' -> '\n';
                case '\\', '"' -> escaped;
                default -> throw new IllegalArgumentException("\\" + escaped);
              });
        } else {
          text.append(c);
        }
      }
      at++;
      return text.toString();
    }

    private String until(String ends) {
      int from = at;
      while (ends.indexOf(line.charAt(at)) < 0) {
        at++;
      }
      return line.substring(from, at);
    }

    private void check(boolean holds, String what) {
      if (!holds) {
        throw new IllegalArgumentException(what + " in '" + line + "'");
      }
    }
  }

  public Map<Series, Double> values() {
    return values;
  }

  /** The value of a series; NaN when it is not there. */
  public double value(String name, String... labels) {
    Map<String, String> wanted = new TreeMap<>();
    for (int i = 0; i < labels.length; i += 2) {
      wanted.put(labels[i], labels[i + 1]);
    }
    return values.getOrDefault(new Series(name, wanted), Double.NaN);
  }

  /** The sum over all series of a name. */
  public double sum(String name) {
    return values.entrySet().stream()
        .filter(each -> each.getKey().name().equals(name))
        .mapToDouble(Map.Entry::getValue)
        .sum();
  }

  /** The values of one label of all series of a name. */
  public Set<String> labels(String name, String label) {
    Set<String> found = new HashSet<>();
    for (Series series : values.keySet()) {
      if (series.name().equals(name)) {
        found.add(series.labels().getOrDefault(label, ""));
      }
    }
    return found;
  }

  public Map<String, String> types() {
    return types;
  }

  public Map<String, String> units() {
    return units;
  }

  /** The names of all samples. */
  public Set<String> names() {
    Set<String> names = new HashSet<>();
    values.keySet().forEach(series -> names.add(series.name()));
    return names;
  }
}
