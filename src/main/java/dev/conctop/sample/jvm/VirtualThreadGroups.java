package dev.conctop.sample.jvm;

import dev.conctop.sample.figure.Figure;
import java.util.List;

/**
 * All of a JVM's virtual threads, parked ones included, grouped by state and stack: as of when they
 * were last asked for.
 *
 * @param threads how many there are
 * @param groups the largest first, as many as are kept
 * @param tookNanos from the question until they were counted
 * @param reason why nothing, or not all, could be read; empty when all was
 */
public record VirtualThreadGroups(
    Figure threads, List<Group> groups, long tookNanos, String reason) {
  public VirtualThreadGroups {
    groups = List.copyOf(groups);
  }

  /** The reason while they are being counted. */
  public static final String BEING_COUNTED = "they are still being counted";

  public boolean isUnderWay() {
    return reason.equals(BEING_COUNTED);
  }

  /** They could not be read, or were not asked for. */
  public static VirtualThreadGroups na(String reason) {
    return new VirtualThreadGroups(Figure.na(reason), List.of(), 0, reason);
  }

  /**
   * Threads with the same state and stack.
   *
   * @param state as {@code Thread.State}; empty where the JDK does not write it and its stack does
   *     not tell
   * @param at the innermost frame that is the program's, else the innermost; empty without a stack
   * @param stack class and method, the innermost first
   */
  public record Group(long count, String state, String at, List<String> stack) {
    public Group {
      stack = List.copyOf(stack);
    }
  }
}
