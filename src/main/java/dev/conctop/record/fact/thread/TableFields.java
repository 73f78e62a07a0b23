package dev.conctop.record.fact.thread;

import dev.conctop.record.item.Damaged;
import dev.conctop.record.item.In;
import dev.conctop.record.item.Out;
import dev.conctop.sample.ProcessTable;
import dev.conctop.sample.thread.ProcessRow;
import java.util.ArrayList;
import java.util.List;

/**
 * All processes of a look, as what is different from the table before. Both are in the order of
 * their numbers. Confined to one thread.
 */
public final class TableFields {
  /** So many rows from a place of the last table on; a process of it; a new one. */
  private static final int STAYED = 0;

  private static final int MOVED = 1;
  private static final int NEW = 2;

  private List<ProcessRow> last = List.of();

  /** The next table is written, or read, without the help of one before. */
  public void forget() {
    last = List.of();
  }

  public void write(Out out, ProcessTable table, long stamp) {
    out.whole(table.nanos() - stamp);
    out.whole(table.intervalNanos());
    out.open();
    rows(out, table.rows());
    out.shut();
    out.whole(table.hidden());
    out.whole(table.unlistedThreads());
  }

  public ProcessTable read(In in, long stamp) throws Damaged {
    return new ProcessTable(in.whole() + stamp, in.whole(), rows(in), in.int32(), in.int32());
  }

  private void rows(Out out, List<ProcessRow> rows) {
    int place = 0;
    int at = 0;
    while (at < rows.size()) {
      ProcessRow row = rows.get(at);
      while (place < last.size() && last.get(place).pid() < row.pid()) {
        place++;
      }
      int stayed = stayed(rows, at, place);
      out.open();
      if (stayed > 0) {
        out.whole(STAYED);
        out.whole(place);
        out.whole(stayed);
      } else if (place < last.size() && ProcessFields.sameProcess(last.get(place), row)) {
        out.whole(MOVED);
        out.whole(place);
        ProcessFields.did(out, row);
      } else {
        out.whole(NEW);
        ProcessFields.who(out, row);
        ProcessFields.did(out, row);
      }
      out.shut();
      at += Math.max(1, stayed);
      place += Math.max(0, stayed);
    }
    last = rows;
  }

  /** How many rows from here on are the last table's from a place of it on. */
  @SuppressWarnings("ReferenceEquality") // a process that rests keeps its row
  private int stayed(List<ProcessRow> rows, int from, int place) {
    int most = Math.min(rows.size() - from, last.size() - place);
    int count = 0;
    while (count < most && rows.get(from + count) == last.get(place + count)) {
      count++;
    }
    return count;
  }

  private List<ProcessRow> rows(In in) throws Damaged {
    List<ProcessRow> rows = new ArrayList<>();
    in.open();
    while (in.more()) {
      in.open();
      switch (in.whole(STAYED, NEW)) {
        case STAYED -> {
          int place = in.whole(0, last.size() - 1);
          int count = in.whole(1, last.size() - place);
          in.rows(count);
          rows.addAll(last.subList(place, place + count));
        }
        case MOVED -> rows.add(ProcessFields.did(in, last.get(in.whole(0, last.size() - 1))));
        default -> rows.add(ProcessFields.row(in));
      }
      in.rows(1);
      in.shut();
    }
    in.shut();
    last = List.copyOf(rows);
    return last;
  }
}
