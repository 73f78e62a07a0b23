package dev.conctop.export.perfetto;

import dev.conctop.export.part.Excerpt;
import dev.conctop.export.part.Export;
import dev.conctop.export.part.JvmPlaces;
import dev.conctop.export.part.Steps;
import dev.conctop.export.part.ThreadSpans;
import dev.conctop.export.part.VerdictCourse;
import dev.conctop.record.fact.Entry;
import dev.conctop.record.fact.Watched;
import dev.conctop.sample.CpuLimit;
import dev.conctop.sample.DevicesSample;
import dev.conctop.sample.Fact;
import dev.conctop.sample.HostSample;
import dev.conctop.sample.HostTotals;
import dev.conctop.sample.JvmSample;
import dev.conctop.sample.MachineInfo;
import dev.conctop.sample.ObserverCost;
import dev.conctop.sample.ProcessTable;
import dev.conctop.sample.SubjectEvent;
import dev.conctop.sample.TaskFrame;
import dev.conctop.sample.ThreadStack;
import dev.conctop.sample.ThreadsSample;
import dev.conctop.state.State;
import dev.conctop.state.ui.Page;
import dev.conctop.state.ui.Ui;
import java.io.IOException;
import java.io.OutputStream;
import java.util.HashMap;
import java.util.Map;

/**
 * Perfetto's native trace (TrackEvent, perfetto.dev/docs): a lane a thread, the verdict and what
 * happened as lanes, cores, budgets, tasks and latencies as counters.
 */
public final class PerfettoExport implements Export {
  @Override
  public void write(Excerpt from, OutputStream to) throws IOException {
    TraceWriter trace = new TraceWriter(to);
    trace.begin(from.wallNanos(from.beginNanos()));
    Writing writing = new Writing(from, trace);
    from.play(Ui.initial(Page.OVERVIEW, 0), writing);
    writing.end();
  }

  private static final class Writing implements Excerpt.States {
    private final Excerpt from;
    private final TraceWriter trace;
    private final long verdicts;
    private final long events;
    private final Counters counters;
    private final JvmPlaces places = new JvmPlaces();
    private final Map<Integer, String> processes = new HashMap<>();
    private final Map<Integer, String> watched = new HashMap<>();
    private final ThreadSpans spans;
    private final ThreadSlices slices;
    private final VerdictCourse course = new VerdictCourse();
    private boolean judged;

    Writing(Excerpt from, TraceWriter trace) throws IOException {
      this.from = from;
      this.trace = trace;
      this.verdicts = trace.track("verdict");
      this.events = trace.track("events");
      this.counters = new Counters(trace);
      this.spans = new ThreadSpans(from.beginNanos());
      this.slices = new ThreadSlices(from, trace, places, processes);
    }

    @Override
    public void take(Entry entry, State state) throws IOException {
      if (entry instanceof Entry.Seen(long nanos, Fact fact)) {
        fact(from.wallNanos(nanos), fact);
      } else {
        if (entry instanceof Entry.Begins(long _, Watched.Process process)) {
          watched.put(process.pid().value(), process.name());
          processes.putAll(watched);
        }
        if (entry instanceof Entry.Gap) {
          spans.finish(slices);
          slices.pause();
        }
        instant(from.wallNanos(entry.nanos()), Steps.words(entry));
      }
      var change = course.take(entry, state);
      if (change.isPresent()) {
        verdict(from.wallNanos(change.get().nanos()), change.get().words());
      }
    }

    private void fact(long wallNanos, Fact fact) throws IOException {
      switch (fact) {
        case HostSample host -> counters.host(wallNanos, host);
        case ThreadsSample sample -> {
          counters.threads(wallNanos, sample);
          spans.add(sample, slices);
        }
        case TaskFrame frame -> counters.tasks(wallNanos, frame);
        case JvmSample jvm -> {
          places.take(jvm);
          counters.jvm(wallNanos, jvm);
        }
        case ProcessTable table -> {
          processes.clear();
          table.rows().forEach(row -> processes.put(row.pid(), row.name()));
          processes.putAll(watched);
        }
        case SubjectEvent event -> instant(wallNanos, Steps.words(event));
        case HostTotals _,
            CpuLimit _,
            DevicesSample _,
            MachineInfo _,
            ObserverCost _,
            ThreadStack _ -> {}
      }
    }

    private void instant(long wallNanos, String words) throws IOException {
      trace.instant(events, wallNanos, words);
    }

    private void verdict(long wallNanos, String words) throws IOException {
      if (judged) {
        trace.end(verdicts, wallNanos);
      }
      judged = true;
      trace.begin(verdicts, wallNanos, "verdict", words);
    }

    void end() throws IOException {
      spans.finish(slices);
      slices.pause();
      if (judged) {
        trace.end(verdicts, from.wallNanos(from.endNanos()));
      }
    }
  }
}
