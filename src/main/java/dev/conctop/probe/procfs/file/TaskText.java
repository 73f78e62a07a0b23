package dev.conctop.probe.procfs.file;

/** The small texts of one thread, reused. */
public final class TaskText {
  private static final byte[] VOLUNTARY = Texts.key("voluntary_ctxt_switches:");
  private static final byte[] INVOLUNTARY = Texts.key("nonvoluntary_ctxt_switches:");
  private static final byte[] RESIDENT = Texts.key("VmRSS:");
  private static final byte[] THREADS = Texts.key("Threads:");
  private static final byte[] UID = Texts.key("Uid:");
  private static final byte[] CAUGHT = Texts.key("SigCgt:");

  private static final byte[] ALLOWED = Texts.key("Cpus_allowed:");

  private final long[] three = new long[3];

  /** {@code schedstat}: time on a core, ns. */
  public long runNanos;

  /** {@code schedstat}: time runnable without a core, ns. */
  public long queueNanos;

  /** {@code schedstat}: how often it was given a core. */
  public long slices;

  /** {@code status}: -1 when it is not said. */
  public long voluntary;

  /** {@code status}: -1 when it is not said. */
  public long involuntary;

  /** {@code status}: bytes of memory, -1 when it is not said (a kernel thread, a zombie). */
  public long residentBytes;

  /** {@code status}: threads of the process, -1 when it is not said. */
  public long threads;

  /** {@code status}: real user id, -1 when it is not said. */
  public long uid;

  /** {@code status}: cores that affinity and cpuset allow, 0 when it is not said. */
  public int allowedCores;

  /** {@code status}: bit n-1 is set when signal n is caught. */
  long caughtSignals;

  /** Reads {@code /proc/PID/task/TID/schedstat}; false when it is not one. */
  public boolean parseSchedstat(byte[] text, int length) {
    if (Texts.decimals(text, 0, length, three) < 3) {
      return false;
    }
    runNanos = three[0];
    queueNanos = three[1];
    slices = three[2];
    return true;
  }

  /** Reads {@code status} of a process or thread; lines that are missing leave their field -1. */
  public void parseStatus(byte[] text, int length) {
    parseSwitches(text, length);
    long kib = Texts.valueOf(text, length, RESIDENT);
    residentBytes = kib < 0 ? -1 : kib * 1024;
    threads = Texts.valueOf(text, length, THREADS);
    uid = Texts.valueOf(text, length, UID);
    allowedCores = bits(text, Texts.afterKey(text, length, ALLOWED), length);
    int at = Texts.afterKey(text, length, CAUGHT);
    caughtSignals = at < 0 ? 0 : Texts.hex(text, at, length);
  }

  /** Reads the context switches of a {@code status} only, which stand at its end. */
  public void parseSwitches(byte[] text, int length) {
    voluntary = Texts.lastValueOf(text, length, VOLUNTARY);
    involuntary = Texts.lastValueOf(text, length, INVOLUNTARY);
  }

  /** How many bits are set in a mask such as {@code ff,00000003}. */
  private static int bits(byte[] text, int from, int length) {
    int bits = 0;
    for (int i = from; i >= 0 && i < length && text[i] != '\n'; i++) {
      int nibble = Character.digit(text[i], 16);
      bits += nibble < 0 ? 0 : Integer.bitCount(nibble);
    }
    return bits;
  }

  /** Whether the process has a handler for a signal. */
  public boolean catches(int signal) {
    return (caughtSignals >>> (signal - 1) & 1) == 1;
  }
}
