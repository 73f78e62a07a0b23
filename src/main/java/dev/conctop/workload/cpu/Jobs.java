package dev.conctop.workload.cpu;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The jobs whose chunks are under way, and the reduce of those whose chunks are all there. Used by
 * any threads.
 */
final class Jobs {
  /** A job one of whose chunks failed is never whole: the oldest of so many is forgotten. */
  private static final int MOST_OPEN = 1024;

  /** Means are of so many jobs done last: what the first ones took says nothing of these. */
  private static final int LATEST = 64;

  private final int chunks;
  private final Map<Long, Job> open = new LinkedHashMap<>();
  private final ArrayDeque<Course> latest = new ArrayDeque<>();
  private long done;
  private long words;

  /**
   * @param chunks of a job
   */
  Jobs(int chunks) {
    this.chunks = chunks;
  }

  /**
   * How a job went.
   *
   * @param nanos from the beginning of its first chunk to the end of the reduce
   * @param heldNanos how long all chunks but one had ended
   */
  private record Course(long nanos, long heldNanos) {}

  private static final class Job {
    final List<Map<String, Integer>> parts = new ArrayList<>();
    long began = Long.MAX_VALUE;
    long last = Long.MIN_VALUE;
    long lastButOne = Long.MIN_VALUE;

    void add(Map<String, Integer> part, long from, long to) {
      parts.add(part);
      began = Math.min(began, from);
      lastButOne = Math.max(lastButOne, Math.min(last, to));
      last = Math.max(last, to);
    }
  }

  /** A chunk has been mapped; whoever brings a job's last one does its reduce. */
  void add(long number, Map<String, Integer> part, long began, long ended) {
    Job whole = whole(number / chunks, part, began, ended);
    if (whole == null) {
      return;
    }
    Map<String, Integer> counts = new HashMap<>();
    for (Map<String, Integer> one : whole.parts) {
      one.forEach((word, count) -> counts.merge(word, count, Integer::sum));
    }
    long all = counts.values().stream().mapToLong(Integer::longValue).sum();
    long held = chunks == 1 ? 0 : whole.last - whole.lastButOne;
    done(new Course(System.nanoTime() - whole.began, held), all);
  }

  private synchronized @Nullable Job whole(
      long job, Map<String, Integer> part, long began, long ended) {
    Job its = open.computeIfAbsent(job, _ -> new Job());
    its.add(part, began, ended);
    if (its.parts.size() == chunks) {
      return open.remove(job);
    }
    if (open.size() > MOST_OPEN) {
      Iterator<Long> oldest = open.keySet().iterator();
      oldest.next();
      oldest.remove();
    }
    return null;
  }

  private synchronized void done(Course course, long all) {
    done++;
    words = all;
    latest.add(course);
    if (latest.size() > LATEST) {
      latest.remove();
    }
  }

  /** Reduces so far. */
  synchronized long done() {
    return done;
  }

  /** Words of the last job. */
  synchronized long words() {
    return words;
  }

  /** Mean of the jobs done last, from the first chunk's beginning to the result, ns. */
  synchronized double meanNanos() {
    return latest.stream().mapToLong(Course::nanos).average().orElse(0);
  }

  /** Mean of the time in which a job waited for one chunk alone, ns. */
  synchronized double meanHeldNanos() {
    return latest.stream().mapToLong(Course::heldNanos).average().orElse(0);
  }
}
