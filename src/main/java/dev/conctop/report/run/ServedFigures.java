package dev.conctop.report.run;

import dev.conctop.catalog.Servers;
import dev.conctop.report.part.UseFigures;
import dev.conctop.sample.HostTotals;
import dev.conctop.sample.SubjectEvent;
import dev.conctop.sample.figure.Figure;
import dev.conctop.sample.thread.ProcessUse;
import java.util.Optional;

/**
 * A run whose server is watched: what a request costs the server, and the generator beside it.
 *
 * @param server who answers
 * @param hello what it says of itself; empty when it has not spoken
 * @param serverCpu CPU seconds of the server a thousand requests completed
 * @param generatorCores cores that the generator was busy with on average
 * @param generatorCpu CPU seconds of the generator a thousand requests completed
 */
record ServedFigures(
    Servers.Server server,
    Optional<SubjectEvent.Hello> hello,
    Figure serverCpu,
    Figure generatorCores,
    Figure generatorCpu) {
  private static final Figure NO_TASK = Figure.na("no task was completed while measuring");
  private static final Figure NO_LOOK = Figure.na(UseFigures.NO_LOOK);

  /** Of a run; empty when its subject is what is watched. */
  static Optional<ServedFigures> of(RunFigures figures) {
    return Servers.of(figures.spec()).map(server -> of(server, figures));
  }

  private static ServedFigures of(Servers.Server server, RunFigures figures) {
    Optional<HostTotals> host = figures.state().observed().hostTotals();
    Figure cores = host.map(HostTotals::generatorCores).orElse(NO_LOOK);
    double nanos = figures.used().observedNanos();
    return new ServedFigures(
        server,
        figures.state().observed().hello(),
        perThousand(figures.used().use().map(ProcessUse::cpuNanos).orElse(NO_LOOK), figures),
        cores,
        perThousand(cores.map(mean -> mean * nanos), figures));
  }

  private static Figure perThousand(Figure cpuNanos, RunFigures figures) {
    long completed = figures.tasks().completed();
    return completed == 0 ? NO_TASK : cpuNanos.map(nanos -> nanos / 1e9 * 1000 / completed);
  }
}
