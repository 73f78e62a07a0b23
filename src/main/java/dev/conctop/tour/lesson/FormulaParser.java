package dev.conctop.tour.lesson;

import dev.conctop.catalog.parameter.BadInput;
import dev.conctop.catalog.parameter.Nearest;
import dev.conctop.catalog.parameter.Quantity;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads a formula, from left to right, by the usual rules of what goes first. */
final class FormulaParser {
  private static final Pattern NUMBER = Pattern.compile("[0-9][0-9_]*(\\.[0-9]+)?(%|[A-Za-z]+)?");
  private static final Pattern NAME =
      Pattern.compile("[A-Za-z_][A-Za-z0-9_.]*(-[A-Za-z][A-Za-z0-9_.]*)*");
  private static final int LONGEST = 500;
  private static final int DEEPEST = 50;

  private final String text;
  private int at;
  private int depth;

  FormulaParser(String text) {
    this.text = text;
  }

  Formula.Node read() {
    if (text.length() > LONGEST) {
      throw new BadInput("a formula of more than " + LONGEST + " characters");
    }
    Formula.Node node = sum();
    if (at < text.length()) {
      throw wrong("an operator was expected");
    }
    return node;
  }

  private Formula.Node sum() {
    Formula.Node left = product();
    while (next('+') || next('-')) {
      char operator = text.charAt(at++);
      left = new Formula.Pair(operator, left, product());
    }
    return left;
  }

  private Formula.Node product() {
    Formula.Node left = factor();
    while (next('*') || next('/')) {
      char operator = text.charAt(at++);
      left = new Formula.Pair(operator, left, factor());
    }
    return left;
  }

  private Formula.Node factor() {
    if (++depth > DEEPEST) {
      throw wrong("too many brackets");
    }
    try {
      if (next('-')) {
        at++;
        return new Formula.Pair('-', new Formula.Constant(0), factor());
      }
      if (next('(')) {
        at++;
        Formula.Node inside = sum();
        expect(')');
        return inside;
      }
      return leaf();
    } finally {
      depth--;
    }
  }

  private Formula.Node leaf() {
    Matcher number = NUMBER.matcher(text).region(at, text.length());
    if (number.lookingAt()) {
      at = number.end();
      return new Formula.Constant(number(number.group()));
    }
    Matcher name = NAME.matcher(text).region(at, text.length());
    if (!name.lookingAt()) {
      throw wrong("a number or a name was expected");
    }
    at = name.end();
    return next('(') ? call(name.group()) : new Formula.Name(name.group());
  }

  private static double number(String written) {
    String plain = written.replace("_", "");
    if (plain.endsWith("%")) {
      return Double.parseDouble(plain.substring(0, plain.length() - 1)) / 100;
    }
    return Character.isLetter(plain.charAt(plain.length() - 1))
        ? Quantity.duration(plain)
        : Double.parseDouble(plain);
  }

  private Formula.Node call(String name) {
    Formula.Function function = function(name);
    at++;
    List<Formula.Node> arguments = new ArrayList<>();
    arguments.add(sum());
    while (next(',')) {
      at++;
      arguments.add(sum());
    }
    expect(')');
    if (function == Formula.Function.ABS && arguments.size() != 1) {
      throw wrong("abs takes one figure");
    }
    return new Formula.Call(function, arguments);
  }

  private static Formula.Function function(String name) {
    List<String> known = new ArrayList<>();
    for (Formula.Function function : Formula.Function.values()) {
      known.add(function.name().toLowerCase(Locale.ROOT));
      if (known.getLast().equals(name)) {
        return function;
      }
    }
    throw new BadInput("there is no function '" + name + "'" + Nearest.hint(name, known));
  }

  private void expect(char wanted) {
    if (!next(wanted)) {
      throw wrong("'" + wanted + "' was expected");
    }
    at++;
  }

  /** Whether this comes next, blanks aside. */
  private boolean next(char wanted) {
    while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
      at++;
    }
    return at < text.length() && text.charAt(at) == wanted;
  }

  private BadInput wrong(String what) {
    String where = at >= text.length() ? "at the end" : "at '" + text.substring(at) + "'";
    return new BadInput("'" + text + "': " + what + " " + where);
  }
}
