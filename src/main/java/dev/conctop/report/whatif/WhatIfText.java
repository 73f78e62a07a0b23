package dev.conctop.report.whatif;

import dev.conctop.catalog.RunSpec;
import dev.conctop.experiment.predict.Prediction;
import dev.conctop.experiment.predict.run.Forecast;
import dev.conctop.experiment.predict.run.TaskNeeds;
import dev.conctop.experiment.predict.run.WhatIf;
import dev.conctop.report.part.TextParts;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;

/** Predictions as text for people. */
public final class WhatIfText {
  private static final int LEAST_LABEL = 17;
  private static final int WIDTH = 80;

  private final WhatIf known;
  private final StringBuilder out = new StringBuilder();
  private final TextParts parts;
  private final String dash;
  private final boolean verified;
  private final int width;

  private WhatIfText(WhatIf known, boolean ascii) {
    this.known = known;
    parts = new TextParts(out, ascii);
    dash = ascii ? "-" : "–";
    verified = known.forecasts().stream().skip(1).anyMatch(each -> each.measured().isPresent());
    width = rows().stream().mapToInt(each -> label(each).length()).reduce(LEAST_LABEL, Math::max);
  }

  /**
   * The report, with an end of line.
   *
   * @param ascii 7-bit characters only
   */
  public static String of(WhatIf known, boolean ascii) {
    WhatIfText text = new WhatIfText(known, ascii);
    text.write();
    return text.out.toString();
  }

  private void write() {
    RunSpec from = known.from();
    Forecast control = known.forecasts().getFirst();
    parts.line(
        "%s under %s%s, %s: %s tasks/s, p50 %s, measured for %.0f s",
        from.workload().id(),
        control.label(),
        from.emulated() ? " (emulated)" : "",
        load(from),
        TextParts.number(control.measured().orElse(Double.NaN)),
        TextParts.time(known.fromP50().orElse(Double.NaN)),
        known.seconds());
    known.needs().ifPresent(this::needs);
    best();
    table();
    run();
    refused();
    parts.line("");
    controls();
    known.notes().forEach(note -> parts.line("note       %s", note));
    parts.line("ended      %s", known.ended());
  }

  private void table() {
    List<Forecast> rows = rows();
    if (rows.isEmpty()) {
      return;
    }
    parts.line("");
    int interval = rows.stream().mapToInt(each -> interval(each).length()).reduce(10, Math::max);
    String form = "%-" + width + "s %7s %" + interval + "s %8s  %s";
    parts.line(form, "predicted", "tasks/s", "9 of 10 in", "p50", "limited by");
    for (Forecast each : rows) {
      Prediction prediction = each.prediction().orElseThrow();
      parts.line(
          form,
          label(each),
          TextParts.number(prediction.throughput().orElse(Double.NaN)),
          interval(each),
          TextParts.time(prediction.responseP50().orElse(Double.NaN)),
          prediction.limit().words());
    }
    long more =
        known.forecasts().stream().filter(each -> each.throughput().isPresent()).count()
            - rows.size();
    if (more > 0) {
      parts.line("%d more sizes are in --format json", more);
    }
  }

  /** What has been run, beside what was said of it. */
  private void run() {
    if (!verified) {
      return;
    }
    parts.line("");
    String form = "%-" + width + "s %9s %9s %9s";
    parts.line(form, "run", "predicted", "measured", "error");
    for (Forecast each : known.forecasts()) {
      if (each.measured().isPresent() && each.throughput().isPresent()) {
        OptionalDouble error = each.error();
        parts.line(
            form,
            label(each),
            TextParts.number(each.throughput().getAsDouble()),
            TextParts.number(each.measured().getAsDouble()),
            error.isPresent() ? percent(error.getAsDouble()) : "n/a");
      }
    }
  }

  /** Each model at its best size, and whatever has been run. */
  private List<Forecast> rows() {
    List<Forecast> rows = new ArrayList<>();
    Set<String> models = new HashSet<>();
    for (Forecast each : known.forecasts()) {
      boolean control = each == known.forecasts().getFirst();
      boolean best =
          each.throughput().isPresent() && !control && models.add(each.arm().model().id());
      if (each.throughput().isPresent() && (control || best || each.measured().isPresent())) {
        rows.add(each);
      }
    }
    return rows;
  }

  private static String load(RunSpec spec) {
    return spec.openLoop()
        ? TextParts.number(spec.ratePerSecond().orElse(0)) + " tasks/s arrive"
        : spec.inFlight() + " in flight";
  }

  private void needs(TaskNeeds needs) {
    List<String> waits = new ArrayList<>();
    needs
        .waitNanos()
        .forEach((cause, nanos) -> waits.add(TextParts.time(nanos) + " " + cause.key()));
    waits.sort(null);
    parts.line(
        "a task     %s CPU, waits outside: %s%s%s",
        TextParts.time(needs.cpuNanos()),
        waits.isEmpty() ? "none" : String.join(", ", waits),
        needs.calls() > 0 ? String.format(Locale.ROOT, " (%.1f a task)", needs.calls()) : "",
        needs.lockedNanos() > 0 ? ", holds a lock " + TextParts.time(needs.lockedNanos()) : "");
    parts.line(
        "machine    %s cores' worth of work, others keep %.2f busy",
        known.costs().cores().isPresent()
            ? String.format(Locale.ROOT, "%.2f", known.costs().cores().getAsDouble())
            : "n/a",
        needs.otherCores());
  }

  private void best() {
    Forecast control = known.forecasts().getFirst();
    for (Forecast each : known.forecasts().subList(1, known.forecasts().size())) {
      if (each.throughput().isPresent() && control.throughput().isPresent()) {
        double times = each.throughput().getAsDouble() / control.throughput().getAsDouble();
        parts.line(
            "best       %s: %s",
            label(each),
            times > 1.03
                ? String.format(Locale.ROOT, "%.1f times as much", times)
                : "no more than the measured one");
        return;
      }
    }
    parts.line("best       n/a: nothing could be predicted");
  }

  private String interval(Forecast each) {
    Prediction prediction = each.prediction().orElseThrow();
    return prediction.low().isPresent() && prediction.high().isPresent()
        ? TextParts.number(prediction.low().getAsDouble())
            + dash
            + TextParts.number(prediction.high().getAsDouble())
        : "n/a";
  }

  private static String percent(double share) {
    return String.format(Locale.ROOT, "%+.1f %%", 100 * share);
  }

  /** Those without a prediction, by their reasons. */
  private void refused() {
    Map<String, List<String>> reasons = new LinkedHashMap<>();
    Set<String> models = new HashSet<>();
    for (Forecast each : highestBoundFirst()) {
      if (models.add(each.arm().model().id())) {
        OptionalDouble most = bound(each);
        String bound = most.isPresent() ? " <= " + TextParts.number(most.getAsDouble()) : "";
        reasons
            .computeIfAbsent(each.why(), _ -> new ArrayList<>())
            .add(each.arm().model().id() + bound);
      }
    }
    reasons.forEach(
        (why, labels) -> {
          parts.line("");
          parts.line("not predicted: %s", why);
          wrapped(labels);
        });
  }

  private void wrapped(List<String> labels) {
    StringBuilder line = new StringBuilder(" ");
    for (int i = 0; i < labels.size(); i++) {
      String word = labels.get(i) + (i + 1 < labels.size() ? "," : "");
      if (line.length() + 1 + word.length() > WIDTH) {
        parts.line("%s", line);
        line.setLength(1);
      }
      line.append(' ').append(word);
    }
    parts.line("%s", line);
  }

  /** Those that are refused. */
  private List<Forecast> highestBoundFirst() {
    return known.forecasts().stream()
        .filter(each -> each.throughput().isEmpty())
        .sorted(Comparator.comparingDouble(each -> -bound(each).orElse(0)))
        .toList();
  }

  private static OptionalDouble bound(Forecast each) {
    return each.prediction().map(Prediction::bound).orElse(OptionalDouble.empty());
  }

  private void controls() {
    Forecast control = known.forecasts().getFirst();
    boolean reliable = control.prediction().map(Prediction::reliable).orElse(false);
    parts.line(
        "control    the measured arm itself is predicted %s: the others are %s",
        control.error().isPresent()
            ? "with " + percent(control.error().getAsDouble())
            : "not at all",
        reliable ? "reliable so far" : "not reliable");
    known
        .back()
        .ifPresent(
            back ->
                parts.line(
                    "back       from %s to %s: %s predicted, %s measured, %s",
                    back.from(),
                    back.forecast().label(),
                    TextParts.number(back.forecast().throughput().orElse(Double.NaN)),
                    TextParts.number(back.forecast().measured().orElse(Double.NaN)),
                    back.forecast().error().isPresent()
                        ? percent(back.forecast().error().getAsDouble())
                        : "n/a: " + back.forecast().why()));
    if (verified) {
      parts.line("verified   median error %.1f %%", 100 * known.medianError());
    }
  }

  private String label(Forecast each) {
    return each.label()
        + (each.arm().emulated() ? " (emulated)" : "")
        + (each == known.forecasts().getFirst() ? " (measured)" : "");
  }
}
