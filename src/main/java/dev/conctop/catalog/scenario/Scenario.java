package dev.conctop.catalog.scenario;

import dev.conctop.catalog.RunRequest;
import java.util.List;

/**
 * A lesson: a run that shows one thing, and what is expected of it.
 *
 * @param name as in {@code --scenario}
 * @param title the challenge in one line
 * @param look what to look at while it runs
 * @param request the run
 * @param sweep numbers of workers to be run one after another; empty: the run alone
 * @param freeCores whether it shows anything only on a machine with two idle cores
 */
public record Scenario(
    String name,
    String title,
    String look,
    RunRequest request,
    List<Integer> sweep,
    boolean freeCores,
    List<Expectation> expected) {
  public Scenario {
    sweep = List.copyOf(sweep);
    expected = List.copyOf(expected);
  }
}
