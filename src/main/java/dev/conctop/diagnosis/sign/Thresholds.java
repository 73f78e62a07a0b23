package dev.conctop.diagnosis.sign;

/**
 * From where on a verdict says what it says: every threshold of the classes, for our own runs,
 * programs of somebody else's and the machine. Shares are of time, 0 to 1, unless it is said; what
 * explains a class has its own thresholds beside the condition that uses them.
 */
public final class Thresholds {
  /** A part of the active time from which on it is what the time goes to. */
  public static final double DOMINATES = 0.8;

  /** Less than this of a thread, or of the threads' time, is next to nothing. */
  public static final double NEXT_TO_NOTHING = 0.1;

  /** A thread that is active for this much of its time is at work, however many others sleep. */
  public static final double ONE_AT_WORK = 0.5;

  /** One thread that wants a core for this much of its time is the limit. */
  public static final double ONE_THREAD = 0.8;

  /** Active time, of all threads', that is not worth a word. */
  public static final double HARDLY_ANY = 0.01;

  /** Cores' worth of CPU that no core is missed by. */
  public static final double HARDLY_A_CORE = 0.25;

  /** Waits for a lock beside CPU from which on the lock is asked after. */
  public static final double LOCK_MATTERS = 0.3;

  /** Cores' worth of CPU up to which those who share a lock do one thread's worth of work. */
  public static final double ABOUT_ONE_CORE = 1.15;

  /** Busy share of the cores that may be used from which on there is none left. */
  public static final double NO_CORE_LEFT = 0.85;

  /** Share of the quota's periods in which it held back, from which on the quota is the limit. */
  public static final double HELD_BACK = 0.25;

  /** Of the active time of what is held back, this much is in the run queue at least. */
  public static final double HELD_BACK_QUEUES = 0.1;

  /** Where more than this of the active time is unknown nothing is said. */
  public static final double MOSTLY_UNKNOWN = 0.5;

  /** What is unknown of a foreign program matters from this share of its threads' time on. */
  public static final double MUCH_UNKNOWN = 0.2;

  /** Up to this share of the active time, what is unknown of a foreign program is left out. */
  public static final double LITTLE_UNKNOWN = 0.4;

  /** The same for our own runs, of which more is known. */
  public static final double LITTLE_UNKNOWN_OF_OURS = 1.0 / 3;

  /** Where no core and no lock is the limit, less input and output is enough. */
  public static final double MOSTLY_IO = 0.7;

  /** So many times the waits for a lock are input and output: who holds it waits for them. */
  public static final double FAR_MORE = 3;

  /** Share of a task's time in waiting for the interpreter beside a busy thread. */
  public static final double CONVOY = 0.5;

  /** Of the cores, what a run of ours uses at least to be short of them by its own doing. */
  public static final double OWN_PART = 0.2;

  /** Of its tasks' time, what a run spends asking for the interpreter at least in a convoy. */
  public static final double ASKS = 0.05;

  /** Busy share of the machine's cores from which on it is at their limit. */
  public static final double MACHINE_BUSY = 0.8;

  /** Threads that wait for a core on average, from which on idle cores do not mean idleness. */
  public static final double QUEUED = 0.8;

  /** Cores' worth of something on the machine that is worth a word. */
  public static final double SOME = 0.05;

  /** Cores' worth of iowait from which on somebody may wonder. */
  public static final double MUCH_IOWAIT = 0.2;

  /** Where all that is seen makes up for less than this share of what is busy, others do it. */
  public static final double SEEN = 0.5;

  /** Cores are called idle up to this busy share of them. */
  public static final double CORES_IDLE = 0.75;

  private Thresholds() {}
}
