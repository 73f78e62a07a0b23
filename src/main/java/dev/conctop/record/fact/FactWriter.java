package dev.conctop.record.fact;

import dev.conctop.record.item.Out;
import dev.conctop.record.item.Redaction;
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
import java.io.OutputStream;
import org.jspecify.annotations.Nullable;

/**
 * Writes entries, stretch by stretch. A stretch that is a key begins with what stands, so that it
 * can be read without those before. Confined to one thread.
 */
public final class FactWriter {
  static final int HOST = 1;
  static final int HOST_TOTALS = 2;
  static final int CPU_LIMIT = 3;
  static final int TABLE = 4;
  static final int DEVICES = 5;
  static final int THREADS = 6;
  static final int FRAME = 7;
  static final int EVENT = 8;
  static final int MACHINE = 9;
  static final int COST = 10;
  static final int JVM = 11;
  static final int STACK = 12;
  static final int BEGINS = 32;
  static final int LOST = 33;

  private final Redaction redaction;
  private final Standing standing = new Standing();
  private final ThreadsFields threads = new ThreadsFields();
  private final TableFields table = new TableFields();
  private final JvmFields jvms = new JvmFields();
  private final TaskFields tasks = new TaskFields();
  private @Nullable Out out;
  private long zero;

  public FactWriter(Redaction redaction) {
    this.redaction = redaction;
  }

  /**
   * Begins a stretch.
   *
   * @param key whether it is to be read without those before
   * @param zeroNanos what its stamps count from
   */
  public void begin(OutputStream to, boolean key, long zeroNanos) {
    Out next = new Out(to, redaction);
    zero = zeroNanos;
    next.open();
    next.open();
    if (key) {
      threads.forget();
      table.forget();
      jvms.forget();
      tasks.forget();
      standing.forEach(entry -> write(next, entry));
    }
    next.shut();
    // So that who asks is told how much that was.
    next.flush();
    next.open();
    out = next;
  }

  /** Writes an entry; a gap is nothing that is written. */
  public void write(Entry entry) {
    Out now = out;
    if (now == null) {
      throw new IllegalStateException("no stretch was begun");
    }
    write(now, entry);
    standing.take(entry);
  }

  /** Ends the stretch. */
  public void end() {
    Out last = out;
    if (last != null) {
      last.shut();
      last.shut();
      last.close();
      out = null;
    }
  }

  private void write(Out to, Entry entry) {
    switch (entry) {
      case Entry.Seen(long nanos, Fact fact) -> {
        to.open();
        write(to, nanos, fact);
        to.shut();
      }
      case Entry.Begins(long nanos, Watched what) -> {
        to.open();
        head(to, BEGINS, nanos);
        WatchedFields.write(to, what);
        to.shut();
      }
      case Entry.Lost(long nanos, long facts) -> {
        to.open();
        head(to, LOST, nanos);
        to.whole(facts);
        to.shut();
      }
      case Entry.Gap _ -> {}
    }
  }

  private void head(Out to, int kind, long nanos) {
    to.whole(kind);
    to.whole(nanos - zero);
  }

  private void write(Out to, long stamp, Fact fact) {
    switch (fact) {
      case HostSample host -> {
        head(to, HOST, stamp);
        HostFields.write(to, host, stamp);
      }
      case HostTotals totals -> {
        head(to, HOST_TOTALS, stamp);
        HostFields.write(to, totals);
      }
      case CpuLimit limit -> {
        head(to, CPU_LIMIT, stamp);
        HostFields.write(to, limit);
      }
      case ProcessTable processes -> {
        head(to, TABLE, stamp);
        table.write(to, processes, stamp);
      }
      case DevicesSample devices -> {
        head(to, DEVICES, stamp);
        DeviceFields.write(to, devices, stamp);
      }
      case ThreadsSample sample -> {
        head(to, THREADS, stamp);
        threads.write(to, sample, stamp);
      }
      case TaskFrame frame -> {
        head(to, FRAME, stamp);
        tasks.write(to, frame, stamp);
      }
      case SubjectEvent event -> {
        head(to, EVENT, stamp);
        EventFields.write(to, event);
      }
      case MachineInfo machine -> {
        head(to, MACHINE, stamp);
        MachineFields.write(to, machine);
      }
      case ObserverCost cost -> {
        head(to, COST, stamp);
        MachineFields.write(to, cost);
      }
      case JvmSample jvm -> {
        head(to, JVM, stamp);
        jvms.write(to, jvm);
      }
      case ThreadStack stack -> {
        head(to, STACK, stamp);
        StackFields.write(to, stack);
      }
    }
  }
}
