package dev.conctop.catalog;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** When something happens to a node of a run: {@code 2@5s}, from the beginning of measuring. */
final class NodeMoment {
  private static final Pattern FORM = Pattern.compile("(\\d{1,9})@(.+)");

  private NodeMoment() {}

  /** Parameters that say one, empty when nothing is to happen. */
  static final List<ParameterSpec> SPECS =
      List.of(
          ParameterSpec.text("kill-node", "", "kill one of them, such as 2@5s"),
          ParameterSpec.text("stop-node", "", "stop one of them, such as 2@5s"));

  /**
   * Checks what the parameters say against the number of nodes.
   *
   * @throws BadInput naming the parameter and what it should be
   */
  static void check(Parameters parameters, int nodes) {
    for (ParameterSpec spec : SPECS) {
      if (parameters.has(spec.name()) && !parameters.text(spec.name()).isEmpty()) {
        check(spec.name(), parameters.text(spec.name()), nodes);
      }
    }
  }

  private static void check(String name, String written, int nodes) {
    Matcher parts = FORM.matcher(written);
    if (!parts.matches()) {
      throw new BadInput(name + "=" + written + " is not a node and a time, such as 2@5s");
    }
    int node = Integer.parseInt(parts.group(1));
    if (node < 1 || node > nodes) {
      throw new BadInput(
          name + "=" + written + ": there is no node " + node + " among " + nodes + " (-j)");
    }
    try {
      Quantity.duration(parts.group(2));
    } catch (BadInput e) {
      throw new BadInput(name + "=" + written + ": " + e.getMessage());
    }
  }
}
