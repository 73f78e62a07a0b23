package dev.conctop.record.fact;

import dev.conctop.record.fact.task.TaskFields;
import dev.conctop.record.fact.thread.TableFields;
import dev.conctop.record.fact.thread.ThreadsFields;
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
  static final int GAP = 34;

  static final long MICRO = 1000;

  private final Redaction redaction;
  private final Standing standing = new Standing();
  private final HostFields hosts = new HostFields();
  private final ThreadsFields threads = new ThreadsFields();
  private final TableFields table = new TableFields();
  private final JvmFields jvms = new JvmFields();
  private final TaskFields tasks = new TaskFields();
  private @Nullable Out out;
  private long zero;
  private long lastMicros;

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
    lastMicros = 0;
    next.open();
    next.open();
    if (key) {
      threads.forget();
      table.forget();
      jvms.forget();
      standing.forEach(entry -> write(next, entry));
      // Who reads on from before has not read that.
      hosts.forget();
      threads.restart();
      tasks.forget();
    }
    next.shut();
    lastMicros = 0;
    // So that who asks is told how much that was.
    next.flush();
    next.open();
    out = next;
  }

  /** Writes an entry. */
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
      case Entry.Gap(long nanos, String why) -> {
        to.open();
        head(to, GAP, nanos);
        to.text(why);
        to.shut();
      }
    }
  }

  /** Stamps are whole µs, each less the one before; gives the stamp as a reader has it. */
  private long head(Out to, int kind, long nanos) {
    long micros = Math.floorDiv(nanos - zero, MICRO);
    to.whole(kind);
    to.whole(micros - lastMicros);
    lastMicros = micros;
    return zero + micros * MICRO;
  }

  private void write(Out to, long nanos, Fact fact) {
    switch (fact) {
      case HostSample host -> {
        long stamp = head(to, HOST, nanos);
        hosts.write(to, host, stamp);
      }
      case HostTotals totals -> {
        head(to, HOST_TOTALS, nanos);
        HostFields.write(to, totals);
      }
      case CpuLimit limit -> {
        head(to, CPU_LIMIT, nanos);
        HostFields.write(to, limit);
      }
      case ProcessTable processes -> {
        long stamp = head(to, TABLE, nanos);
        table.write(to, processes, stamp);
      }
      case DevicesSample devices -> {
        long stamp = head(to, DEVICES, nanos);
        DeviceFields.write(to, devices, stamp);
      }
      case ThreadsSample sample -> {
        long stamp = head(to, THREADS, nanos);
        threads.write(to, sample, stamp);
      }
      case TaskFrame frame -> {
        long stamp = head(to, FRAME, nanos);
        tasks.write(to, frame, stamp);
      }
      case SubjectEvent event -> {
        head(to, EVENT, nanos);
        EventFields.write(to, event);
      }
      case MachineInfo machine -> {
        head(to, MACHINE, nanos);
        MachineFields.write(to, machine);
      }
      case ObserverCost cost -> {
        head(to, COST, nanos);
        MachineFields.write(to, cost);
      }
      case JvmSample jvm -> {
        head(to, JVM, nanos);
        jvms.write(to, jvm);
      }
      case ThreadStack stack -> {
        head(to, STACK, nanos);
        StackFields.write(to, stack);
      }
    }
  }
}
