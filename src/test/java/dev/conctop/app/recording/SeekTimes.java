package dev.conctop.app.recording;

import dev.conctop.app.recording.deck.Deck;
import dev.conctop.app.recording.deck.Scan;
import dev.conctop.app.recording.moment.Moments;
import dev.conctop.record.Recording;
import dev.conctop.state.ui.PlayOrder;
import java.io.IOException;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Locale;
import java.util.Random;

/**
 * How long it takes to open a recording, to go over it once, and to go anywhere in it: {@code
 * SeekTimes FILE [HOW_MANY]}. With the flags of the program's own launcher it is what a person
 * waits for.
 */
public final class SeekTimes {
  private static final int WARM = 20;

  private SeekTimes() {}

  public static void main(String[] args) throws Exception {
    Path file = Path.of(args[0]);
    int times = args.length > 1 ? Integer.parseInt(args[1]) : 100;
    long before = System.nanoTime();
    Recording recording = Recording.open(file);
    double openMillis = (System.nanoTime() - before) / 1e6;
    try (Recording whole = Recording.open(file)) {
      Scan scan = new Scan(whole);
      before = System.nanoTime();
      while (scan.on()) {
        Thread.onSpinWait();
      }
      double scanMillis = (System.nanoTime() - before) / 1e6;
      double[] millis = seeks(recording, scan, times);
      Arrays.sort(millis);
      System.out.printf(
          Locale.ROOT,
          "open %.1f ms, go over all of it %.0f ms, seek: median %.1f, 90 %% %.1f, most %.1f ms"
              + " (%d times, of %.1f minutes)%n",
          openMillis,
          scanMillis,
          millis[times / 2],
          millis[times * 9 / 10],
          millis[times - 1],
          times,
          (recording.endNanos() - recording.beginNanos()) / 60e9);
    } finally {
      recording.close();
    }
  }

  private static double[] seeks(Recording recording, Scan scan, int times) throws IOException {
    Moments moments =
        new Moments(
            recording.beginNanos(),
            recording.endNanos(),
            recording.header().wallNanosAt(recording.beginNanos()),
            ZoneOffset.UTC);
    Deck deck = new Deck(recording, scan, moments, _ -> {});
    long length = recording.endNanos() - recording.beginNanos();
    Random random = new Random(11);
    double[] millis = new double[times];
    for (int i = -WARM; i < times; i++) {
      long to = recording.beginNanos() + (long) (random.nextDouble() * length);
      long begin = System.nanoTime();
      deck.obey(new PlayOrder.Skip(to - deck.nowNanos()));
      if (i >= 0) {
        millis[i] = (System.nanoTime() - begin) / 1e6;
      }
    }
    return millis;
  }
}
