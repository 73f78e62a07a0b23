package dev.conctop.sample;

import dev.conctop.sample.figure.Figure;
import dev.conctop.sample.figure.Pid;
import dev.conctop.sample.task.TaskCounts;
import java.util.List;
import java.util.Map;

/** A step in a subject's life. */
public sealed interface SubjectEvent extends Fact {
  /** What is being done before the first frame, in words: "starting the server". */
  record Starting(String step) implements SubjectEvent {}

  /** The subject spoke. */
  record Hello(Pid pid, String runtimeName, String runtimeVersion, boolean emulated)
      implements SubjectEvent {}

  /**
   * The run ended as it should.
   *
   * @param wallNanos from the first task's intended start to the end of measuring
   * @param tasks totals of the measured phase
   */
  record Finished(long wallNanos, TaskCounts tasks, Map<String, Long> errors)
      implements SubjectEvent {}

  /** Several subjects are started: whatever is said of arms from now on is said of these. */
  record ArmsBegin() implements SubjectEvent {}

  /**
   * One of several subjects begins a block: what is told from now on is about it.
   *
   * @param arm which, from 0
   */
  record BlockBegins(int arm, Hello hello) implements SubjectEvent {}

  /**
   * One of several subjects has opened all it needs, or has ended a block, and rests.
   *
   * @param arm which, from 0
   */
  record Rests(int arm) implements SubjectEvent {}

  /**
   * One of several subjects cannot be started or has ended by itself; the others go on.
   *
   * @param arm which, from 0
   * @param lastWords the last lines of its stderr, cleaned
   */
  record ArmDied(int arm, String what, List<String> lastWords) implements SubjectEvent {}

  /**
   * A block is over, all that was seen of it was told before.
   *
   * @param arm who worked, from 0
   * @param wallNanos as whole tasks are counted: from completion to completion where there were two
   * @param memoryBytes proportional share of memory of all its processes at the end (PSS)
   */
  record BlockEnded(
      int arm, long wallNanos, TaskCounts tasks, Map<String, Long> errors, Figure memoryBytes)
      implements SubjectEvent {
    /** The same with what its memory is. */
    public BlockEnded withMemory(Figure bytes) {
      return new BlockEnded(arm, wallNanos, tasks, errors, bytes);
    }
  }

  /**
   * The subject or its server ended by itself or could not be started.
   *
   * @param lastWords the last lines of its stderr, cleaned
   * @param refused whether it was for what was asked of it, not for what happened
   */
  record Died(String what, List<String> lastWords, boolean refused) implements SubjectEvent {
    /** Something happened. */
    public Died(String what, List<String> lastWords) {
      this(what, lastWords, false);
    }
  }
}
