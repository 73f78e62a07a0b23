package dev.conctop.experiment.predict.plan;

import dev.conctop.experiment.predict.task.TaskVector;
import java.util.EnumMap;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * What this machine charges, as far as it was measured. What was not is absent, and what needs it
 * is not predicted.
 *
 * @param known finite and not below 0; cores and the switch interval above 0
 */
public record MachineCosts(Map<Cost, Double> known) {
  /** One of them. */
  public enum Cost {
    /** How many cores' worth of work the machine can do: two hardware threads are not two cores. */
    CORES("usable cores"),
    /** Nanoseconds of CPU for a virtual thread to let its carrier go and come back. */
    PARK("the cost of parking a virtual thread"),
    /** Nanoseconds of CPU for a loop to take up what has become ready. */
    DISPATCH("the cost of a loop's dispatch"),
    /** Nanoseconds of CPU for an OS thread to block and come back. */
    SWITCH("the cost of a context switch"),
    /** Nanoseconds of CPU of one side for a message and its answer, however small. */
    IPC_MESSAGE("the cost of a message to another process"),
    /** Nanoseconds of CPU of one side for each byte of them. */
    IPC_BYTE("the cost of a byte to another process"),
    /** Nanoseconds of CPU to start a thread. */
    SPAWN("the cost of a thread's start"),
    /** By which share work takes longer without an interpreter lock: 0.1 for 10 %. */
    FREE_THREADED("the overhead of the free-threaded build"),
    /** Nanoseconds after which who waits for the interpreter lock asks for it. */
    SWITCH_INTERVAL("the interpreter's switch interval");

    private final String words;

    Cost(String words) {
      this.words = words;
    }

    /** What it is. */
    public String words() {
      return words;
    }
  }

  public MachineCosts {
    known = Map.copyOf(known);
    known.forEach(
        (cost, value) -> {
          TaskVector.need(cost.words, value);
          if (value == 0 && (cost == Cost.CORES || cost == Cost.SWITCH_INTERVAL)) {
            throw new IllegalArgumentException(cost.words + ": 0");
          }
        });
  }

  /** Of which nothing but the cores is known. */
  public static MachineCosts ofCores(double cores) {
    return new MachineCosts(Map.of(Cost.CORES, cores));
  }

  /** The same with one that is known now. */
  public MachineCosts with(Cost cost, double value) {
    Map<Cost, Double> more = new EnumMap<>(Cost.class);
    more.putAll(known);
    more.put(cost, value);
    return new MachineCosts(more);
  }

  /** The same where all that costs something costs so many times as much. */
  public MachineCosts times(double factor) {
    Map<Cost, Double> more = new EnumMap<>(Cost.class);
    known.forEach(
        (cost, value) ->
            more.put(
                cost, cost == Cost.CORES || cost == Cost.SWITCH_INTERVAL ? value : value * factor));
    return new MachineCosts(more);
  }

  /** What it is, where it is known. */
  public OptionalDouble of(Cost cost) {
    Double value = known.get(cost);
    return value == null ? OptionalDouble.empty() : OptionalDouble.of(value);
  }
}
