package dev.conctop.state.list;

import dev.conctop.sample.figure.Fidelity;
import dev.conctop.sample.figure.Figure;
import dev.conctop.sample.thread.ProcessCosts;
import dev.conctop.sample.thread.ProcessRow;
import dev.conctop.state.ui.table.ProcessFilter;
import dev.conctop.state.ui.table.ProcessItem;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/**
 * Processes below their parents. A parent that does not hold the filter is shown for its children.
 */
public final class ProcessTree {
  /** Deeper ones stand at this depth. */
  private static final int DEEPEST = 40;

  private final ProcessFilter filter;
  private final Comparator<ProcessRow> order;
  private final Set<Integer> folded;
  private final Map<Integer, List<ProcessRow>> children = new HashMap<>();
  private final List<ProcessRow> roots = new ArrayList<>();
  private final List<ProcessItem> items = new ArrayList<>();

  /** One process with what is shown below it. */
  private record Node(ProcessRow row, List<Node> below, int inside, boolean parent) {}

  /**
   * @param order of brothers; folded parents are sorted by their sums
   */
  public ProcessTree(
      List<ProcessRow> rows,
      ProcessFilter filter,
      Comparator<ProcessRow> order,
      Set<Integer> folded) {
    this.filter = filter;
    this.order = order;
    this.folded = folded;
    Map<Integer, Integer> parents = new HashMap<>();
    rows.forEach(row -> parents.put(row.pid(), row.names().ppid()));
    for (ProcessRow row : rows) {
      if (leads(row.pid(), parents)) {
        children.computeIfAbsent(row.names().ppid(), _ -> new ArrayList<>()).add(row);
      } else {
        roots.add(row);
      }
    }
  }

  /**
   * Whether it has a parent here. Numbers are read one after the other and may be used again
   * meanwhile: a circle has no parents.
   */
  private static boolean leads(int pid, Map<Integer, Integer> parents) {
    Integer parent = parents.get(pid);
    if (parent == null || !parents.containsKey(parent)) {
      return false;
    }
    int steps = 0;
    for (Integer at = parent; at != null; at = parents.get(at)) {
      if (at == pid || steps++ > parents.size()) {
        return false;
      }
    }
    return true;
  }

  public List<ProcessItem> items() {
    List<Node> nodes = nodes(roots);
    for (Node node : nodes) {
      add(node, 0, 0);
    }
    return items;
  }

  private List<Node> nodes(List<ProcessRow> rows) {
    List<Node> nodes = new ArrayList<>();
    for (ProcessRow row : rows) {
      List<ProcessRow> below = children.getOrDefault(row.pid(), List.of());
      List<Node> inner = nodes(below);
      if (!filter.holds(row) && inner.isEmpty()) {
        continue;
      }
      boolean closed = folded.contains(row.pid()) && !inner.isEmpty();
      nodes.add(
          closed
              ? new Node(sum(row, inner), List.of(), count(inner), true)
              : new Node(row, inner, 0, !inner.isEmpty()));
    }
    nodes.sort(Comparator.comparing(Node::row, order));
    return nodes;
  }

  private static int count(List<Node> nodes) {
    int count = 0;
    for (Node node : nodes) {
      count += 1 + node.inside() + count(node.below());
    }
    return count;
  }

  private static ProcessRow sum(ProcessRow row, List<Node> below) {
    List<ProcessRow> all = new ArrayList<>();
    all.add(row);
    collect(below, all);
    ProcessCosts costs =
        new ProcessCosts(
            sum(all, each -> each.costs().residentBytes()),
            sum(all, each -> each.costs().readPerSecond()),
            sum(all, each -> each.costs().writtenPerSecond()));
    int threads = all.stream().mapToInt(ProcessRow::threads).sum();
    return row.summed(threads, sum(all, ProcessRow::onCpu), sum(all, ProcessRow::runQueue), costs);
  }

  private static void collect(List<Node> nodes, List<ProcessRow> into) {
    for (Node node : nodes) {
      into.add(node.row());
      collect(node.below(), into);
    }
  }

  /** Of those that are known; estimated when some are not. */
  private static Figure sum(List<ProcessRow> rows, Function<ProcessRow, Figure> of) {
    double sum = 0;
    int known = 0;
    boolean exact = true;
    for (ProcessRow row : rows) {
      Figure figure = of.apply(row);
      exact &= figure.fidelity() == Fidelity.EXACT;
      if (figure.known()) {
        sum += figure.value();
        known++;
      }
    }
    if (known == 0) {
      return of.apply(rows.getFirst());
    }
    return exact ? Figure.exact(sum) : Figure.estimated(sum);
  }

  private void add(Node node, int depth, long rails) {
    items.add(new ProcessItem(node.row(), depth, rails, node.inside(), node.parent()));
    int deeper = Math.min(depth + 1, DEEPEST);
    for (int i = 0; i < node.below().size(); i++) {
      boolean more = i + 1 < node.below().size();
      long bit = 1L << (deeper - 1);
      add(node.below().get(i), deeper, more ? rails | bit : rails & ~bit);
    }
  }
}
