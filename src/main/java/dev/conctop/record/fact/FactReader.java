package dev.conctop.record.fact;

import dev.conctop.record.fact.task.TaskFields;
import dev.conctop.record.fact.thread.TableFields;
import dev.conctop.record.fact.thread.ThreadsFields;
import dev.conctop.record.item.Damaged;
import dev.conctop.record.item.In;
import dev.conctop.sample.Fact;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Reads entries, stretch by stretch, as {@link FactWriter} wrote them: in their order, or, after
 * {@link #forget}, from any that is a key. Confined to one thread.
 */
public final class FactReader {
  /** A second has a few dozen. */
  private static final int MOST_ENTRIES = 1 << 18;

  private static final int MOST_KINDS = 1 << 16;

  private final HostFields hosts = new HostFields();
  private final ThreadsFields threads = new ThreadsFields();
  private final TableFields table = new TableFields();
  private final JvmFields jvms = new JvmFields();
  private final TaskFields tasks = new TaskFields();
  private boolean knows;

  /** The stamp before, in what is read. */
  private long micros;

  /** The next stretch is not the one that follows. */
  public void forget() {
    knows = false;
  }

  /**
   * Reads a stretch.
   *
   * @param key whether it can be read without those before
   * @param zeroNanos what its stamps count from
   * @param to takes each entry; what stood before the damage, too
   * @throws Damaged when it cannot be read, or not to its end; what follows is read from a key on
   */
  public void read(byte[] bytes, int length, boolean key, long zeroNanos, Consumer<Entry> to)
      throws Damaged {
    if (!knows && !key) {
      throw new Damaged("what it goes on from is not there");
    }
    List<Entry> entries = new ArrayList<>();
    boolean known = knows;
    knows = false;
    try {
      read(bytes, length, key, known, zeroNanos, entries);
      knows = true;
    } catch (RuntimeException e) {
      // The library's complaints, and those of facts that are none.
      throw new Damaged(String.valueOf(e.getMessage()).lines().findFirst().orElse("unreadable"));
    } finally {
      entries.forEach(to);
    }
  }

  private void read(byte[] bytes, int length, boolean key, boolean known, long zero, List<Entry> to)
      throws Damaged {
    try (In in = new In(bytes, length)) {
      in.open();
      if (known) {
        in.skip();
      } else {
        threads.forget();
        table.forget();
        jvms.forget();
        entries(in, zero, false, to);
      }
      if (key) {
        hosts.forget();
        threads.restart();
        tasks.forget();
      }
      entries(in, zero, true, to);
      in.shut();
    }
  }

  /**
   * @param all else of what stands: what adds to sums is only gone on from, not told
   */
  private void entries(In in, long zero, boolean all, List<Entry> to) throws Damaged {
    in.open();
    micros = 0;
    int count = 0;
    while (in.more()) {
      if (++count > MOST_ENTRIES) {
        throw new Damaged("there are more than " + MOST_ENTRIES + " entries");
      }
      in.open();
      int kind = in.whole(0, MOST_KINDS);
      micros += in.whole();
      long stamp = zero + micros * FactWriter.MICRO;
      switch (kind) {
        case FactWriter.BEGINS -> to.add(new Entry.Begins(stamp, WatchedFields.watched(in)));
        case FactWriter.GAP -> to.add(new Entry.Gap(stamp, in.text()));
        case FactWriter.LOST -> to.add(new Entry.Lost(stamp, in.whole()));
        default -> {
          if (kind <= FactWriter.STACK && kind > 0) {
            Fact fact = fact(in, kind, stamp);
            if (all || !addsUp(kind)) {
              to.add(new Entry.Seen(stamp, fact));
            }
          }
          // Else it is a kind of a later version.
        }
      }
      in.shut();
    }
    in.shut();
  }

  private static boolean addsUp(int kind) {
    return kind == FactWriter.THREADS || kind == FactWriter.TABLE || kind == FactWriter.JVM;
  }

  private Fact fact(In in, int kind, long stamp) throws Damaged {
    return switch (kind) {
      case FactWriter.HOST -> hosts.host(in, stamp);
      case FactWriter.HOST_TOTALS -> HostFields.totals(in);
      case FactWriter.CPU_LIMIT -> HostFields.limit(in);
      case FactWriter.TABLE -> table.read(in, stamp);
      case FactWriter.DEVICES -> DeviceFields.devices(in, stamp);
      case FactWriter.THREADS -> threads.read(in, stamp);
      case FactWriter.FRAME -> tasks.frame(in, stamp);
      case FactWriter.EVENT -> EventFields.event(in);
      case FactWriter.MACHINE -> MachineFields.machine(in);
      case FactWriter.COST -> MachineFields.cost(in);
      case FactWriter.JVM -> jvms.read(in);
      case FactWriter.STACK -> StackFields.stack(in);
      default -> throw new Damaged("there is no kind " + kind);
    };
  }
}
