package dev.conctop.wire;

import dev.conctop.wire.part.BadFrame;
import dev.conctop.wire.part.Fields;
import dev.conctop.wire.part.Json;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/** Reads orders: every line is an order or a {@link BadFrame}. Without state. */
public final class OrderReader {
  /** Reads one line without its line feed, UTF-8. */
  public Order read(byte[] line) throws BadFrame {
    Fields fields = Json.parse(line, line.length);
    try {
      return switch (fields.raw("o")) {
        case "run" -> run(fields);
        case "set" -> set(fields);
        case "stop" -> new Order.Stop();
        case "go" -> new Order.Go(fields.countOr("settle_ns", 0), fields.count("duration_ns"));
        case "rest" -> new Order.Rest();
        default -> throw new BadFrame("unknown order");
      };
    } catch (RuntimeException e) {
      throw new BadFrame("cannot be read: " + e.getClass().getSimpleName());
    }
  }

  private static Order.Set set(Fields fields) throws BadFrame {
    for (Order.Knob knob : Order.Knob.values()) {
      if (fields.has(knob.key())) {
        return new Order.Set(knob, fields.number(knob.key()));
      }
    }
    throw new BadFrame("set without a knob that is known");
  }

  private static RunOrder run(Fields fields) throws BadFrame {
    Fields given = fields.object("parameters");
    Map<String, String> parameters = new LinkedHashMap<>();
    for (String name : given.names()) {
      parameters.put(name, given.raw(name));
    }
    return new RunOrder(
        fields.raw("workload"),
        fields.raw("model"),
        parameters,
        fields.intCount("workers"),
        fields.intCount("in_flight"),
        fields.has("rate") ? OptionalDouble.of(fields.number("rate")) : OptionalDouble.empty(),
        optionalCount(fields, "tasks"),
        optionalCount(fields, "duration_ns"),
        fields.countOr("warm_up_ns", 0),
        (int) fields.countOr("http_port", 0),
        (int) fields.countOr("query_port", 0),
        fields.raw("directory"),
        fields.flag("rest"));
  }

  private static OptionalLong optionalCount(Fields fields, String name) throws BadFrame {
    return fields.has(name) ? OptionalLong.of(fields.count(name)) : OptionalLong.empty();
  }
}
