package dev.conctop.workload.cpu;

import dev.conctop.catalog.parameter.Parameters;
import dev.conctop.workload.task.MapReduce;
import dev.conctop.workload.task.Surroundings;
import dev.conctop.workload.task.TaskContext;
import dev.conctop.workload.task.Workload;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Counts words by map and reduce: one task maps a chunk of a text, and whoever brings the last
 * chunk of a job puts its parts together. The last chunk of each job may be many times as long as
 * the others: the reduce waits for it.
 */
public final class WordCount implements Workload, MapReduce {
  private static final long LOWEST = (1L << 53) - 1;

  private final AtomicLong begun = new AtomicLong();
  private Jobs jobs = new Jobs(1);
  private String chunk = "";
  private int chunks = 1;
  private int skew = 1;

  @Override
  public void open(Surroundings surroundings) {
    Parameters parameters = surroundings.parameters();
    chunk = Documents.text((int) parameters.number("chunk"));
    skew = (int) parameters.number("skew");
    openReduce(surroundings);
  }

  @Override
  public void openReduce(Surroundings surroundings) {
    chunks = (int) surroundings.parameters().number("chunks");
    Jobs its = new Jobs(chunks);
    jobs = its;
    surroundings.gauge("jobs", its::done);
    surroundings.gauge("job_time", its::meanNanos);
    surroundings.gauge("job_held", its::meanHeldNanos);
    surroundings.gauge("result", () -> its.words() & LOWEST);
  }

  @Override
  public void run(TaskContext task) {
    long began = System.nanoTime();
    long number = begun.getAndIncrement();
    jobs.add(number, count(task, number), began, System.nanoTime());
  }

  private Map<String, Integer> count(TaskContext task, long number) {
    Map<String, Integer> counts = new HashMap<>();
    int times = number % chunks == chunks - 1 ? skew : 1;
    for (int i = 0; i < times; i++) {
      Text.count(task, chunk).forEach((word, count) -> counts.merge(word, count, Integer::sum));
    }
    return counts;
  }

  @Override
  public byte[] map(TaskContext task, long number) {
    StringBuilder lines = new StringBuilder();
    count(task, number)
        .forEach((word, count) -> lines.append(word).append(' ').append(count).append('\n'));
    return lines.toString().getBytes(StandardCharsets.US_ASCII);
  }

  @Override
  public void reduce(long number, byte[] part, long began, long ended) {
    Map<String, Integer> counts = new HashMap<>();
    for (String line : new String(part, StandardCharsets.US_ASCII).lines().toList()) {
      int space = line.indexOf(' ');
      counts.put(line.substring(0, space), Integer.valueOf(line.substring(space + 1)));
    }
    jobs.add(number, counts, began, ended);
  }

  @Override
  public void close() {}
}
