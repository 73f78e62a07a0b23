package dev.conctop.term;

import dev.conctop.term.paint.ColorDepth;
import dev.conctop.term.paint.Painter;
import dev.conctop.view.canvas.Canvas;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** A frame of 120×40 from the canvas to the bytes that are written. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 3, time = 1)
@Fork(
    value = 1,
    jvmArgsAppend = {"-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"})
public class PaintBench {
  private static final int COLUMNS = 120;
  private static final int ROWS = 40;

  /** 15 of 100 cells differ from the frame before. */
  private static final int CHANGED = COLUMNS * ROWS * 15 / 100;

  private final Canvas[] canvases = {new Canvas(COLUMNS, ROWS), new Canvas(COLUMNS, ROWS)};
  private final Painter painter = new Painter(ColorDepth.ANSI, false);
  private int turn;

  /** Both canvases full of text; the second differs in cells spread over the screen. */
  public PaintBench() {
    for (int cell = 0; cell < COLUMNS * ROWS; cell++) {
      for (Canvas canvas : canvases) {
        canvas.put(cell % COLUMNS, cell / COLUMNS, 'a' + cell % 26, cell % 5);
      }
    }
    for (int i = 0; i < CHANGED; i++) {
      int cell = i * 20 / 3;
      canvases[1].put(cell % COLUMNS, cell / COLUMNS, '0' + i % 10, i % 5);
    }
  }

  @Benchmark
  public int changed15Percent() {
    turn ^= 1;
    return painter.encode(canvases[turn], TestPalette.COLORFUL, COLUMNS, ROWS).length();
  }

  @Benchmark
  public int unchanged() {
    return painter.encode(canvases[0], TestPalette.COLORFUL, COLUMNS, ROWS).length();
  }
}
