package dev.conctop.workload.cpu;

import dev.conctop.workload.task.Sink;
import dev.conctop.workload.task.Surroundings;
import dev.conctop.workload.task.TaskContext;
import dev.conctop.workload.task.Workload;
import java.util.HashMap;
import java.util.Map;

/** Tokenises a text and counts its words: runs of the letters a to z. */
public final class Text implements Workload {
  /** Words between two checkpoints: about 3 µs. */
  private static final int CHUNK = 64;

  private final Sink sink = new Sink();
  private String text = "";

  @Override
  public void open(Surroundings surroundings) {
    sink.tell(surroundings);
    text = Documents.text((int) surroundings.parameters().number("size"));
  }

  @Override
  public void run(TaskContext task) {
    sink.accept(count(task, text).size());
  }

  /** How often each word occurs. */
  static Map<String, Integer> count(TaskContext task, String text) {
    Map<String, Integer> counts = new HashMap<>();
    int words = 0;
    int begin = -1;
    for (int i = 0; i <= text.length(); i++) {
      boolean letter = i < text.length() && text.charAt(i) >= 'a' && text.charAt(i) <= 'z';
      if (letter && begin < 0) {
        begin = i;
      } else if (!letter && begin >= 0) {
        counts.merge(text.substring(begin, i), 1, Integer::sum);
        begin = -1;
        if (++words % CHUNK == 0) {
          task.checkpoint();
        }
      }
    }
    return counts;
  }

  /** How many different words the last text had. */
  long result() {
    return sink.last();
  }

  @Override
  public void close() {}
}
