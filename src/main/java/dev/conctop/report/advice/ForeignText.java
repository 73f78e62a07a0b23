package dev.conctop.report.advice;

import dev.conctop.experiment.advice.ForeignAdvice.Python;
import dev.conctop.experiment.advice.ForeignAdvice.Sized;
import dev.conctop.report.diagnose.Diagnosed;
import java.util.Locale;
import java.util.OptionalDouble;

/** Advice on a process of somebody else's as text for people, 80 columns wide. */
public final class ForeignText {
  private final ForeignAdvised advised;
  private final Lines lines;

  private ForeignText(ForeignAdvised advised, boolean ascii) {
    this.advised = advised;
    this.lines = new Lines(ascii);
  }

  /**
   * The report, with an end of line.
   *
   * @param ascii 7-bit characters only
   */
  public static String of(ForeignAdvised advised, boolean ascii) {
    ForeignText text = new ForeignText(advised, ascii);
    text.write();
    return text.lines.toString();
  }

  private void write() {
    head();
    lines.line("");
    lines.item("work", advised.advice().work());
    String head = "pools";
    for (Sized pool : advised.advice().pools()) {
      String start =
          pool.start().isPresent()
              ? "; cores x (1 + wait / compute) = "
                  + pool.start().getAsInt()
                  + ": where a sweep may start"
              : "";
      lines.item(head, pool.words() + start);
      head = "";
    }
    advised.advice().python().ifPresent(this::python);
    lines.missing(advised.missing());
    advised.notes().forEach(note -> lines.item("note", note));
  }

  private void head() {
    Diagnosed found = advised.found();
    String runtime = found.traits().runtime().word();
    lines.line(
        "process %s (%s%s), watched for %.1f s%s",
        found.target().pid(),
        found.target().name().isBlank() ? "no name" : found.target().name(),
        runtime.isEmpty() ? "" : ", " + runtime,
        found.used().observedNanos() / 1e9,
        found.ended() ? ", then it ended" : "");
    lines.line(
        "%d threads, %s cores used of %s, %s",
        advised.shape().threads(),
        number(advised.shape().used()),
        number(advised.shape().cores()),
        advised.connections().isPresent()
            ? advised.connections().getAsInt() + " TCP connections open"
            : "connections n/a");
  }

  private void python(Python python) {
    lines.item("fits", python.fit().words() + ": " + python.because());
  }

  private static String number(OptionalDouble value) {
    return value.isEmpty()
        ? "n/a"
        : String.format(
            Locale.ROOT,
            value.getAsDouble() == Math.rint(value.getAsDouble()) ? "%.0f" : "%.2f",
            value.getAsDouble());
  }
}
