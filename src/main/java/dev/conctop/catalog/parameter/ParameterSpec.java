package dev.conctop.catalog.parameter;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;

/**
 * One parameter of a workload or a model.
 *
 * @param name as written in {@code -p name=value}
 * @param defaultValue in its written form
 * @param min smallest value in the base unit; ignored for CHOICE, SWITCH, TEXT and URL
 * @param max largest value in the base unit
 * @param choices the words of a CHOICE; empty otherwise
 * @param help one line
 */
public record ParameterSpec(
    String name,
    Quantity quantity,
    String defaultValue,
    long min,
    long max,
    List<String> choices,
    String help) {
  public ParameterSpec {
    choices = List.copyOf(choices);
  }

  public static ParameterSpec duration(String name, String def, String min, String max, String h) {
    return new ParameterSpec(
        name, Quantity.DURATION, def, Quantity.duration(min), Quantity.duration(max), List.of(), h);
  }

  public static ParameterSpec size(String name, String def, String min, String max, String help) {
    return new ParameterSpec(
        name, Quantity.SIZE, def, Quantity.size(min), Quantity.size(max), List.of(), help);
  }

  public static ParameterSpec count(String name, long def, long min, long max, String help) {
    return new ParameterSpec(name, Quantity.COUNT, Long.toString(def), min, max, List.of(), help);
  }

  public static ParameterSpec flag(String name, boolean def, String help) {
    return new ParameterSpec(
        name, Quantity.SWITCH, Boolean.toString(def), 0, 1, List.of("false", "true"), help);
  }

  public static ParameterSpec choice(String name, String help, String... choices) {
    return new ParameterSpec(name, Quantity.CHOICE, choices[0], 0, 0, List.of(choices), help);
  }

  public static ParameterSpec text(String name, String def, String help) {
    return new ParameterSpec(name, Quantity.TEXT, def, 0, 0, List.of(), help);
  }

  /** A server's URL, http or https; empty by default and then not used. */
  public static ParameterSpec url(String name, String help) {
    return new ParameterSpec(name, Quantity.URL, "", 0, 0, List.of(), help);
  }

  /** The allowed values in words, for {@code conctop list}. */
  public String range() {
    return switch (quantity) {
      case DURATION -> Quantity.formatDuration(min) + " … " + Quantity.formatDuration(max);
      case SIZE -> Quantity.formatSize(min) + " … " + Quantity.formatSize(max);
      case COUNT -> min + " … " + max;
      case SWITCH, CHOICE -> String.join("|", choices);
      case TEXT -> "any";
      case URL -> "http://… or https://…";
    };
  }

  /**
   * Checks a written value and gives it in the base unit (for words: their index; text and URL: 0).
   *
   * @throws BadInput naming the parameter, the value and the range
   */
  public long check(String written) {
    long value =
        switch (quantity) {
          case DURATION -> named(written, () -> Quantity.duration(written));
          case SIZE -> named(written, () -> Quantity.size(written));
          case COUNT -> named(written, () -> wholeNumber(written));
          case SWITCH, CHOICE -> choiceIndex(written);
          case TEXT -> 0;
          case URL -> webUrl(written);
        };
    if ((quantity == Quantity.DURATION || quantity == Quantity.SIZE || quantity == Quantity.COUNT)
        && (value < min || value > max)) {
      throw new BadInput(name + "=" + written + " is outside " + range());
    }
    return value;
  }

  private long webUrl(String written) {
    URI uri;
    try {
      uri = new URI(written);
    } catch (URISyntaxException e) {
      throw new BadInput(name + "=" + written + " cannot be read: " + e.getReason());
    }
    boolean web =
        "http".equalsIgnoreCase(uri.getScheme()) || "https".equalsIgnoreCase(uri.getScheme());
    if (!written.isEmpty() && (!web || uri.getHost() == null)) {
      throw new BadInput(
          name + "=" + written + " is not of the form http://host/path or https://host/path");
    }
    return 0;
  }

  private static long wholeNumber(String written) {
    try {
      return Long.parseLong(written.strip().replace("_", "").replace(",", ""));
    } catch (NumberFormatException e) {
      throw new BadInput("'" + written + "' is not a whole number");
    }
  }

  private long choiceIndex(String written) {
    int index = choices.indexOf(written);
    if (index < 0) {
      throw new BadInput(
          name + "=" + written + " is none of " + range() + Nearest.hint(written, choices));
    }
    return index;
  }

  private long named(String written, java.util.function.LongSupplier read) {
    try {
      return read.getAsLong();
    } catch (BadInput e) {
      throw new BadInput(name + "=" + written + ": " + e.getMessage());
    }
  }
}
