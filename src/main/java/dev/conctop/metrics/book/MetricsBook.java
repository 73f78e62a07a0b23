package dev.conctop.metrics.book;

import dev.conctop.diagnosis.Verdict;
import dev.conctop.metrics.Metric;
import dev.conctop.metrics.Reading;
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
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongSupplier;

/**
 * Takes facts in their order and gives the metrics of now. Any thread; a reading waits for the fact
 * that is just taken, which is a matter of microseconds.
 */
public final class MetricsBook {
  private static final double SECOND = 1e9;

  private final String version;
  private final LongSupplier wallNanos;
  private final long sinceNanos;
  private final MachineBook machine = new MachineBook();
  private final ProcessBook processes = new ProcessBook();
  private ThreadBook threads = new ThreadBook();
  private TaskBook tasks = new TaskBook();
  private JvmBook jvms = new JvmBook();
  private Subject subject = Subject.machine();
  private long subjectSinceNanos;
  private Optional<Verdict> verdict = Optional.empty();
  private Optional<ObserverCost> cost = Optional.empty();
  private long nowNanos;

  /**
   * Begins with nothing.
   *
   * @param version of this program
   * @param wallNanos what time it is, ns since the midnight that began 1970
   */
  public MetricsBook(String version, LongSupplier wallNanos) {
    this.version = version;
    this.wallNanos = wallNanos;
    sinceNanos = wallNanos.getAsLong();
    subjectSinceNanos = sinceNanos;
  }

  /** Something else is watched from now on: what was known of the thing before is forgotten. */
  public synchronized void begins(Subject next) {
    subject = next;
    subjectSinceNanos = wallNanos.getAsLong();
    machine.forgetSubject();
    threads = new ThreadBook();
    tasks = new TaskBook();
    jvms = new JvmBook();
    verdict = Optional.empty();
  }

  /** What the time goes to now. */
  public synchronized void judged(Verdict now) {
    verdict = Optional.of(now);
  }

  public synchronized void fact(Fact fact) {
    switch (fact) {
      case HostSample host -> {
        nowNanos = host.nanos();
        machine.add(host);
      }
      case CpuLimit limit -> machine.add(limit);
      case DevicesSample devices -> machine.add(devices);
      case ProcessTable table -> processes.add(table);
      case ThreadsSample sample -> threads.add(sample);
      case TaskFrame frame -> tasks.add(frame);
      case SubjectEvent.ArmsBegin _ -> begins(Subject.comparison());
      case SubjectEvent event -> tasks.add(event);
      case JvmSample jvm -> jvms.add(jvm);
      case ObserverCost newest -> cost = Optional.of(newest);
      case HostTotals _, MachineInfo _, ThreadStack _ -> {}
    }
  }

  /** The metrics of now. */
  public synchronized Reading read() {
    Points points = new Points();
    machine.tell(points);
    processes.tell(points, nowNanos);
    threads.tell(points);
    tasks.tell(points);
    jvms.tell(points, threads.pids());
    verdict.ifPresent(now -> verdict(now, points));
    points.put(Metric.BUILD, 1, version);
    points.put(
        Metric.WATCHING, 1, subject.what(), subject.name(), subject.workload(), subject.model());
    cost.ifPresent(newest -> cost(newest, points));
    return new Reading(points.all(), sinceNanos, subjectSinceNanos);
  }

  private static void verdict(Verdict now, Points to) {
    for (Verdict.Kind kind : Verdict.Kind.values()) {
      to.put(Metric.VERDICT, kind == now.kind() ? 1 : 0, kind.word());
    }
    to.put(Metric.VERDICT_CAUSE, 1, now.kind().word(), now.cause());
    Set<Verdict.Finding.Name> found = new HashSet<>();
    now.findings().forEach(finding -> found.add(finding.name()));
    for (Verdict.Finding.Name name : Verdict.Finding.Name.values()) {
      to.put(Metric.FINDING, found.contains(name) ? 1 : 0, name.word());
    }
  }

  private static void cost(ObserverCost newest, Points to) {
    to.put(Metric.LOOKS, newest.samples());
    to.put(Metric.MISSED_LOOKS, newest.missed());
    to.put(Metric.LOOK_TIME, newest.sampleNanos() / SECOND);
    to.put(Metric.OWN_CPU, newest.cpuShareOfCore());
    to.put(Metric.CAUSE_RATE, newest.causes().recentHz());
  }
}
