package dev.conctop.export.table;

import dev.conctop.export.part.Excerpt;
import dev.conctop.export.part.Steps;
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
import java.io.IOException;
import java.util.Locale;

/** Every fact of an excerpt as lines of tables, in their order. */
final class FactLines {
  private final Excerpt from;
  private final LineWriter to;
  private final HostLines hosts;
  private final ProcessLines processes;
  private final ThreadLines threads;
  private final TaskLines tasks;
  private final JvmLines jvms;

  FactLines(Excerpt from, LineWriter to) {
    this.from = from;
    this.to = to;
    hosts = new HostLines(to);
    processes = new ProcessLines(to);
    threads = new ThreadLines(from, to);
    tasks = new TaskLines(to);
    jvms = new JvmLines(to);
  }

  void write() throws IOException {
    head();
    from.tell(this::take);
    threads.finish();
  }

  private void head() throws IOException {
    if (!to.wants(Table.RECORDING)) {
      return;
    }
    Moments moments = new Moments(from);
    to.write(
        new Line(Table.RECORDING, from.beginNanos())
            .text("schema", NdjsonExport.SCHEMA)
            .text("writer", from.header().writer())
            .text("host", from.header().host())
            .whole("cores", from.header().cores())
            .text("command", String.join(" ", from.header().command()))
            .flag("redacted", from.header().redacted())
            .text("from", moments.at(from.beginNanos()))
            .text("to", moments.at(from.endNanos())));
  }

  private void take(Entry entry) throws IOException {
    switch (entry) {
      case Entry.Seen(long nanos, Fact fact) -> fact(nanos, fact);
      case Entry.Begins(long nanos, Watched what) -> watching(nanos, what);
      case Entry.Lost _ -> step(entry.nanos(), "lost", Steps.words(entry));
      case Entry.Gap _ -> {
        threads.finish();
        step(entry.nanos(), "gap", Steps.words(entry));
      }
    }
  }

  private void fact(long nanos, Fact fact) throws IOException {
    switch (fact) {
      case HostSample host -> hosts.host(nanos, host);
      case CpuLimit limit -> hosts.quota(nanos, limit);
      case DevicesSample devices -> hosts.devices(nanos, devices);
      case MachineInfo machine -> hosts.machine(nanos, machine);
      case ObserverCost cost -> hosts.cost(nanos, cost);
      case ProcessTable table -> processes.table(nanos, table);
      case ThreadsSample sample -> threads.sample(nanos, sample);
      case ThreadStack stack -> threads.stack(nanos, stack);
      case TaskFrame frame -> tasks.frame(nanos, frame);
      case JvmSample jvm -> {
        threads.jvm(jvm);
        jvms.jvm(nanos, jvm);
      }
      case SubjectEvent event -> step(nanos, word(event), Steps.words(event));
      // Sums of what the lines of hosts and cores say look by look.
      case HostTotals _ -> {}
    }
  }

  private static String word(SubjectEvent event) {
    return event.getClass().getSimpleName().toLowerCase(Locale.ROOT);
  }

  private void step(long nanos, String what, String words) throws IOException {
    if (to.wants(Table.STEP)) {
      to.write(new Line(Table.STEP, nanos).text("what", what).text("words", words));
    }
  }

  private void watching(long nanos, Watched what) throws IOException {
    if (!to.wants(Table.WATCHING)) {
      return;
    }
    Line line = new Line(Table.WATCHING, nanos);
    switch (what) {
      case Watched.Machine _ -> line.text("what", "machine");
      case Watched.Process process ->
          line.text("what", "process")
              .whole("pid", process.pid().value())
              .text("name", process.name())
              .flag("tree", process.tree());
      case Watched.Run run -> {
        var request = run.request();
        line.text("what", "run")
            .text("workload", request.workload())
            .text("model", request.model());
        StringBuilder parameters = new StringBuilder();
        request
            .parameters()
            .forEach((key, value) -> parameters.append(key).append('=').append(value).append(' '));
        line.text("parameters", parameters.toString().strip());
        request.workers().ifPresent(workers -> line.whole("workers", workers));
        request.inFlight().ifPresent(inFlight -> line.whole("in_flight", inFlight));
        request.ratePerSecond().ifPresent(rate -> line.number("rate_per_s", rate));
      }
      case Watched.Race race ->
          line.text("what", "comparison")
              .text("workload", race.arms().getFirst().workload())
              .text("parameters", String.join(", ", race.plan().labels()));
      case Watched.Sweep sweep ->
          line.text("what", "sweep")
              .text("workload", sweep.request().workload())
              .text("model", sweep.request().model())
              .text("parameters", "over " + sweep.plan().over());
    }
    to.write(line);
  }
}
