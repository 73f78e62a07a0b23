package dev.conctop.workload.cpu;

import dev.conctop.workload.task.TaskContext;

/**
 * Bodies of mass 1 that pull at each other, with the gravitational constant 1 and the softened
 * force r / (r² + 0.01)^(3/2), stepped by the symplectic Euler method.
 */
public final class Bodies {
  static final double STEP = 0.001;
  private static final double SOFTENING = 0.01;

  /** Bodies to look at between two checkpoints: about 3 µs. */
  private static final int CHUNK = 512;

  private final double[] place;
  private final double[] speed;

  public Bodies(int count) {
    place = new double[3 * count];
    speed = new double[3 * count];
    for (int i = 0; i < count; i++) {
      place[3 * i] = (i * 37L % 101) / 10.0;
      place[3 * i + 1] = (i * 53L % 97) / 10.0;
      place[3 * i + 2] = (i * 71L % 89) / 10.0;
    }
  }

  public void step(TaskContext task) {
    int unchecked = 0;
    for (int i = 0; i < place.length; i += 3) {
      for (int from = 0; from < place.length; from += 3 * CHUNK) {
        int to = Math.min(place.length, from + 3 * CHUNK);
        pull(i, from, to);
        unchecked += (to - from) / 3;
        if (unchecked >= CHUNK) {
          unchecked = 0;
          task.checkpoint();
        }
      }
    }
    for (int i = 0; i < place.length; i++) {
      place[i] += speed[i] * STEP;
    }
    task.checkpoint();
  }

  /** What some bodies do to one body's speed in a step. */
  private void pull(int i, int from, int to) {
    double x = 0;
    double y = 0;
    double z = 0;
    for (int j = from; j < to; j += 3) {
      double dx = place[j] - place[i];
      double dy = place[j + 1] - place[i + 1];
      double dz = place[j + 2] - place[i + 2];
      double square = dx * dx + dy * dy + dz * dz + SOFTENING;
      double force = STEP / (square * Math.sqrt(square));
      x += dx * force;
      y += dy * force;
      z += dz * force;
    }
    speed[i] += x;
    speed[i + 1] += y;
    speed[i + 2] += z;
  }

  /** Kinetic and potential energy, which a right simulation keeps. */
  public double energy() {
    double energy = 0;
    for (int i = 0; i < place.length; i += 3) {
      energy += (square(speed[i]) + square(speed[i + 1]) + square(speed[i + 2])) / 2;
      for (int j = 0; j < i; j += 3) {
        energy -=
            1
                / Math.sqrt(
                    square(place[j] - place[i])
                        + square(place[j + 1] - place[i + 1])
                        + square(place[j + 2] - place[i + 2])
                        + SOFTENING);
      }
    }
    return energy;
  }

  /** The sum of all speeds along an axis, 0 to 2: 0 at all times, as actions equal reactions. */
  public double momentum(int axis) {
    double sum = 0;
    for (int i = axis; i < speed.length; i += 3) {
      sum += speed[i];
    }
    return sum;
  }

  private static double square(double x) {
    return x * x;
  }
}
