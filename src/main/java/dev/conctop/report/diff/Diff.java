package dev.conctop.report.diff;

import dev.conctop.diagnosis.Verdict;
import dev.conctop.experiment.statistic.BatchMeans;
import dev.conctop.experiment.statistic.Shift;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * Two recordings, or two parts of one, beside each other.
 *
 * @param unlike why they may not be compared, or not without a thought, one sentence each; empty
 *     when nothing speaks against it
 * @param rows the figures that at least one of them has
 */
public record Diff(Side a, Side b, List<String> unlike, List<Row> rows) {
  /** Within this much of 1 a ratio is as good as none; of shares, within so much of 0. */
  private static final double WITHIN = 0.03;

  private static final double SHARE_WITHIN = 0.01;
  private static final double SHORT_SECONDS = 10;

  /**
   * A figure of both.
   *
   * @param a its mean, or of a percentile that of all tasks together; NaN when a has none
   * @param b likewise
   * @param shift by how many times b is a, or by how much b is above it
   * @param slicesA from how many independent stretches of time that follows
   * @param slicesB likewise
   */
  public record Row(
      Measured figure, double a, double b, Shift shift, int slicesA, int slicesB, Word word) {}

  /** What is said of a figure. */
  public enum Word {
    MORE("more"),
    LESS("less"),
    SAME("same"),
    CANNOT_TELL("cannot-tell"),
    TOO_SHORT("too-short"),
    ONE_SIDED("one-sided");

    private final String key;

    Word(String key) {
      this.key = key;
    }

    public String key() {
      return key;
    }
  }

  public Diff {
    unlike = List.copyOf(unlike);
    rows = List.copyOf(rows);
  }

  /** Puts them beside each other. */
  public static Diff of(Side a, Side b) {
    Map<Measured, double[]> first = a.slices().values();
    Map<Measured, double[]> second = b.slices().values();
    List<Row> rows = new ArrayList<>();
    for (Measured figure : Measured.all()) {
      double[] ofA = first.getOrDefault(figure, new double[0]);
      double[] ofB = second.getOrDefault(figure, new double[0]);
      if (ofA.length + ofB.length > 0) {
        rows.add(row(figure, ofA, ofB, a, b));
      }
    }
    return new Diff(a, b, unlike(a, b), rows);
  }

  private static Row row(Measured figure, double[] ofA, double[] ofB, Side a, Side b) {
    double[] apartA = BatchMeans.of(ofA);
    double[] apartB = BatchMeans.of(ofB);
    Shift shift =
        switch (figure.how()) {
          case RATIO -> Shift.ratio(apartA, apartB);
          case DIFFERENCE -> Shift.between(apartA, apartB);
        };
    return new Row(
        figure,
        whole(figure, ofA, a),
        whole(figure, ofB, b),
        shift,
        apartA.length,
        apartB.length,
        word(figure, shift, ofA.length, ofB.length));
  }

  private static double whole(Measured figure, double[] values, Side side) {
    if (figure.equals(Measured.P50)) {
      return side.slices().response(50).orElse(Double.NaN);
    }
    return figure.equals(Measured.P99)
        ? side.slices().response(99).orElse(Double.NaN)
        : Slices.mean(values);
  }

  private static Word word(Measured figure, Shift shift, int ofA, int ofB) {
    if (ofA == 0 || ofB == 0) {
      return Word.ONE_SIDED;
    }
    if (!shift.hasInterval()) {
      return Word.TOO_SHORT;
    }
    boolean ratio = figure.how() == Measured.How.RATIO;
    double none = ratio ? 1 : 0;
    double low = ratio ? 1 / (1 + WITHIN) : -SHARE_WITHIN;
    double high = ratio ? 1 + WITHIN : SHARE_WITHIN;
    // What is told apart, but by next to nothing, is no news.
    if (shift.low() >= low && shift.high() <= high) {
      return Word.SAME;
    }
    if (shift.low() > none) {
      return Word.MORE;
    }
    return shift.high() < none ? Word.LESS : Word.CANNOT_TELL;
  }

  private static List<String> unlike(Side a, Side b) {
    List<String> unlike = new ArrayList<>();
    other(unlike, "what was watched", a, b, each -> each.what());
    TreeSet<String> names = new TreeSet<>(a.asked().keySet());
    names.addAll(b.asked().keySet());
    for (String name : names) {
      other(unlike, name, a, b, each -> each.asked().getOrDefault(name, "not given"));
    }
    other(unlike, "the machine", a, b, Side::machine);
    other(unlike, "its cores", a, b, each -> Integer.toString(each.cores()));
    other(unlike, "the program that recorded", a, b, Side::writer);
    for (Side each : List.of(a, b)) {
      String name = each == a ? "A" : "B";
      if (each.seconds() < SHORT_SECONDS) {
        unlike.add(
            String.format(
                Locale.ROOT, "%s is %.1f s long: little can be told apart", name, each.seconds()));
      }
      if (!each.gaps().isEmpty()) {
        unlike.add(name + " has " + each.gaps().size() + " gaps, which are left out");
      }
    }
    return unlike;
  }

  private static void other(
      List<String> unlike, String what, Side a, Side b, Function<Side, String> of) {
    String first = of.apply(a);
    String second = of.apply(b);
    if (!first.equals(second)) {
      unlike.add(what + ": " + said(first) + " in A, " + said(second) + " in B");
    }
  }

  private static String said(String value) {
    return value.isEmpty() ? "not known" : value;
  }

  /** Findings that only the first of two verdicts has, by name. */
  static List<String> findings(Verdict of, Verdict without) {
    return of.findings().stream()
        .map(finding -> finding.name().word())
        .filter(
            name ->
                without.findings().stream().noneMatch(other -> other.name().word().equals(name)))
        .distinct()
        .toList();
  }
}
