package dev.conctop.export.html.plot;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Rectangles by kind, each kind one path: a chart of thousands of cells is a few elements. What
 * lies beside its like is joined.
 */
public final class Rects {
  private record Rect(int x, int y, int width, int height) {
    boolean goesOnIn(Rect next) {
      return next.x == x + width && next.y == y && next.height == height;
    }
  }

  private final Map<String, List<Rect>> kinds = new LinkedHashMap<>();

  /** Adds one; one that has no width or no height is not there. */
  public void add(String kind, int x, int y, int width, int height) {
    if (width <= 0 || height <= 0) {
      return;
    }
    List<Rect> all = kinds.computeIfAbsent(kind, _ -> new ArrayList<>());
    Rect next = new Rect(x, y, width, height);
    if (!all.isEmpty() && all.getLast().goesOnIn(next)) {
      Rect last = all.removeLast();
      all.add(new Rect(last.x, y, last.width + width, height));
    } else {
      all.add(next);
    }
  }

  /** The kinds that there are, in the order in which they came first. */
  public List<String> kinds() {
    return List.copyOf(kinds.keySet());
  }

  /** How many rectangles of a kind there are once they are joined. */
  public int count(String kind) {
    return kinds.getOrDefault(kind, List.of()).size();
  }

  /** The path of a kind; empty when there is none. */
  public String path(String kind) {
    StringBuilder path = new StringBuilder();
    for (Rect rect : kinds.getOrDefault(kind, List.of())) {
      path.append('M').append(rect.x).append(' ').append(rect.y);
      path.append('h').append(rect.width).append('v').append(rect.height);
      path.append('h').append(-rect.width).append('z');
    }
    return path.toString();
  }
}
