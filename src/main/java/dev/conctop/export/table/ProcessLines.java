package dev.conctop.export.table;

import dev.conctop.sample.ProcessTable;
import dev.conctop.sample.thread.ProcessRow;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;

/**
 * The processes of the machine: a line when something of one has changed, since most of them rest;
 * one that has ended has a last line that says so.
 */
final class ProcessLines {
  private static final String ENDED = "ended";

  private final LineWriter to;
  private Map<Integer, ProcessRow> known = Map.of();

  ProcessLines(LineWriter to) {
    this.to = to;
  }

  @SuppressWarnings("ReferenceEquality") // a process that rests keeps its row
  void table(long nanos, ProcessTable table) throws IOException {
    if (!to.wants(Table.PROCESS)) {
      return;
    }
    Map<Integer, ProcessRow> before = known;
    known = new HashMap<>();
    for (ProcessRow row : table.rows()) {
      known.put(row.pid(), row);
      if (before.get(row.pid()) != row) {
        process(nanos, row, row.life().word());
      }
    }
    for (ProcessRow row : before.values()) {
      if (!known.containsKey(row.pid())) {
        process(nanos, row, ENDED);
      }
    }
  }

  private void process(long nanos, ProcessRow row, String life) throws IOException {
    to.write(
        new Line(Table.PROCESS, nanos)
            .whole("pid", row.pid())
            .text("name", row.name())
            .whole("parent", row.names().ppid())
            .text("user", row.names().user())
            .text("command", row.command())
            .whole("threads", row.threads())
            .figure("on_cpu_cores", row.onCpu())
            .figure("run_queue_threads", row.runQueue())
            .text("waits", row.blocked().key())
            .text("waits_fidelity", row.how().label())
            .text("detail", row.detail())
            .text("life", life)
            .figure("resident_bytes", row.costs().residentBytes())
            .figure("read_per_s", row.costs().readPerSecond())
            .figure("written_per_s", row.costs().writtenPerSecond()));
  }
}
