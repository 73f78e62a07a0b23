package dev.conctop.export.html.story;

import dev.conctop.sample.figure.Part;
import java.util.Arrays;

/** The part that took most of each column, of one thread. Confined to one thread. */
final class Columns {
  private final byte[] parts;
  private final double[] now = new double[Part.count()];
  private final double[] all = new double[Part.count()];
  private int bin = -1;

  Columns(int count) {
    parts = new byte[count];
    Arrays.fill(parts, Lane.NOTHING);
  }

  /** Adds time; columns come in order, and what comes late counts in the last one. */
  void add(int at, Part part, double nanos) {
    if (at > bin) {
      settle();
      bin = at;
    }
    now[part.ordinal()] += nanos;
    all[part.ordinal()] += nanos;
  }

  void settle() {
    int most = -1;
    for (int i = 0; i < now.length; i++) {
      if (now[i] > 0 && (most < 0 || now[i] > now[most])) {
        most = i;
      }
    }
    if (bin >= 0 && most >= 0) {
      parts[bin] = (byte) most;
    }
    Arrays.fill(now, 0);
  }

  byte[] parts() {
    return parts.clone();
  }

  double[] shares() {
    double sum = Arrays.stream(all).sum();
    return Arrays.stream(all).map(part -> sum == 0 ? 0 : part / sum).toArray();
  }
}
