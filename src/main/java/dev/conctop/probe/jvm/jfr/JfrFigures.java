package dev.conctop.probe.jvm.jfr;

import dev.conctop.probe.jvm.dump.WaitWords;
import dev.conctop.sample.figure.CleanText;
import dev.conctop.sample.figure.Part;
import dev.conctop.sample.jvm.JvmLatency;
import dev.conctop.sample.jvm.JvmWait;
import dev.conctop.sample.jvm.MonitorOwner;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.HdrHistogram.Histogram;

/**
 * What the flight recorder said since it was last asked; filled by one thread, taken by another.
 */
public final class JfrFigures {
  /** Waits are kept from 1 ns to 1 h with 2 significant digits. */
  private static final long HIGHEST_NANOS = 3_600_000_000_000L;

  private static final int DIGITS = 2;
  private static final int MOST_OWNERS = 1000;
  private static final int LONGEST_NAME = 256;

  /** A flush is a second after the last, and the reader looks once a second: so 2 s are usual. */
  private static final long LAGS_MILLIS = 4_000;

  /** In a flush, which is a second: to read more costs more than 2 % of a core. */
  private static final int MOST_EVENTS = 1_500;

  private static final int EVENTS_THAT_TELL = 100;

  private final Histogram[] histograms = new Histogram[JvmWait.count()];
  private final Map<String, long[]> owners = new HashMap<>();
  private final Map<Integer, long[]> waits = new HashMap<>();
  private long newestMillis;
  private int events;
  private boolean overwhelmed;
  private boolean flushed;
  private String failure = "";

  /**
   * What there was.
   *
   * @param words a thread's number in the JVM's name space → what it waited for most in futexes
   * @param overwhelmed whether there is more than can be read in time
   */
  public record Taken(
      List<JvmLatency> latencies,
      List<MonitorOwner> owners,
      Map<Integer, Part> words,
      boolean flushed,
      boolean overwhelmed,
      String failure) {}

  /** Nothing was said. */
  public static final Taken NOTHING = new Taken(List.of(), List.of(), Map.of(), false, false, "");

  synchronized void add(JvmWait wait, long nanos, long endMillis, int tid, String parkedFor) {
    Histogram histogram = histograms[wait.ordinal()];
    if (histogram == null) {
      histogram = new Histogram(1, HIGHEST_NANOS, DIGITS);
      histograms[wait.ordinal()] = histogram;
    }
    histogram.recordValue(Math.clamp(nanos, 1, HIGHEST_NANOS));
    events++;
    newestMillis = Math.max(newestMillis, endMillis);
    Part part = part(wait, parkedFor);
    if (tid > 0 && part != Part.UNKNOWN) {
      waits.computeIfAbsent(tid, _ -> new long[Part.count()])[part.ordinal()] += nanos;
    }
  }

  /** What a futex is that the recorder tells of; UNKNOWN for what is no futex, or not known. */
  private static Part part(JvmWait wait, String parkedFor) {
    return switch (wait) {
      case PARK -> WaitWords.parkedFor(parkedFor);
      case MONITOR -> Part.LOCK;
      case WAIT -> Part.IDLE;
      case SLEEP -> Part.SLEEP;
      case SOCKET, FILE, GC_PAUSE, PINNED -> Part.UNKNOWN;
    };
  }

  synchronized void owner(String name, long nanos) {
    if (owners.size() < MOST_OWNERS || owners.containsKey(name)) {
      long[] sums = owners.computeIfAbsent(name, _ -> new long[2]);
      sums[0]++;
      sums[1] += nanos;
    }
  }

  /** A flush of the JVM's has been read. */
  synchronized void flushed(long nowMillis) {
    boolean late = events >= EVENTS_THAT_TELL && nowMillis - newestMillis > LAGS_MILLIS;
    overwhelmed |= late || events > MOST_EVENTS;
    flushed = true;
  }

  synchronized void failed(String why) {
    failure = CleanText.clean(why, LONGEST_NAME);
  }

  /** Takes out all that there is. */
  public synchronized Taken take() {
    List<JvmLatency> latencies = new ArrayList<>();
    for (int i = 0; i < histograms.length; i++) {
      Histogram histogram = histograms[i];
      if (histogram != null && histogram.getTotalCount() > 0) {
        latencies.add(new JvmLatency(JvmWait.at(i), histogram.copy()));
        histogram.reset();
      }
    }
    Taken taken = new Taken(latencies, takeOwners(), takeWords(), flushed, overwhelmed, failure);
    events = 0;
    flushed = false;
    overwhelmed = false;
    failure = "";
    return taken;
  }

  private List<MonitorOwner> takeOwners() {
    List<MonitorOwner> found = new ArrayList<>();
    owners.forEach(
        (name, sums) -> {
          String shown = name.isEmpty() ? "a thread that has ended" : name;
          found.add(new MonitorOwner(CleanText.clean(shown, LONGEST_NAME), sums[0], sums[1]));
        });
    owners.clear();
    found.sort(Comparator.comparingLong(MonitorOwner::waitNanos).reversed());
    return found;
  }

  private Map<Integer, Part> takeWords() {
    Map<Integer, Part> words = new HashMap<>();
    waits.forEach(
        (tid, nanos) -> {
          int most = 0;
          for (int i = 1; i < nanos.length; i++) {
            most = nanos[i] > nanos[most] ? i : most;
          }
          words.put(tid, Part.at(most));
        });
    waits.clear();
    return words;
  }
}
