package dev.conctop.pty;

/** Select graphic rendition. */
final class Sgr {
  private Sgr() {}

  static VtScreen.Pen apply(VtScreen.Pen pen, String parameters) {
    String[] p = parameters.isEmpty() ? new String[] {"0"} : parameters.split(";", -1);
    VtScreen.Pen now = pen;
    for (int i = 0; i < p.length; i++) {
      int n = p[i].isEmpty() ? 0 : Integer.parseInt(p[i]);
      if (n == 38 || n == 48) {
        int length = p[i + 1].equals("5") ? 3 : 5;
        String color = String.join(";", java.util.Arrays.copyOfRange(p, i, i + length));
        now = n == 38 ? foreground(now, color) : background(now, color);
        i += length - 1;
      } else {
        now = simple(now, n);
      }
    }
    return now;
  }

  private static VtScreen.Pen simple(VtScreen.Pen pen, int n) {
    if ((n >= 30 && n <= 37) || (n >= 90 && n <= 97)) {
      return foreground(pen, Integer.toString(n));
    }
    if ((n >= 40 && n <= 47) || (n >= 100 && n <= 107)) {
      return background(pen, Integer.toString(n));
    }
    return switch (n) {
      case 0 -> VtScreen.Pen.PLAIN;
      case 39 -> foreground(pen, "");
      case 49 -> background(pen, "");
      case 1, 22 -> flags(pen, n == 1, pen.underline(), pen.reverse());
      case 4, 24 -> flags(pen, pen.bold(), n == 4, pen.reverse());
      case 7, 27 -> flags(pen, pen.bold(), pen.underline(), n == 7);
      default -> pen;
    };
  }

  private static VtScreen.Pen foreground(VtScreen.Pen pen, String color) {
    return new VtScreen.Pen(color, pen.background(), pen.bold(), pen.underline(), pen.reverse());
  }

  private static VtScreen.Pen background(VtScreen.Pen pen, String color) {
    return new VtScreen.Pen(pen.foreground(), color, pen.bold(), pen.underline(), pen.reverse());
  }

  private static VtScreen.Pen flags(
      VtScreen.Pen pen, boolean bold, boolean underline, boolean reverse) {
    return new VtScreen.Pen(pen.foreground(), pen.background(), bold, underline, reverse);
  }
}
