package dev.conctop.source.look;

import dev.conctop.launch.SubjectRun;
import dev.conctop.probe.ThreadProbe;
import dev.conctop.sample.figure.Pid;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Whose figures are of interest, by process number. Guarded by the source's lock. */
public final class WatchedPids {
  private static final int OWN = (int) ProcessHandle.current().pid();

  private final ThreadProbe threads;
  private int last = OWN;

  public WatchedPids(ThreadProbe threads) {
    this.threads = threads;
  }

  /** Nothing is watched any more. */
  public void forget() {
    last = OWN;
  }

  /** Whether nothing was watched since the last {@link #forget}. */
  public boolean isNone() {
    return last == OWN;
  }

  /**
   * Whose quota is of interest: the first process watched, even when it has ended, or our own.
   *
   * @param watching whether there is something to watch now
   */
  public int first(boolean watching) {
    int[] pids = watching ? threads.pids() : new int[0];
    if (pids.length > 0) {
      last = pids[0];
    }
    return last;
  }

  /** What is not other load while a run of ours goes on: the watched, us, and who is beside it. */
  public int[] ours(@Nullable SubjectRun run, boolean watching) {
    if (run == null || !watching) {
      return new int[0];
    }
    int[] subject = threads.pids();
    int[] all = Arrays.copyOf(subject, subject.length + 2);
    all[subject.length] = OWN;
    all[subject.length + 1] = run.beside().map(Pid::value).orElse(all[subject.length]);
    return all;
  }
}
