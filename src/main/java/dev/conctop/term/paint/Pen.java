package dev.conctop.term.paint;

import dev.conctop.view.canvas.Canvas;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** The terminal's current colours and attributes, changed as seldom and as briefly as possible. */
final class Pen {
  private static final byte[] NO_FOREGROUND = "39".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] NO_BACKGROUND = "49".getBytes(StandardCharsets.US_ASCII);

  private final ByteSink out;
  private final SgrTable sgr;
  private int attributes;
  private byte[] foreground = NO_FOREGROUND;
  private byte[] background = NO_BACKGROUND;
  private boolean separator;

  Pen(ByteSink out, SgrTable sgr) {
    this.out = out;
    this.sgr = sgr;
  }

  /** The terminal is at its defaults. */
  void reset() {
    attributes = 0;
    foreground = NO_FOREGROUND;
    background = NO_BACKGROUND;
  }

  /** Back to the defaults, so that nothing that is printed later inherits a colour. */
  void lift() {
    if (!plain()) {
      out.put('\033');
      out.put('[');
      out.put('m');
      reset();
    }
  }

  private boolean plain() {
    return attributes == 0 && isDefault(foreground, background);
  }

  private static boolean isDefault(byte[] front, byte[] back) {
    return Arrays.equals(front, NO_FOREGROUND) && Arrays.equals(back, NO_BACKGROUND);
  }

  /** Whether a cell looks like an erased one. */
  boolean blank(int codePoint, int style) {
    return codePoint == ' ' && sgr.defaultBackground(style) && !visibleOnBlank(style);
  }

  private boolean visibleOnBlank(int style) {
    return (style & (Canvas.REVERSE | Canvas.UNDERLINE)) != 0;
  }

  /** Whether a character of a style may be written with the pen as it is. */
  boolean suits(int codePoint, int style) {
    if (!Arrays.equals(background, sgr.background(style))) {
      return false;
    }
    int wanted = sgr.attributes(style);
    if (codePoint == ' ' && !visibleOnBlank(style) && !visibleOnBlank(attributes)) {
      return true; // a blank has no foreground and no weight
    }
    return wanted == attributes && Arrays.equals(foreground, sgr.foreground(style));
  }

  void useFor(int codePoint, int style) {
    if (!suits(codePoint, style)) {
      use(style);
    }
  }

  /** Changes to a style exactly. */
  void use(int style) {
    int newAttributes = sgr.attributes(style);
    byte[] newForeground = sgr.foreground(style);
    byte[] newBackground = sgr.background(style);
    if (newAttributes == 0 && isDefault(newForeground, newBackground)) {
      lift();
      return;
    }
    int changed = newAttributes ^ attributes;
    boolean front = !Arrays.equals(foreground, newForeground);
    boolean back = !Arrays.equals(background, newBackground);
    if (changed == 0 && !front && !back) {
      return;
    }
    out.put('\033');
    out.put('[');
    separator = false;
    attribute(changed, newAttributes, Canvas.BOLD, 1, 22);
    attribute(changed, newAttributes, Canvas.UNDERLINE, 4, 24);
    attribute(changed, newAttributes, Canvas.REVERSE, 7, 27);
    if (front) {
      parameter(newForeground);
    }
    if (back) {
      parameter(newBackground);
    }
    out.put('m');
    attributes = newAttributes;
    foreground = newForeground;
    background = newBackground;
  }

  private void attribute(int changed, int wanted, int bit, int on, int off) {
    if ((changed & bit) != 0) {
      separate();
      out.putNumber((wanted & bit) != 0 ? on : off);
    }
  }

  private void parameter(byte[] value) {
    separate();
    out.put(value);
  }

  private void separate() {
    if (separator) {
      out.put(';');
    }
    separator = true;
  }
}
