package dev.conctop.concurrency.thread;

import dev.conctop.sample.figure.Part;
import dev.conctop.sample.figure.Role;
import dev.conctop.sample.thread.ThreadReport;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The waits that one thread declares. One thread writes (the thread itself, or who speaks for it);
 * the telemetry thread reads at any moment, waits under way included: a version number that is odd
 * while a change is made tells it to look again.
 */
public final class ThreadClock {
  private static final VarHandle VERSION;
  private static final int NOTHING = -1;
  private static final int MOST_LOOKS = 1000;

  static {
    try {
      VERSION = MethodHandles.lookup().findVarHandle(ThreadClock.class, "version", int.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  final int pid;
  public final int tid;
  final String name;
  final Role role;

  private final long[] declared = new long[Part.count()];
  private int waiting = NOTHING;
  private long since;
  private volatile int version;

  private volatile @Nullable Supplier<Part> otherwise;

  // Of the telemetry thread alone.
  private final long[] shown = new long[Part.count()];
  private Part shownAmbiguous = Part.UNKNOWN;
  private boolean everShown;
  private volatile boolean again;

  public ThreadClock(int pid, int tid, String name, Role role) {
    this.pid = pid;
    this.tid = tid;
    this.name = name;
    this.role = role;
  }

  /** Says what an unnamed wait is when no wait is declared; without it that is not known. */
  public void ambiguousOtherwise(Supplier<Part> supplier) {
    otherwise = supplier;
  }

  /** A wait begins; the one before it, if any, ends. */
  public void enter(Part part, long now) {
    change(part.ordinal(), now);
  }

  /** The wait ends. */
  public void exit(long now) {
    change(NOTHING, now);
  }

  private void change(int next, long now) {
    int odd = (int) VERSION.getOpaque(this) + 1;
    VERSION.setOpaque(this, odd);
    VarHandle.storeStoreFence();
    if (waiting != NOTHING) {
      declared[waiting] += Math.max(0, now - since);
    }
    waiting = next;
    since = now;
    VERSION.setRelease(this, odd + 1);
  }

  /** A report if anything changed since the last one, else null. */
  @Nullable ThreadReport changed(long now) {
    long[] values = new long[declared.length];
    int current = read(values, now);
    Supplier<Part> fallback = otherwise;
    Part ambiguous =
        current != NOTHING ? Part.at(current) : fallback != null ? fallback.get() : Part.UNKNOWN;
    boolean differs = !everShown || again || ambiguous != shownAmbiguous;
    for (int i = 0; i < values.length; i++) {
      differs |= values[i] > shown[i];
      // A writer's clock reading may be older than our last look's: never go back.
      values[i] = Math.max(values[i], shown[i]);
    }
    if (!differs) {
      return null;
    }
    everShown = true;
    again = false;
    shownAmbiguous = ambiguous;
    System.arraycopy(values, 0, shown, 0, values.length);
    return new ThreadReport(pid, tid, name, role, ambiguous, values, false);
  }

  /** The next report is made whether anything has changed or not. */
  void again() {
    again = true;
  }

  /** The last report of a thread that has ended; null when it was never reported. */
  @Nullable ThreadReport gone(long now) {
    if (!everShown) {
      return null;
    }
    long[] values = new long[declared.length];
    read(values, now);
    return new ThreadReport(pid, tid, name, role, Part.UNKNOWN, values, true);
  }

  private int read(long[] values, long now) {
    for (int look = 0; look < MOST_LOOKS; look++) {
      int before = (int) VERSION.getAcquire(this);
      System.arraycopy(declared, 0, values, 0, values.length);
      int current = waiting;
      long began = since;
      VarHandle.loadLoadFence();
      if ((before & 1) == 0 && before == (int) VERSION.getOpaque(this)) {
        if (current != NOTHING) {
          values[current] += Math.max(0, now - began);
        }
        return current;
      }
      Thread.onSpinWait();
    }
    // The writer was put aside in the middle of a change: what was shown last still holds.
    System.arraycopy(shown, 0, values, 0, values.length);
    return NOTHING;
  }
}
