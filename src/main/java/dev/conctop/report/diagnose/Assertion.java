package dev.conctop.report.diagnose;

import dev.conctop.catalog.BadInput;
import dev.conctop.catalog.Nearest;
import dev.conctop.diagnosis.Verdict;
import dev.conctop.sample.figure.Figure;
import dev.conctop.sample.figure.Part;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a person asserts of a diagnosed process. The grammar:
 *
 * <pre>
 * assertion = figure operator number ["%"]        run_queue &lt; 5%
 *           | word equality name                  verdict == io-waiting, cause != disk
 * operator  = "&lt;" | "&lt;=" | "&gt;" | "&gt;=" | equality
 * equality  = "==" | "!="
 * figure    = a part of the budget (on_cpu, run_queue, disk, network, lock, sleep, ipc, idle,
 *             unknown), host_busy or throttled, each a share (5% = 0.05); or cpu_over_wall (cores),
 *             threads, processes
 * word      = "verdict" | "cause"
 * </pre>
 *
 * Blanks between the words do not count. An assertion on a figure that could not be got is broken.
 */
public sealed interface Assertion {
  /** What to compare with. */
  enum Operator {
    LESS("<"),
    AT_MOST("<="),
    MORE(">"),
    AT_LEAST(">="),
    EQUAL("=="),
    UNEQUAL("!=");

    private final String sign;

    Operator(String sign) {
      this.sign = sign;
    }

    public boolean holds(double left, double right) {
      return switch (this) {
        case LESS -> left < right;
        case AT_MOST -> left <= right;
        case MORE -> left > right;
        case AT_LEAST -> left >= right;
        case EQUAL -> left == right;
        case UNEQUAL -> left != right;
      };
    }

    public static Operator of(String sign) {
      for (Operator operator : values()) {
        if (operator.sign.equals(sign)) {
          return operator;
        }
      }
      throw new IllegalArgumentException("no operator " + sign);
    }
  }

  /** As it was written. */
  String written();

  /** On a number. */
  record OnFigure(String written, String figure, Operator operator, double value)
      implements Assertion {}

  /** On the verdict's class or cause. */
  record OnWord(String written, boolean cause, boolean equal, String word) implements Assertion {}

  /**
   * How one turned out.
   *
   * @param found what was found, in words
   */
  record Result(Assertion assertion, boolean held, String found) {}

  Pattern FORM = Pattern.compile("\\s*([a-z_]+)\\s*(<=|>=|==|!=|<|>)\\s*(\\S+?)\\s*(%?)\\s*");
  List<String> WORDS = List.of("verdict", "cause");
  List<String> OTHERS = List.of("host_busy", "throttled", "cpu_over_wall", "threads", "processes");

  /** Figures that may be above 1. */
  List<String> COUNTS = List.of("cpu_over_wall", "threads", "processes");

  /**
   * Reads an assertion.
   *
   * @throws BadInput naming what is wrong and the nearest right thing
   */
  static Assertion parse(String written) {
    Matcher form = FORM.matcher(written);
    if (!form.matches()) {
      throw new BadInput("--assert '" + written + "' is not like run_queue<5% or verdict==idle");
    }
    String name = form.group(1);
    Operator operator = Operator.of(form.group(2));
    if (WORDS.contains(name)) {
      return onWord(written, name, operator, form.group(3) + form.group(4));
    }
    List<String> known = names();
    if (!known.contains(name)) {
      throw new BadInput("--assert: unknown figure '" + name + "'" + Nearest.hint(name, known));
    }
    double value = number(written, form.group(3), form.group(4));
    if (value > 1 && !COUNTS.contains(name)) {
      throw new BadInput(
          "--assert '"
              + written
              + "': "
              + name
              + " is a share, 100% at most"
              + (form.group(4).isEmpty() ? "; write " + form.group(3) + "%" : ""));
    }
    return new OnFigure(written, name, operator, value);
  }

  private static double number(String written, String digits, String percent) {
    if (!digits.matches("[0-9]+(\\.[0-9]+)?|\\.[0-9]+")) {
      throw new BadInput("--assert '" + written + "': '" + digits + "' is not a number");
    }
    return Double.parseDouble(digits) / (percent.isEmpty() ? 1 : 100);
  }

  private static Assertion onWord(String written, String name, Operator operator, String word) {
    if (operator != Operator.EQUAL && operator != Operator.UNEQUAL) {
      throw new BadInput("--assert '" + written + "': a " + name + " is compared by == or !=");
    }
    boolean cause = name.equals("cause");
    List<String> kinds = new ArrayList<>();
    for (Verdict.Kind kind : Verdict.Kind.values()) {
      kinds.add(kind.word());
    }
    if (!cause && !kinds.contains(word)) {
      throw new BadInput("--assert: unknown verdict '" + word + "'" + Nearest.hint(word, kinds));
    }
    return new OnWord(written, cause, operator == Operator.EQUAL, word);
  }

  private static List<String> names() {
    List<String> names = new ArrayList<>();
    for (int i = 0; i < Part.count(); i++) {
      names.add(Part.at(i).key());
    }
    names.addAll(OTHERS);
    names.addAll(WORDS);
    return names;
  }

  /** Compares with what was found. */
  default Result check(Diagnosed found) {
    return switch (this) {
      case OnFigure on -> {
        Figure figure = figure(found, on.figure());
        boolean held = figure.known() && on.operator().holds(figure.value(), on.value());
        yield new Result(this, held, on.figure() + " is " + words(on.figure(), figure));
      }
      case OnWord on -> {
        Verdict verdict = found.verdict();
        String is = on.cause() ? verdict.cause() : verdict.kind().word();
        boolean same = is.equals(on.word());
        String name = on.cause() ? "cause" : "verdict";
        yield new Result(this, same == on.equal(), name + " is " + (is.isEmpty() ? "none" : is));
      }
    };
  }

  private static Figure figure(Diagnosed found, String name) {
    return switch (name) {
      case "host_busy" -> found.hostBusy();
      case "throttled" -> found.throttled();
      case "cpu_over_wall" -> found.used().cpuOverWall();
      case "threads" -> found.threads();
      case "processes" -> found.processes();
      default -> found.share(Part.ofKey(name));
    };
  }

  private static String words(String name, Figure figure) {
    if (!figure.known()) {
      return "n/a: " + figure.reason();
    }
    return switch (name) {
      case "threads", "processes" -> String.format(Locale.ROOT, "%.0f", figure.value());
      case "cpu_over_wall" -> String.format(Locale.ROOT, "%.2f", figure.value());
      default -> String.format(Locale.ROOT, "%.1f %%", figure.value() * 100);
    };
  }
}
