package dev.conctop.report.diff;

import dev.conctop.diagnosis.Verdict;
import java.util.List;
import java.util.Map;

/**
 * One of the two that are compared.
 *
 * @param file its name, as it was given
 * @param writer the program with its version that recorded it
 * @param machine its name
 * @param cores that could be used there
 * @param kind what was watched: "run", "process" or "machine"
 * @param what of it: the run's workload and model, the process's name; empty of a machine
 * @param asked of a run, what it was told beside its model, by name
 * @param fromNanos its first moment, ns since 1970
 * @param toNanos its last
 * @param verdict over the whole of it
 * @param gaps parts of it that cannot be read
 * @param slices its figures second by second
 */
public record Side(
    String file,
    String writer,
    String machine,
    int cores,
    String kind,
    String what,
    Map<String, String> asked,
    long fromNanos,
    long toNanos,
    Verdict verdict,
    List<String> gaps,
    Slices slices) {
  public Side {
    asked = Map.copyOf(asked);
    gaps = List.copyOf(gaps);
  }

  double seconds() {
    return (toNanos - fromNanos) / 1e9;
  }
}
