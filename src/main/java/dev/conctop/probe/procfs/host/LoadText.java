package dev.conctop.probe.procfs.host;

import dev.conctop.probe.procfs.file.Texts;

/** {@code /proc/loadavg}: {@code 0.72 0.25 0.12 1/92 5602}; reused. */
public final class LoadText {
  /** Mean number of runnable and uninterruptible threads over a minute. */
  public double oneMinute;

  /** Runnable threads now, who reads included; -1 when it is not said. */
  public long runnable;

  /** Threads on the machine; -1 when it is not said. */
  public long threads;

  /** Reads a text; false when it is not this file. */
  public boolean parse(byte[] text, int length) {
    runnable = -1;
    threads = -1;
    if (length <= 0 || !Texts.digit(text[0])) {
      return false;
    }
    int point = 0;
    while (point < length && Texts.digit(text[point])) {
      point++;
    }
    oneMinute = Texts.decimal(text, 0, length);
    double unit = 0.1;
    for (int i = point + 1; i < length && Texts.digit(text[i]); i++) {
      oneMinute += (text[i] - '0') * unit;
      unit /= 10;
    }
    int at = 0;
    for (int word = 0; word < 3; word++) {
      at = Texts.skipBlanks(text, Texts.skipWord(text, at, length), length);
    }
    if (at < length && Texts.digit(text[at])) {
      runnable = Texts.decimal(text, at, length);
      while (at < length && Texts.digit(text[at])) {
        at++;
      }
      if (at + 1 < length && text[at] == '/' && Texts.digit(text[at + 1])) {
        threads = Texts.decimal(text, at + 1, length);
      }
    }
    return true;
  }
}
