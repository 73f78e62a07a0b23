package dev.conctop.report.advice;

import dev.conctop.experiment.advice.Advice.Missing;
import dev.conctop.experiment.advice.Advice.Standing;
import dev.conctop.experiment.advice.Figure;
import java.util.List;
import tools.jackson.core.JsonGenerator;

/** What the documents on workloads and on processes have in common. */
final class AdviceParts {
  private final JsonGenerator out;

  AdviceParts(JsonGenerator out) {
    this.out = out;
  }

  void missing(List<Missing> missing) {
    out.writeArrayPropertyStart("missing");
    for (Missing one : missing) {
      out.writeStartObject();
      out.writeStringProperty("what", one.what());
      out.writeStringProperty("why", one.why());
      out.writeStringProperty("how", one.how());
      out.writeEndObject();
    }
    out.writeEndArray();
  }

  /** A figure's name in JSON, with its unit. */
  static String key(Figure figure) {
    return switch (figure) {
      case CPU -> "cpu_ns";
      case WAIT -> "wait_ns";
      case LOCK -> "lock_ns";
      case IPC -> "ipc_ns";
      case CALLS -> "calls";
      case CORES -> "cores";
      case ASKED -> "asked_per_s";
      case IN_FLIGHT -> "in_flight";
      case RATE -> "rate_per_s";
      case RELEASED -> "outside_interpreter_lock";
      case FREE_THREADED -> "free_threaded_overhead";
      case GOAL -> "goal_ns";
    };
  }

  static String key(Standing standing) {
    return switch (standing) {
      case NOT_TESTED -> "not-tested";
      case MEASURED_BEST -> "measured-best";
      case NO_CLEAR_WINNER -> "no-clear-winner";
      case ALONE -> "alone";
    };
  }
}
