package dev.conctop.record.fact.thread;

import dev.conctop.catalog.Secrets;
import dev.conctop.record.item.Damaged;
import dev.conctop.record.item.FigureFields;
import dev.conctop.record.item.In;
import dev.conctop.record.item.Out;
import dev.conctop.sample.figure.Fidelity;
import dev.conctop.sample.figure.Part;
import dev.conctop.sample.thread.PartCounts;
import dev.conctop.sample.thread.ProcessCosts;
import dev.conctop.sample.thread.ProcessCrowd;
import dev.conctop.sample.thread.ProcessLife;
import dev.conctop.sample.thread.ProcessNames;
import dev.conctop.sample.thread.ProcessRow;
import dev.conctop.sample.thread.ProcessVerdict;

/** One process's row: who it is, and what it did. Its verdict is not written: it follows. */
final class ProcessFields {
  private static final Part[] PARTS = Part.values();
  private static final Fidelity[] FIDELITIES = Fidelity.values();
  private static final ProcessLife[] LIVES = ProcessLife.values();

  private ProcessFields() {}

  /** Whether two rows are of the same process and call it the same. */
  static boolean sameProcess(ProcessRow one, ProcessRow other) {
    return one.pid() == other.pid()
        && one.name().equals(other.name())
        && one.names().equals(other.names());
  }

  static void who(Out out, ProcessRow row) {
    ProcessNames names = row.names();
    out.whole(row.pid());
    out.name(row.name());
    out.whole(names.ppid());
    out.name(names.user());
    out.name(Secrets.maskedWords(names.brief()));
    out.name(Secrets.maskedWords(names.command()));
  }

  static void did(Out out, ProcessRow row) {
    out.whole(row.threads());
    FigureFields.write(out, row.onCpu());
    FigureFields.write(out, row.runQueue());
    out.whole(row.blocked().ordinal());
    out.whole(row.how().ordinal());
    out.text(row.detail());
    out.whole(row.life().ordinal());
    FigureFields.write(out, row.costs().residentBytes());
    FigureFields.write(out, row.costs().readPerSecond());
    FigureFields.write(out, row.costs().writtenPerSecond());
    crowd(out, row.crowd());
    out.flag(row.atRing());
  }

  static ProcessRow row(In in) throws Damaged {
    int pid = in.int32();
    String name = in.text();
    return did(in, pid, name, new ProcessNames(in.int32(), in.text(), in.text(), in.text()));
  }

  static ProcessRow did(In in, ProcessRow earlier) throws Damaged {
    return did(in, earlier.pid(), earlier.name(), earlier.names());
  }

  private static ProcessRow did(In in, int pid, String name, ProcessNames names) throws Damaged {
    return new ProcessRow(
        pid,
        name,
        in.int32(),
        FigureFields.read(in),
        FigureFields.read(in),
        in.oneOf(PARTS),
        in.oneOf(FIDELITIES),
        in.text(),
        in.oneOf(LIVES),
        names,
        new ProcessCosts(FigureFields.read(in), FigureFields.read(in), FigureFields.read(in)),
        crowd(in),
        in.flag(),
        ProcessVerdict.none());
  }

  private static void crowd(Out out, ProcessCrowd crowd) {
    out.open();
    out.flag(crowd.whole());
    out.real(crowd.moved());
    counts(out, crowd.moving());
    counts(out, crowd.still());
    out.real(crowd.busiest());
    out.text(crowd.lock());
    out.shut();
  }

  private static ProcessCrowd crowd(In in) throws Damaged {
    in.open();
    ProcessCrowd crowd =
        new ProcessCrowd(in.flag(), in.real(), counts(in), counts(in), in.real(), in.text());
    in.shut();
    return crowd;
  }

  private static void counts(Out out, PartCounts counts) {
    out.open();
    for (Part part : PARTS) {
      out.whole(counts.count(part));
    }
    out.shut();
  }

  private static PartCounts counts(In in) throws Damaged {
    int[] counts = new int[PARTS.length];
    in.open();
    for (int i = 0; i < counts.length; i++) {
      counts[i] = in.whole(0, In.MOST_ROWS);
    }
    in.shut();
    return PartCounts.of(counts);
  }
}
