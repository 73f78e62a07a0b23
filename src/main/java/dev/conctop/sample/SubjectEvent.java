package dev.conctop.sample;

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

  /**
   * The subject or its server ended by itself or could not be started.
   *
   * @param lastWords the last lines of its stderr, cleaned
   */
  record Died(String what, List<String> lastWords) implements SubjectEvent {}
}
