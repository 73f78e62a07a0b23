package dev.conctop.experiment.curve;

import dev.conctop.catalog.RunSpec;
import dev.conctop.catalog.parameter.BadInput;
import dev.conctop.catalog.parameter.Nearest;
import dev.conctop.catalog.parameter.ParameterSpec;
import dev.conctop.catalog.parameter.Quantity;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What is gone over, and its values: what follows {@code --over}. {@code workers=1..64} is a ladder
 * whose rungs double from the lower end, both ends included; {@code workers=1,2,5} is a list.
 *
 * @param over {@code workers}, {@code in-flight}, {@code rate} or a parameter's name
 * @param unit of the values
 * @param ladder whether values between the rungs may be measured, too
 * @param values ascending, each once, in the base unit: a count, tasks a second, ns, bytes
 * @param texts the same as they are written, a list's as they were typed
 */
public record Range(
    String over, Unit unit, boolean ladder, List<Double> values, List<String> texts) {
  /** More values than that nobody waits for. */
  public static final int MOST_VALUES = 64;

  /** A rung is left out when the upper end is less than so many times as much. */
  private static final double TOO_NEAR = 1.25;

  private static final String WORKERS = "workers";
  private static final String IN_FLIGHT = "in-flight";
  private static final String RATE = "rate";
  private static final double MOST_RATE = 1e7;

  /** How a value is written. */
  public enum Unit {
    COUNT,
    /** Not necessarily whole. */
    PER_SECOND,
    NANOS,
    BYTES
  }

  public Range {
    values = List.copyOf(values);
    texts = List.copyOf(texts);
  }

  /**
   * Reads it.
   *
   * @param written {@code name=low..high} or {@code name=a,b,c}
   * @param parameters those that the workload takes under the model, {@link RunSpec#parametersOf}
   * @throws BadInput in one line, whatever cannot be read or is not allowed
   */
  public static Range read(String written, List<ParameterSpec> parameters) {
    int equals = written.indexOf('=');
    if (equals <= 0) {
      throw new BadInput(
          "--over " + written + ": what to go over is written workers=1..64 or workers=1,2,4,8");
    }
    String name = written.substring(0, equals).strip();
    try {
      Scale scale = scale(name, parameters);
      String values = written.substring(equals + 1).strip();
      int dots = values.indexOf("..");
      return dots < 0 ? list(scale, values) : ladder(scale, values, dots);
    } catch (BadInput e) {
      throw new BadInput("--over " + written + ": " + e.getMessage());
    }
  }

  /** Whether more of it is more that works side by side: what the scalability law is about. */
  public boolean countsWorkers() {
    return over.equals(WORKERS) || over.equals(IN_FLIGHT);
  }

  /**
   * Whether of two values that will do the larger is the better: of arrivals and of tasks in flight
   * as many are wanted as can be had; of workers, and of what a parameter costs, no more than need
   * be.
   */
  public boolean wantsLargest() {
    return over.equals(RATE) || over.equals(IN_FLIGHT);
  }

  /** Whether nothing lies between a value and the value plus 1. */
  public boolean whole() {
    return unit != Unit.PER_SECOND;
  }

  /** A value as it is written on the command line: {@code 24}, {@code 1500us}, {@code 64KiB}. */
  public String written(double value) {
    int known = values.indexOf(value);
    return known >= 0 ? texts.get(known) : text(unit, value);
  }

  /**
   * Values between two, evenly by their ratio, round ones where there is room for it.
   *
   * @param most how many at most; fewer where whole numbers are near each other, none in a list
   */
  List<Double> between(double low, double high, int most) {
    TreeSet<Double> found = new TreeSet<>();
    for (int i = 1; ladder && i <= most; i++) {
      double value = low * Math.pow(high / low, (double) i / (most + 1));
      double round = rounded(value, (high - low) / (2.0 * (most + 1)));
      if (round > low && round < high) {
        found.add(round);
      }
    }
    return List.copyOf(found);
  }

  private double rounded(double value, double grain) {
    double step =
        unit == Unit.BYTES
            ? Math.pow(2, Math.floor(Math.log(grain) / Math.log(2)))
            : Math.pow(10, Math.floor(Math.log10(grain)));
    if (whole()) {
      return Math.rint(value / Math.max(1, step)) * Math.max(1, step);
    }
    return new BigDecimal(Math.rint(value / step) * step).round(new MathContext(9)).doubleValue();
  }

  private static Range list(Scale scale, String values) {
    TreeMap<Double, String> found = new TreeMap<>();
    for (String one : values.split(",", -1)) {
      String text = one.strip();
      if (found.put(scale.value(text), text) != null) {
        throw new BadInput(text + " is listed twice");
      }
    }
    return new Range(
        scale.name, scale.unit, false, enough(found.keySet()), List.copyOf(found.values()));
  }

  private static Range ladder(Scale scale, String values, int dots) {
    double low = scale.value(values.substring(0, dots).strip());
    double high = scale.value(values.substring(dots + 2).strip());
    if (low >= high) {
      throw new BadInput("it ends where it begins or below; the smaller value comes first");
    }
    if (low <= 0) {
      throw new BadInput("a ladder doubles from its lower end, which cannot be 0: list the values");
    }
    List<Double> rungs = new ArrayList<>();
    rungs.add(low);
    for (double rung = 2 * low; rung * TOO_NEAR <= high; rung *= 2) {
      rungs.add(rung);
    }
    rungs.add(high);
    List<String> texts = rungs.stream().map(rung -> text(scale.unit, rung)).toList();
    return new Range(scale.name, scale.unit, true, enough(rungs), texts);
  }

  private static List<Double> enough(java.util.Collection<Double> values) {
    if (values.size() < 2) {
      throw new BadInput("two values at least are compared");
    }
    if (values.size() > MOST_VALUES) {
      throw new BadInput(values.size() + " values are more than " + MOST_VALUES);
    }
    return List.copyOf(values);
  }

  private static String text(Unit unit, double value) {
    return switch (unit) {
      case COUNT -> Long.toString(Math.round(value));
      case PER_SECOND ->
          new BigDecimal(Double.toString(value)).stripTrailingZeros().toPlainString();
      case NANOS -> Quantity.formatDuration(Math.round(value));
      case BYTES -> Quantity.formatSize(Math.round(value));
    };
  }

  private static Scale scale(String name, List<ParameterSpec> parameters) {
    List<ParameterSpec> all = new ArrayList<>();
    all.add(ParameterSpec.count(WORKERS, 1, 1, RunSpec.MAX_WORKERS, ""));
    all.add(ParameterSpec.count(IN_FLIGHT, 1, 1, RunSpec.MAX_IN_FLIGHT, ""));
    all.add(ParameterSpec.text(RATE, "", ""));
    parameters.stream().filter(Range::isNumber).forEach(all::add);
    for (ParameterSpec spec : all) {
      if (spec.name().equals(name)) {
        return new Scale(name, unit(spec), spec);
      }
    }
    if (parameters.stream().anyMatch(spec -> spec.name().equals(name))) {
      throw new BadInput(name + " is not a number, a duration or a size");
    }
    throw new BadInput(
        "nothing is called '"
            + name
            + "'"
            + Nearest.hint(name, all.stream().map(ParameterSpec::name).toList()));
  }

  private static boolean isNumber(ParameterSpec spec) {
    return switch (spec.quantity()) {
      case DURATION, SIZE, COUNT -> true;
      case SWITCH, CHOICE, TEXT, URL -> false;
    };
  }

  private static Unit unit(ParameterSpec spec) {
    return switch (spec.quantity()) {
      case DURATION -> Unit.NANOS;
      case SIZE -> Unit.BYTES;
      case COUNT -> Unit.COUNT;
      case SWITCH, CHOICE, TEXT, URL -> Unit.PER_SECOND;
    };
  }

  /** Reads one value of what is gone over, and holds it to what is allowed. */
  private record Scale(String name, Unit unit, ParameterSpec spec) {
    double value(String written) {
      if (written.isEmpty()) {
        throw new BadInput("a value is missing");
      }
      return unit == Unit.PER_SECOND ? rate(written) : spec.check(written);
    }

    private static double rate(String written) {
      double rate;
      try {
        rate = Double.parseDouble(written);
      } catch (NumberFormatException e) {
        throw new BadInput("'" + written + "' is not a number");
      }
      if (!(rate > 0 && rate <= MOST_RATE)) {
        throw new BadInput("rate " + written + " is outside 0 … 10000000 a second");
      }
      return rate;
    }
  }
}
