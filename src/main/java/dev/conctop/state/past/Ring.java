package dev.conctop.state.past;

/** The last values of one figure, newest first when read. NaN stands for "nothing was measured". */
public final class Ring {
  private final float[] values;
  private int next;
  private int size;

  Ring(int capacity) {
    values = new float[capacity];
  }

  void add(double value) {
    values[next] = (float) value;
    next = (next + 1) % values.length;
    size = Math.min(size + 1, values.length);
  }

  /** How many values there are. */
  public int size() {
    return size;
  }

  /** The value {@code ago} steps back, 0 being the newest; NaN when there is none. */
  public float value(int ago) {
    return ago < size ? values[Math.floorMod(next - 1 - ago, values.length)] : Float.NaN;
  }

  Ring copy() {
    Ring copy = new Ring(values.length);
    System.arraycopy(values, 0, copy.values, 0, values.length);
    copy.next = next;
    copy.size = size;
    return copy;
  }
}
