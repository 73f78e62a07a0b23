package dev.conctop.view.canvas;

/**
 * A line of text under construction, with numbers as people read them. Reused: nothing is allocated
 * a number. Every number has a largest width, so that columns stay where they are.
 */
public final class Words implements CharSequence {
  /** Cells of the widest {@link #percent}. */
  public static final int PERCENT = 5;

  /** Cells of the widest {@link #duration}. */
  public static final int DURATION = 6;

  private static final long[] UNIT_NANOS = {1, 1_000, 1_000_000, 1_000_000_000, 60_000_000_000L};
  private static final String[] UNITS = {" ns", " µs", " ms", " s", " min"};
  private static final String[] SIZES = {" B", " KiB", " MiB", " GiB", " TiB"};

  private final StringBuilder text = new StringBuilder(160);

  Words clear() {
    text.setLength(0);
    return this;
  }

  public boolean isBlank() {
    return text.isEmpty();
  }

  public Words add(CharSequence more) {
    text.append(more);
    return this;
  }

  public Words glyph(int codePoint) {
    text.appendCodePoint(codePoint);
    return this;
  }

  public Words whole(long value) {
    text.append(value);
    return this;
  }

  /** A share as {@code 12 %}; {@code <1 %} for what is there but rounds to nothing. */
  public Words percent(double share) {
    if (Double.isNaN(share)) {
      return add("n/a");
    }
    long rounded = Math.round(share * 100);
    if (rounded == 0 && share > 0.0005) {
      return add("<1 %");
    }
    return whole(rounded).add(" %");
  }

  /** Nanoseconds as {@code 206 ms}, {@code 1.3 s}: two figures below ten, whole above. */
  public Words duration(double nanos) {
    if (Double.isNaN(nanos)) {
      return add("n/a");
    }
    int unit = 0;
    while (unit < 4 && rounded(nanos, unit) >= (unit == 3 ? 600 : 1000)) {
      unit++;
    }
    double value = nanos / UNIT_NANOS[unit];
    long tenths = Math.round(value * 10);
    if (unit == 0 || tenths >= 100 || tenths == 0) {
      return whole(Math.round(value)).add(UNITS[unit]);
    }
    text.append(tenths / 10).append('.').append(tenths % 10);
    return add(UNITS[unit]);
  }

  /** Nanoseconds on an axis: as a duration, without a decimal that says nothing. */
  public Words tick(double nanos) {
    for (int unit = 4; unit >= 0; unit--) {
      double value = nanos / UNIT_NANOS[unit];
      if (value >= 0.999 && Math.abs(value - Math.rint(value)) < 1e-6 * value) {
        return whole(Math.round(value)).add(UNITS[unit]);
      }
    }
    return duration(nanos);
  }

  private static long rounded(double nanos, int unit) {
    return Math.round(nanos / UNIT_NANOS[unit]);
  }

  /** A count as {@code 12 345}; {@code 12.3 M} from ten millions on. */
  public Words count(long value) {
    if (Math.abs(value) >= 10_000_000_000L) {
      return tenths(value / 1e9).add(" G");
    }
    if (Math.abs(value) >= 10_000_000) {
      return tenths(value / 1e6).add(" M");
    }
    int start = text.length();
    text.append(value);
    int first = value < 0 ? start + 1 : start;
    for (int at = text.length() - 3; at > first; at -= 3) {
      text.insert(at, ' ');
    }
    return this;
  }

  /** A rate as {@code 310/s}, {@code 3.4/s}. */
  public Words rate(double perSecond) {
    if (Double.isNaN(perSecond)) {
      return add("n/a");
    }
    if (perSecond > 0 && perSecond < 9.95) {
      return tenths(perSecond).add("/s");
    }
    return count(Math.round(perSecond)).add("/s");
  }

  /** A number with one decimal. */
  public Words tenths(double value) {
    if (Double.isNaN(value)) {
      return add("n/a");
    }
    long tenths = Math.round(value * 10);
    if (tenths < 0) {
      text.append('-');
    }
    text.append(Math.abs(tenths) / 10).append('.').append(Math.abs(tenths) % 10);
    return this;
  }

  /** Bytes as {@code 64 KiB}, {@code 1.5 GiB}. */
  public Words bytes(double bytes) {
    if (Double.isNaN(bytes)) {
      return add("n/a");
    }
    int unit = 0;
    double value = bytes;
    while (unit < 4 && Math.round(value) >= 1024) {
      value /= 1024;
      unit++;
    }
    boolean whole = value >= 9.95 || unit == 0 || value == Math.rint(value);
    return (whole ? whole(Math.round(value)) : tenths(value)).add(SIZES[unit]);
  }

  /** A clock as {@code 00:12}, {@code 1:02:03}. */
  public Words clock(long nanos) {
    long seconds = Math.max(0, nanos / 1_000_000_000L);
    if (seconds >= 3600) {
      text.append(seconds / 3600).append(':');
    }
    return twoDigits(seconds / 60 % 60).add(":").twoDigits(seconds % 60);
  }

  private Words twoDigits(long value) {
    text.append((char) ('0' + value / 10)).append((char) ('0' + value % 10));
    return this;
  }

  @Override
  public int length() {
    return text.length();
  }

  @Override
  public char charAt(int index) {
    return text.charAt(index);
  }

  @Override
  public CharSequence subSequence(int start, int end) {
    return text.subSequence(start, end);
  }

  @Override
  public String toString() {
    return text.toString();
  }
}
