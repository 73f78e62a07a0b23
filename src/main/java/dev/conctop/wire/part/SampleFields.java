package dev.conctop.wire.part;

import dev.conctop.sample.task.TaskSample;
import dev.conctop.sample.task.TaskSample.Step;
import dev.conctop.sample.task.TaskWait;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.core.JsonGenerator;

/**
 * The field {@code sample} of a frame; a subject may have none. A task is an array of states and
 * their times in turn; a state with an asterisk before it was under a lock.
 */
public final class SampleFields {
  private static final String LOCKED = "*";

  private SampleFields() {}

  /** Writes tasks step by step. */
  public static void write(JsonGenerator json, List<TaskSample> samples) {
    if (samples.isEmpty()) {
      return;
    }
    json.writeArrayPropertyStart("sample");
    for (TaskSample sample : samples) {
      json.writeStartObject();
      json.writeArrayPropertyStart("steps");
      for (Step step : sample.steps()) {
        json.writeString((step.locked() ? LOCKED : "") + step.state().key());
        json.writeNumber(step.nanos());
      }
      json.writeEndArray();
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  /** More tasks and steps than the most are not read. */
  public static List<TaskSample> read(Fields frame) throws BadFrame {
    List<TaskSample> samples = new ArrayList<>();
    for (Fields fields : frame.objects("sample")) {
      List<Step> steps = steps(fields.list("steps"));
      if (!steps.isEmpty() && samples.size() < TaskSample.MOST) {
        samples.add(new TaskSample(steps));
      }
    }
    return samples;
  }

  private static List<Step> steps(List<?> words) throws BadFrame {
    List<Step> steps = new ArrayList<>();
    for (int i = 0; i + 1 < words.size() && steps.size() < TaskSample.MOST_STEPS; i += 2) {
      if (!(words.get(i) instanceof String name
          && words.get(i + 1) instanceof Long nanos
          && nanos >= 0)) {
        throw new BadFrame("a step is not a state and its time");
      }
      boolean locked = name.startsWith(LOCKED);
      steps.add(new Step(state(locked ? name.substring(1) : name), nanos, locked));
    }
    return steps;
  }

  private static TaskWait state(String key) throws BadFrame {
    for (int i = 0; i < TaskWait.count(); i++) {
      if (TaskWait.at(i).key().equals(key)) {
        return TaskWait.at(i);
      }
    }
    throw new BadFrame("unknown state in a step");
  }
}
