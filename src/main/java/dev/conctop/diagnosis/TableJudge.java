package dev.conctop.diagnosis;

import dev.conctop.sample.Fact;
import dev.conctop.sample.HostSample;
import dev.conctop.sample.ProcessTable;
import dev.conctop.sample.thread.ProcessRow;
import java.util.ArrayList;
import java.util.List;

/**
 * Judges the processes of one table after the other. What has not changed since the table before is
 * not judged again. One thread.
 */
public final class TableJudge {
  private List<ProcessRow> before = List.of();
  private List<ProcessRow> judgedBefore = List.of();

  /** Of the machine; as many as there may be before they were counted. */
  private double cores = Double.POSITIVE_INFINITY;

  /** A table with its verdicts; any other fact as it is. */
  public Fact judged(Fact fact) {
    if (fact instanceof HostSample host && !host.cores().isEmpty()) {
      cores = host.cores().size();
    }
    return fact instanceof ProcessTable table ? judged(table) : fact;
  }

  /** The table with a verdict on each process. */
  public ProcessTable judged(ProcessTable table) {
    List<ProcessRow> rows = table.rows();
    List<ProcessRow> judged = new ArrayList<>(rows.size());
    int at = 0;
    for (ProcessRow row : rows) {
      // Both are in the order of their numbers.
      while (at < before.size() && before.get(at).pid() < row.pid()) {
        at++;
      }
      boolean same = at < before.size() && isSame(before.get(at), row);
      judged.add(same ? judgedBefore.get(at) : row.judged(ProcessRules.of(row, cores)));
    }
    ProcessTable result = table.with(judged);
    before = rows;
    judgedBefore = result.rows();
    return result;
  }

  /** A process that rests keeps its row. */
  @SuppressWarnings("ReferenceEquality")
  private static boolean isSame(ProcessRow known, ProcessRow row) {
    return known == row;
  }
}
