package dev.conctop.export.hlog;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.conctop.catalog.parameter.BadInput;
import dev.conctop.export.part.Excerpt;
import dev.conctop.export.part.Export;
import dev.conctop.record.fact.Entry;
import dev.conctop.sample.Fact;
import dev.conctop.sample.JvmSample;
import dev.conctop.sample.TaskFrame;
import dev.conctop.sample.figure.CleanText;
import dev.conctop.sample.jvm.JvmLatency;
import dev.conctop.sample.task.LatencyInterval;
import dev.conctop.sample.task.Phase;
import dev.conctop.sample.task.Series;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.util.HashMap;
import java.util.Map;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramLogWriter;

/**
 * Latencies as HdrHistogram's own log, in its V2 form: a line for each interval in which something
 * was recorded, with the series as its tag ({@code response}, {@code jvm.4711.park}), values in
 * nanoseconds. Only what counts in a report is written, so not what was warmed up. Written by the
 * library, so that its readers and tools have no other form to understand.
 */
public final class HlogExport implements Export {
  private static final long MILLI = 1_000_000L;
  private static final double SECOND = 1e9;
  private static final int LONGEST = 200;

  /** The largest value of an interval is written besides its histogram, for people: in ms. */
  private static final double IN_MILLIS = 1e6;

  @Override
  public void write(Excerpt from, OutputStream to) throws IOException {
    PrintStream out = new PrintStream(to, false, UTF_8);
    new Writing(from, new HistogramLogWriter(out)).write();
    out.flush();
  }

  private static final class Writing {
    private final Excerpt from;
    private final HistogramLogWriter log;
    private final Histogram interval = new Histogram(1, Series.HIGHEST_NANOS, Series.DIGITS);
    private final Map<Integer, Long> jvmSince = new HashMap<>();
    private long frameSince;
    private boolean counts;
    private long lines;
    private long clipped;

    Writing(Excerpt from, HistogramLogWriter log) {
      this.from = from;
      this.log = log;
      this.frameSince = from.beginNanos();
    }

    void write() throws IOException {
      long millis = Math.floorDiv(from.wallNanos(from.beginNanos()), MILLI);
      log.outputComment("[recorded by " + clean(from.header().writer()) + ", values in ns]");
      log.outputLogFormatVersion();
      log.outputStartTime(millis);
      log.outputBaseTime(millis);
      log.outputLegend();
      from.tell(this::take);
      if (lines == 0) {
        throw new BadInput(
            "there are no latencies in that: they come from a run, or from a JVM that was asked");
      }
      if (clipped > 0) {
        log.outputComment("[" + clipped + " values above 1 h are counted as 1 h]");
      }
    }

    private void take(Entry entry) {
      switch (entry) {
        case Entry.Seen(long nanos, Fact fact) -> {
          if (fact instanceof TaskFrame frame) {
            frame(nanos, frame);
          } else if (fact instanceof JvmSample jvm) {
            jvm(nanos, jvm);
          }
        }
        case Entry.Gap gap -> log.outputComment("[a gap: " + clean(gap.why()) + "]");
        case Entry.Lost lost -> log.outputComment("[" + lost.facts() + " facts were left out]");
        case Entry.Begins _ -> {}
      }
    }

    private void frame(long nanos, TaskFrame frame) {
      // What was measured is drained at its end, and so is what was warmed up.
      counts = frame.phase() == Phase.MEASURE || counts && frame.phase() == Phase.DRAIN;
      if (counts) {
        for (LatencyInterval each : frame.latencies()) {
          if (each.values().total() > 0) {
            interval.reset();
            each.values().addTo(interval);
            interval.setTag(each.series().key());
            line(interval, frameSince, nanos);
          }
          clipped += each.clipped();
        }
      }
      frameSince = nanos;
    }

    private void jvm(long nanos, JvmSample jvm) {
      int pid = jvm.pid().value();
      long since = jvmSince.getOrDefault(pid, from.beginNanos());
      for (JvmLatency each : jvm.latencies()) {
        if (each.histogram().getTotalCount() > 0) {
          // Not ours to be changed, and a tag is a change.
          Histogram copy = each.histogram().copy();
          copy.setTag("jvm." + pid + "." + each.kind().key());
          line(copy, since, nanos);
        }
      }
      jvmSince.put(pid, nanos);
    }

    /** Times count from the base. */
    private void line(Histogram histogram, long begin, long end) {
      lines++;
      long zero = from.beginNanos();
      log.outputIntervalHistogram(
          (begin - zero) / SECOND, (end - zero) / SECOND, histogram, IN_MILLIS);
    }

    private static String clean(String text) {
      return CleanText.clean(text, LONGEST);
    }
  }
}
