package dev.conctop.export.table;

import dev.conctop.export.part.Excerpt;
import dev.conctop.export.part.JvmPlaces;
import dev.conctop.export.part.ThreadSpans;
import dev.conctop.sample.JvmSample;
import dev.conctop.sample.ThreadStack;
import dev.conctop.sample.ThreadsSample;
import dev.conctop.sample.figure.Budget;
import dev.conctop.sample.figure.Part;
import dev.conctop.sample.jvm.JvmThread;
import dev.conctop.sample.thread.ThreadRow;
import java.io.IOException;
import java.util.stream.Collectors;

/** Threads: what all of them did from look to look, and what each did, span by span. */
final class ThreadLines implements ThreadSpans.Taker {
  private final Moments moments;
  private final LineWriter to;
  private final ThreadSpans spans;
  private final JvmPlaces places = new JvmPlaces();

  ThreadLines(Excerpt from, LineWriter to) {
    this.moments = new Moments(from);
    this.to = to;
    this.spans = new ThreadSpans(from.beginNanos());
  }

  void jvm(JvmSample jvm) {
    places.take(jvm);
  }

  void sample(long nanos, ThreadsSample sample) throws IOException {
    if (to.wants(Table.THREADS)) {
      Line line =
          new Line(Table.THREADS, nanos)
              .whole("interval_ns", sample.intervalNanos())
              .whole("wall_ns", sample.workers().wallNanos());
      parts(line, sample.workers());
      to.write(
          line.whole("runtime_wall_ns", sample.runtime().wallNanos())
              .whole("processes", sample.use().processes())
              .whole("threads", sample.use().threads())
              .whole("hidden", sample.hidden())
              .figure("cpu_ns", sample.use().cpuNanos())
              .figure("voluntary_switches", sample.use().voluntarySwitches())
              .figure("involuntary_switches", sample.use().involuntarySwitches())
              .figure("resident_bytes", sample.use().residentBytes()));
    }
    if (to.wants(Table.THREAD)) {
      spans.add(sample, this);
    }
  }

  void finish() throws IOException {
    spans.finish(this);
  }

  @Override
  public void span(ThreadSpans.Span span) throws IOException {
    ThreadRow row = span.row();
    Line line =
        new Line(Table.THREAD, span.endNanos())
            .whole("begin_t_ns", moments.since(span.beginNanos()))
            .whole("pid", row.pid())
            .whole("tid", row.tid())
            .text("name", row.name())
            .text("role", row.role().key())
            .text("now", row.now().key())
            .text("now_fidelity", row.fidelity().label())
            .text("detail", row.detail())
            .flag("stood", span.stood());
    parts(line, span.budget());
    if (!span.stood()) {
      line.number("switches_per_s", row.switchesPerSecond());
    }
    if (row.core() >= 0) {
      line.whole("core", row.core());
    }
    places
        .of(row.pid(), row.tid())
        .map(JvmThread::at)
        .filter(at -> !at.isEmpty())
        .ifPresent(at -> line.text("jvm_at", at));
    to.write(line);
  }

  @Override
  public void ended(ThreadRow row, long nanos) {
    // Its last span says when.
  }

  private static void parts(Line line, Budget budget) {
    for (int i = 0; i < Part.count(); i++) {
      Part part = Part.at(i);
      line.figure(part.key() + "_ns", budget.nanos(part), budget.fidelity(part));
    }
  }

  void stack(long nanos, ThreadStack stack) throws IOException {
    if (!to.wants(Table.STACK)) {
      return;
    }
    Line line = new Line(Table.STACK, nanos).whole("pid", stack.pid()).whole("tid", stack.tid());
    switch (stack.answer()) {
      case ThreadStack.Frames frames ->
          line.text("reader", frames.reader())
              .text("fidelity", frames.fidelity().label())
              .text(
                  "frames",
                  frames.lines().stream()
                      .map(ThreadStack.Line::text)
                      .collect(Collectors.joining("; ")));
      case ThreadStack.NotRead not ->
          line.text("reader", "").text("fidelity", "n/a").text("frames", not.reason());
      case ThreadStack.Ended ended ->
          line.text("reader", "").text("fidelity", "n/a").text("frames", ended.what());
    }
    to.write(line);
  }
}
