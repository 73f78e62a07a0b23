package dev.conctop.export.folded;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.conctop.catalog.parameter.BadInput;
import dev.conctop.export.part.Excerpt;
import dev.conctop.export.part.Export;
import dev.conctop.export.part.JvmPlaces;
import dev.conctop.export.part.ThreadSpans;
import dev.conctop.record.fact.Entry;
import dev.conctop.sample.JvmSample;
import dev.conctop.sample.ThreadsSample;
import dev.conctop.sample.figure.CleanText;
import dev.conctop.sample.figure.Part;
import dev.conctop.sample.jvm.JvmThread;
import dev.conctop.sample.thread.ThreadRow;
import dev.conctop.state.past.lane.PoolNames;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Map;
import java.util.TreeMap;

/**
 * Where thread time went, as folded stacks: one line a stack, frames from the outside separated by
 * semicolons, then a blank and microseconds, as flamegraph.pl, inferno and speedscope read them. A
 * stack is the group of threads, the part of its time, what the kernel calls the wait, and where in
 * the JVM the thread was by the last dump. All lines together are the threads' budgets, so time on
 * a core is among them.
 */
public final class FoldedExport implements Export {
  /** Different stacks that are kept; what comes after is kept by group and part. */
  private static final int MOST_STACKS = 100_000;

  private static final long MICRO = 1000;

  @Override
  public void write(Excerpt from, OutputStream to) throws IOException {
    Sums sums = new Sums();
    ThreadSpans spans = new ThreadSpans(from.beginNanos());
    from.tell(
        entry -> {
          if (entry instanceof Entry.Seen(long _, ThreadsSample sample)) {
            spans.add(sample, sums);
          } else if (entry instanceof Entry.Seen(long _, JvmSample jvm)) {
            sums.places.take(jvm);
          } else if (entry instanceof Entry.Gap) {
            spans.finish(sums);
          }
        });
    spans.finish(sums);
    if (sums.nanos.isEmpty()) {
      throw new BadInput(
          "there are no threads in that: they are recorded of a process or a run, not of the machine");
    }
    for (Map.Entry<String, Long> stack : sums.nanos.entrySet()) {
      long micros = (stack.getValue() + MICRO / 2) / MICRO;
      if (micros > 0) {
        to.write((stack.getKey() + " " + micros + "\n").getBytes(UTF_8));
      }
    }
  }

  private static final class Sums implements ThreadSpans.Taker {
    private final JvmPlaces places = new JvmPlaces();
    private final PoolNames names = new PoolNames();
    private final Map<String, Long> nanos = new TreeMap<>();

    @Override
    public void span(ThreadSpans.Span span) {
      for (int i = 0; i < Part.count(); i++) {
        Part part = Part.at(i);
        long time = span.budget().nanos(part);
        if (time != 0) {
          nanos.merge(stack(span.row(), part), time, Long::sum);
        }
      }
    }

    @Override
    public void ended(ThreadRow row, long at) {
      // Its time is what counts.
    }

    private String stack(ThreadRow row, Part part) {
      String base = frame(CleanText.named(names.of(row.name()))) + ";" + part.label();
      if (part != row.now() || part == Part.ON_CPU || part == Part.RUN_QUEUE) {
        // What is known of the wait at the look is not known of others before it.
        return base;
      }
      StringBuilder stack = new StringBuilder(base);
      if (!row.detail().isEmpty()) {
        stack.append(';').append(frame(row.detail()));
      }
      places
          .of(row.pid(), row.tid())
          .ifPresent(
              thread -> {
                if (!thread.at().isEmpty()) {
                  stack.append(';').append(frame(place(thread)));
                }
              });
      String whole = stack.toString();
      return nanos.size() < MOST_STACKS || nanos.containsKey(whole) ? whole : base;
    }

    private static String place(JvmThread thread) {
      return thread.waitsFor().isEmpty() ? thread.at() : thread.at() + " for " + thread.waitsFor();
    }

    /** A semicolon would end it. */
    private static String frame(String text) {
      return text.replace(';', ':');
    }
  }
}
