package dev.conctop.record.fact;

import dev.conctop.record.item.Damaged;
import dev.conctop.record.item.In;
import dev.conctop.record.item.Out;
import dev.conctop.sample.figure.Fidelity;
import dev.conctop.sample.figure.Part;
import dev.conctop.sample.figure.Role;
import dev.conctop.sample.thread.ThreadRow;

/** One thread's row: who it is, and what it did. */
final class ThreadFields {
  private static final Role[] ROLES = Role.values();
  private static final Fidelity[] FIDELITIES = Fidelity.values();
  private static final int HOWS = 4;
  private static final double SECOND = 1e9;

  private ThreadFields() {}

  /** Whether two rows are of the same thread and call it the same. */
  static boolean sameThread(ThreadRow one, ThreadRow other) {
    return one.pid() == other.pid()
        && one.tid() == other.tid()
        && one.role() == other.role()
        && one.name().equals(other.name());
  }

  static void who(Out out, ThreadRow row) {
    out.whole(row.pid());
    out.whole(row.tid());
    out.name(row.name());
    out.whole(row.role().ordinal());
  }

  static void did(Out out, ThreadRow row, long intervalNanos) {
    out.whole((long) row.now().ordinal() * HOWS + row.fidelity().ordinal());
    FigureFields.write(out, row.budget());
    out.whole(row.core());
    switches(out, row, intervalNanos);
    out.text(row.detail());
    out.whole(row.restedNanos());
  }

  /**
   * As they were counted, so many in a time near the look's interval, where that is exactly the
   * same and shorter.
   */
  private static void switches(Out out, ThreadRow row, long intervalNanos) {
    double perSecond = row.switchesPerSecond();
    long count = Math.round(perSecond * intervalNanos / SECOND);
    long time = count > 0 ? Math.round(count * SECOND / perSecond) : 0;
    if (perSecond == 0) {
      out.whole(0);
    } else if (time > 0 && count * SECOND / time == perSecond) {
      out.open();
      out.whole(count);
      out.whole(time - intervalNanos);
      out.shut();
    } else {
      out.open();
      out.real(perSecond);
      out.shut();
    }
  }

  private static double switches(In in, long intervalNanos) throws Damaged {
    if (!in.isArray()) {
      return in.whole();
    }
    in.open();
    double count = in.real();
    double perSecond = in.more() ? count * SECOND / (in.whole() + intervalNanos) : count;
    in.shut();
    return perSecond;
  }

  /** A row of which all is written. */
  static ThreadRow row(In in, long intervalNanos) throws Damaged {
    return did(in, in.int32(), in.int32(), in.text(), in.oneOf(ROLES), intervalNanos);
  }

  /** What the thread of an earlier row did since. */
  static ThreadRow did(In in, ThreadRow earlier, long intervalNanos) throws Damaged {
    return did(in, earlier.pid(), earlier.tid(), earlier.name(), earlier.role(), intervalNanos);
  }

  private static ThreadRow did(In in, int pid, int tid, String name, Role role, long intervalNanos)
      throws Damaged {
    int code = in.whole(0, Part.count() * HOWS - 1);
    return new ThreadRow(
        pid,
        tid,
        name,
        role,
        Part.at(code / HOWS),
        FIDELITIES[code % HOWS],
        FigureFields.budget(in),
        in.int32(),
        switches(in, intervalNanos),
        in.text(),
        in.whole());
  }
}
