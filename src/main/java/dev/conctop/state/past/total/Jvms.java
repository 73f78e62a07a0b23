package dev.conctop.state.past.total;

import dev.conctop.sample.JvmSample;
import dev.conctop.sample.figure.Pid;
import dev.conctop.sample.jvm.JvmThread;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The JVMs that are watched, in the order in which they were found: the one attached to first. */
public record Jvms(List<JvmTotals> all) {
  private static final Jvms NONE = new Jvms(List.of());

  public Jvms {
    all = List.copyOf(all);
  }

  /** Of whom nothing is known. */
  public static Jvms none() {
    return NONE;
  }

  public Jvms and(JvmSample sample) {
    List<JvmTotals> next = new ArrayList<>(all);
    for (int i = 0; i < next.size(); i++) {
      if (next.get(i).newest().pid().equals(sample.pid())) {
        next.set(i, next.get(i).and(sample));
        return new Jvms(next);
      }
    }
    next.add(new JvmTotals(sample));
    return new Jvms(next);
  }

  /** The same ones, of which nothing has been added up yet. */
  public Jvms fresh() {
    return new Jvms(all.stream().map(JvmTotals::fresh).toList());
  }

  /** The one attached to. */
  public Optional<JvmTotals> first() {
    return all.isEmpty() ? Optional.empty() : Optional.of(all.getFirst());
  }

  /** What is known of one JVM. */
  public Optional<JvmTotals> of(Pid pid) {
    return all.stream().filter(jvm -> jvm.newest().pid().equals(pid)).findFirst();
  }

  /** A process's threads in its JVM's own words; none when it is no JVM, or was not asked. */
  public List<JvmThread> threads(int pid) {
    return of(new Pid(pid)).map(jvm -> jvm.newest().threads()).orElse(List.of());
  }

  /** A thread in its JVM's own words. */
  public Optional<JvmThread> thread(int pid, int tid) {
    for (JvmTotals jvm : all) {
      if (jvm.newest().pid().value() == pid) {
        return jvm.newest().threads().stream().filter(t -> t.tid() == tid).findFirst();
      }
    }
    return Optional.empty();
  }
}
