package dev.conctop.account;

import dev.conctop.sample.figure.Budget;
import dev.conctop.sample.figure.Fidelity;
import dev.conctop.sample.figure.Part;
import java.util.Arrays;

/**
 * Splits the waiting time of one thread by what the thread declares of its waits. The kernel says
 * exactly how long it waited, and cannot tell a lock from idleness; the thread's own clock can, but
 * its word comes up to two frames late.
 *
 * <p>So waiting time is <i>held back</i> until the declaration that covers it is there, at most for
 * {@value #KEEP} looks; what nobody declared by then falls to the kernel's cause. Declared time
 * beyond what is held or deferred is dropped: the thread was then runnable or running inside a
 * declared section, which the kernel has counted. Over a run each wait is booked once, and in the
 * thread's words as far as there are any. What stays undeclared within 2 % of the wait is the
 * clocks' difference, and goes to the largest declared part.
 */
final class DeclaredWaits {
  /** Looks for which waiting time is held back. */
  static final int KEEP = 3;

  private static final long CLOCKS_DIFFER_BY = 50;

  private final long[] total = new long[Part.count()];
  private final long[] booked = new long[Part.count()];
  private final long[] held = new long[KEEP];
  private final Part[] kernels = new Part[KEEP];
  private final Fidelity[] hows = new Fidelity[KEEP];
  private final long[] whole = new long[KEEP];
  private Part largest = Part.UNKNOWN;
  private boolean baseline;

  DeclaredWaits() {
    Arrays.fill(kernels, Part.UNKNOWN);
    Arrays.fill(hows, Fidelity.SAMPLED);
  }

  static boolean any(long[] declaredNanos) {
    for (long nanos : declaredNanos) {
      if (nanos != 0) {
        return true;
      }
    }
    return false;
  }

  /** Takes cumulative declared time, ns since the thread began; what goes back starts afresh. */
  void report(long[] declaredNanos) {
    for (int i = 0; i < total.length; i++) {
      boolean fresh = !baseline || declaredNanos[i] < booked[i];
      total[i] = declaredNanos[i];
      if (fresh) {
        // What was declared before the first report has been booked already, by the kernel's
        // causes.
        booked[i] = declaredNanos[i];
      }
    }
    if (!baseline) {
      largest = largestOf(declaredNanos);
    }
    baseline = true;
  }

  private static Part largestOf(long[] nanos) {
    int best = 0;
    for (int i = 1; i < nanos.length; i++) {
      if (nanos[i] > nanos[best]) {
        best = i;
      }
    }
    return Part.at(best);
  }

  /** Waiting time that is not booked yet, ns. */
  long heldNanos() {
    long sum = 0;
    for (long nanos : held) {
      sum += nanos;
    }
    return sum;
  }

  /**
   * Holds this interval's waiting time back and books what can be booked now.
   *
   * @param deferredNanos time of the thread that may yet turn out to be waiting: as much declared
   *     time is kept for it
   */
  void book(Budget into, long waitedNanos, Part kernelsCause, Fidelity how, long deferredNanos) {
    releaseOldest(into);
    System.arraycopy(held, 1, held, 0, KEEP - 1);
    System.arraycopy(whole, 1, whole, 0, KEEP - 1);
    System.arraycopy(kernels, 1, kernels, 0, KEEP - 1);
    System.arraycopy(hows, 1, hows, 0, KEEP - 1);
    held[KEEP - 1] = waitedNanos;
    whole[KEEP - 1] = waitedNanos;
    kernels[KEEP - 1] = kernelsCause;
    hows[KEEP - 1] = how;
    bookDeclared(into, deferredNanos);
  }

  private void bookDeclared(Budget into, long deferredNanos) {
    long available = 0;
    int most = -1;
    for (int i = 0; i < total.length; i++) {
      long more = total[i] - booked[i];
      available += more;
      if (more > 0 && (most < 0 || more > total[most] - booked[most])) {
        most = i;
      }
    }
    if (most < 0) {
      return;
    }
    largest = Part.at(most);
    long take = Math.min(available, heldNanos());
    double keep = (double) Math.min(available - take, deferredNanos) / available;
    long rest = take;
    for (int i = 0; i < total.length; i++) {
      long more = total[i] - booked[i];
      long share = (long) ((double) take * more / available);
      into.add(Part.at(i), share, Fidelity.EXACT);
      rest -= share;
      booked[i] = total[i] - (long) (keep * more);
    }
    into.add(largest, rest, Fidelity.EXACT);
    draw(take);
  }

  /** Takes booked time from what is held, oldest first. */
  private void draw(long nanos) {
    long rest = nanos;
    for (int i = 0; i < KEEP && rest > 0; i++) {
      long part = Math.min(rest, held[i]);
      held[i] -= part;
      rest -= part;
    }
  }

  private void releaseOldest(Budget into) {
    long undeclared = held[0];
    if (undeclared > 0 && undeclared * CLOCKS_DIFFER_BY <= whole[0] && largest != Part.UNKNOWN) {
      into.add(largest, undeclared, Fidelity.EXACT);
    } else {
      into.add(kernels[0], undeclared, hows[0]);
    }
    held[0] = 0;
  }

  /** Books all that is held to the kernel's causes. */
  void release(Budget into) {
    for (int i = 0; i < KEEP; i++) {
      into.add(kernels[i], held[i], hows[i]);
      held[i] = 0;
    }
  }
}
