package dev.conctop.probe.procfs.host;

import dev.conctop.probe.procfs.file.Texts;

/** {@code /proc/pressure/*}: total stall times, µs; reused. */
public final class PressureText {
  private static final byte[] SOME = Texts.key("some");
  private static final byte[] FULL = Texts.key("full");
  private static final byte[] TOTAL = Texts.key("total=");

  /** Time in which some task was stalled, µs since boot; -1 when it is not said. */
  public long someMicros;

  /** Time in which all tasks were stalled, µs since boot; -1 when it is not said. */
  public long fullMicros;

  public void parse(byte[] text, int length) {
    someMicros = total(text, length, SOME);
    fullMicros = total(text, length, FULL);
  }

  private static long total(byte[] text, int length, byte[] kind) {
    int at = Texts.afterKey(text, length, kind);
    while (at >= 0 && at < length && text[at] != '\n') {
      if (Texts.startsWith(text, at, length, TOTAL)) {
        return Texts.decimal(text, at + TOTAL.length, length);
      }
      at = Texts.skipBlanks(text, Texts.skipWord(text, at, length), length);
    }
    return -1;
  }
}
