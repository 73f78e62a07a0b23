package dev.conctop.export.html.plot;

/** A line through points, broken where one is not known. */
public final class Line {
  private final StringBuilder path = new StringBuilder();
  private boolean drawing;
  private int lastX;
  private int lastY;

  /** Goes to a point; begins there when there was a break before. */
  public void to(int x, int y) {
    if (!drawing) {
      path.append('M').append(x).append(' ').append(y);
    } else if (y == lastY) {
      path.append('h').append(x - lastX);
    } else if (x == lastX) {
      path.append('v').append(y - lastY);
    } else {
      path.append('l').append(x - lastX).append(' ').append(y - lastY);
    }
    drawing = true;
    lastX = x;
    lastY = y;
  }

  /** Ends the line here; it may begin anew. */
  public void lift() {
    drawing = false;
  }

  public boolean isEmpty() {
    return path.isEmpty();
  }

  /** As a path of SVG. */
  public String path() {
    return path.toString();
  }
}
