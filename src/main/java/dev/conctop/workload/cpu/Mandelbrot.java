package dev.conctop.workload.cpu;

import dev.conctop.workload.task.Sink;
import dev.conctop.workload.task.Splittable;
import dev.conctop.workload.task.Surroundings;
import dev.conctop.workload.task.TaskContext;
import dev.conctop.workload.task.Workload;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/**
 * One tile of the Mandelbrot set: how many of its pixels do not escape. Tiles come in turn from a
 * grid over the set, so tasks differ in length as the parts of a picture do.
 */
public final class Mandelbrot implements Workload, Splittable {
  /** Iterations between two checkpoints: about 2 µs. */
  private static final int CHUNK = 1000;

  /** Tiles a side of the picture. */
  public static final int GRID = 8;

  private static final double LEFT = -2.0;
  private static final double TOP = -1.25;
  private static final double SIDE = 2.5;

  private final AtomicLong next = new AtomicLong();
  private final Sink sink = new Sink();
  private int tile;
  private int iterations;

  @Override
  public void open(Surroundings surroundings) {
    tile = (int) surroundings.parameters().number("tile");
    iterations = (int) surroundings.parameters().number("iterations");
  }

  @Override
  public void run(TaskContext task) {
    sink.accept(inside(task, nextTile(), tile, iterations));
  }

  private int nextTile() {
    return (int) (next.getAndIncrement() % (GRID * GRID));
  }

  /** Bands of rows; they differ in length as tiles do. */
  @Override
  public List<Portion> split(int parts) {
    int number = nextTile();
    int bands = Math.min(parts, tile);
    List<Portion> portions = new ArrayList<>(bands);
    for (int i = 0; i < bands; i++) {
      int from = tile * i / bands;
      int to = tile * (i + 1) / bands;
      portions.add(task -> inside(task, number, tile, iterations, from, to));
    }
    return portions;
  }

  @Override
  public void joined(long sum) {
    sink.accept(sum);
  }

  /**
   * Counts the pixels of a tile that stay bounded.
   *
   * @param number the tile, row by row, 0 to GRID * GRID - 1
   * @param pixels pixels a side of the tile
   * @param most iterations after which a pixel counts as bounded
   */
  public static long inside(TaskContext task, int number, int pixels, int most) {
    return inside(task, number, pixels, most, 0, pixels);
  }

  private static long inside(
      TaskContext task, int number, int pixels, int most, int fromRow, int toRow) {
    double step = SIDE / GRID / pixels;
    double left = LEFT + SIDE / GRID * (number % GRID);
    double top = TOP + SIDE / GRID * (number / GRID);
    long inside = 0;
    int unchecked = 0;
    for (int row = fromRow; row < toRow; row++) {
      for (int column = 0; column < pixels; column++) {
        int steps = escape(task, left + step * (column + 0.5), top + step * (row + 0.5), most);
        inside += steps == most ? 1 : 0;
        unchecked += Math.min(steps, CHUNK) + 1;
        if (unchecked >= CHUNK) {
          unchecked = 0;
          task.checkpoint();
        }
      }
    }
    return inside;
  }

  /** After how many iterations a point has left the circle of radius 2, or {@code most}. */
  public static int escape(TaskContext task, double cx, double cy, int most) {
    double x = 0;
    double y = 0;
    int done = 0;
    while (true) {
      int end = Math.min(most, done + CHUNK);
      for (; done < end; done++) {
        double xx = x * x;
        double yy = y * y;
        if (xx + yy > 4) {
          return done;
        }
        y = 2 * x * y + cy;
        x = xx - yy + cx;
      }
      if (done == most) {
        return most;
      }
      task.checkpoint();
    }
  }

  public long result() {
    return sink.last();
  }

  @Override
  public void close() {}
}
