package dev.conctop.catalog.parameter;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * When something happens to a node of a run: {@code 2@5s}, from the beginning of measuring.
 *
 * @param node its number, from 1
 * @param nanos from the beginning of measuring
 */
public record NodeMoment(int node, long nanos) {
  /** The parameter that says which node is killed and when. */
  public static final String KILL = "kill-node";

  /** Likewise which is stopped, as by a debugger. */
  public static final String STOP = "stop-node";

  private static final Pattern FORM = Pattern.compile("(\\d{1,9})@(.+)");

  /** Parameters that say one, empty when nothing is to happen. */
  public static final List<ParameterSpec> SPECS =
      List.of(
          ParameterSpec.text(KILL, "", "kill one of them, such as 2@5s"),
          ParameterSpec.text(STOP, "", "stop one of them, such as 2@5s"));

  /**
   * Checks what the parameters say against the number of nodes.
   *
   * @throws BadInput naming the parameter and what it should be
   */
  public static void check(Parameters parameters, int nodes) {
    for (ParameterSpec spec : SPECS) {
      if (parameters.has(spec.name()) && !parameters.text(spec.name()).isEmpty()) {
        check(spec.name(), parameters.text(spec.name()), nodes);
      }
    }
  }

  /**
   * What a run says of it; empty when nothing is to happen.
   *
   * @param name of the parameter
   * @throws BadInput when it cannot be read
   */
  public static Optional<NodeMoment> of(Parameters parameters, String name) {
    return parameters.has(name) && !parameters.text(name).isEmpty()
        ? Optional.of(read(name, parameters.text(name)))
        : Optional.empty();
  }

  private static void check(String name, String written, int nodes) {
    int node = read(name, written).node();
    if (node < 1 || node > nodes) {
      throw new BadInput(
          name + "=" + written + ": there is no node " + node + " among " + nodes + " (-j)");
    }
  }

  private static NodeMoment read(String name, String written) {
    Matcher parts = FORM.matcher(written);
    if (!parts.matches()) {
      throw new BadInput(name + "=" + written + " is not a node and a time, such as 2@5s");
    }
    try {
      return new NodeMoment(Integer.parseInt(parts.group(1)), Quantity.duration(parts.group(2)));
    } catch (BadInput e) {
      throw new BadInput(name + "=" + written + ": " + e.getMessage());
    }
  }
}
