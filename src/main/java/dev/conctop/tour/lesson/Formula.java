package dev.conctop.tour.lesson;

import dev.conctop.catalog.parameter.BadInput;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.ToDoubleFunction;

/**
 * A figure in terms of others: {@code in_flight * 1s / parameters.delay}. Numbers may have a unit
 * of time (ns) or be a percentage; names are paths of a result's document, in which a {@code -} may
 * stand between letters, so a difference is written with blanks. {@code + - * /}, brackets, {@code
 * min max abs}.
 */
public final class Formula {
  private final String text;
  private final Node root;

  private Formula(String text, Node root) {
    this.text = text;
    this.root = root;
  }

  sealed interface Node {}

  record Constant(double value) implements Node {}

  record Name(String path) implements Node {}

  record Pair(char operator, Node left, Node right) implements Node {}

  record Call(Function function, List<Node> arguments) implements Node {
    Call {
      arguments = List.copyOf(arguments);
    }
  }

  enum Function {
    MIN,
    MAX,
    ABS
  }

  /**
   * Reads one.
   *
   * @throws BadInput saying what was expected and where
   */
  public static Formula parse(String text) {
    return new Formula(text, new FormulaParser(text).read());
  }

  /** One that is always the same. */
  public static Formula of(double value) {
    boolean whole = value == Math.rint(value) && Math.abs(value) < 1e15;
    String text = whole ? String.valueOf((long) value) : String.valueOf(value);
    return new Formula(text, new Constant(value));
  }

  /** As written. */
  public String text() {
    return text;
  }

  /** Its names. */
  public Set<String> names() {
    Set<String> names = new TreeSet<>();
    collect(root, names);
    return names;
  }

  private static void collect(Node node, Set<String> names) {
    switch (node) {
      case Constant _ -> {}
      case Name name -> names.add(name.path());
      case Pair pair -> {
        collect(pair.left(), names);
        collect(pair.right(), names);
      }
      case Call call -> call.arguments().forEach(each -> collect(each, names));
    }
  }

  /**
   * Its value.
   *
   * @param names the value of a name; NaN when it is not known
   * @return NaN or infinite when it cannot be told
   */
  public double value(ToDoubleFunction<String> names) {
    return value(root, names);
  }

  private static double value(Node node, ToDoubleFunction<String> names) {
    return switch (node) {
      case Constant constant -> constant.value();
      case Name name -> names.applyAsDouble(name.path());
      case Pair pair -> {
        double left = value(pair.left(), names);
        double right = value(pair.right(), names);
        yield switch (pair.operator()) {
          case '+' -> left + right;
          case '-' -> left - right;
          case '*' -> left * right;
          default -> left / right;
        };
      }
      case Call call -> {
        List<Double> values = new ArrayList<>();
        call.arguments().forEach(each -> values.add(value(each, names)));
        yield switch (call.function()) {
          case MIN -> values.stream().reduce(Math::min).orElse(Double.NaN);
          case MAX -> values.stream().reduce(Math::max).orElse(Double.NaN);
          case ABS -> Math.abs(values.getFirst());
        };
      }
    };
  }

  @Override
  public String toString() {
    return text;
  }
}
