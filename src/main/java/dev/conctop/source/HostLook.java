package dev.conctop.source;

import dev.conctop.probe.HostProbe;
import dev.conctop.probe.Probes;
import dev.conctop.sample.HostSample;
import java.util.concurrent.locks.LockSupport;

/** One look at the machine over a given time, for reports. */
public final class HostLook {
  private static final int[] NO_SUBJECT = {};

  private HostLook() {}

  /** Looks, waits, looks again; gives the second. */
  public static HostSample over(Probes probes, long nanos) {
    try (HostProbe host = probes.host()) {
      long begin = System.nanoTime();
      host.look(begin, NO_SUBJECT);
      long now;
      while ((now = System.nanoTime()) - begin < nanos) {
        LockSupport.parkNanos(nanos - (now - begin));
      }
      return host.look(now, NO_SUBJECT);
    }
  }
}
