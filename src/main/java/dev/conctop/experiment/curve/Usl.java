package dev.conctop.experiment.curve;

/**
 * The universal scalability law, X(N) = λN / (1 + σ(N − 1) + κN(N − 1)) (Gunther, 2007).
 *
 * @param lambda tasks a second that one does alone, above 0
 * @param sigma share of the work that is done one after the other, 0 or more
 * @param kappa cost of each pair's agreeing, 0 or more
 */
record Usl(double lambda, double sigma, double kappa) {
  private static final int MOST_STEPS = 50;
  private static final double DONE = 1e-12;
  private static final int[][] FREE = {{}, {0}, {1}, {0, 1}};

  /** Tasks a second of so many at work. */
  double at(double n) {
    return lambda * n / (1 + sigma * (n - 1) + kappa * n * (n - 1));
  }

  /**
   * The law that is nearest by the squares of the logarithms' differences: each of the four ways to
   * hold σ and κ at 0 or free is solved by itself, and of those that end at 0 or more the nearest
   * is taken.
   *
   * @param n how many were at work, 1 or more
   * @param x tasks a second, above 0, as many
   */
  static Usl nearest(double[] n, double[] x) {
    double most = 1;
    for (double one : n) {
      most = Math.max(most, one);
    }
    double[][] terms = new double[n.length][];
    double[] logs = new double[n.length];
    for (int i = 0; i < n.length; i++) {
      // Of one size, so that the equations can be solved as well for 10,000 workers as for 10.
      terms[i] = new double[] {(n[i] - 1) / most, n[i] * (n[i] - 1) / (most * most)};
      logs[i] = Math.log(x[i] / n[i]);
    }
    double[] best = {};
    double least = Double.POSITIVE_INFINITY;
    for (int[] free : FREE) {
      double[] found = solve(terms, logs, free);
      double squares = squares(terms, logs, found);
      if (found[0] >= 0 && found[1] >= 0 && squares < least) {
        least = squares;
        best = found;
      }
    }
    double lambda = Math.exp(meanOffset(terms, logs, best));
    return new Usl(lambda, best[0] / most, best[1] / (most * most));
  }

  /** Gauss and Newton on the logarithms, λ being the mean of what the others leave. */
  private static double[] solve(double[][] terms, double[] logs, int[] free) {
    double[] now = linearStart(terms, logs, free);
    double squares = squares(terms, logs, now);
    for (int step = 0; step < MOST_STEPS && free.length > 0; step++) {
      double[] change = change(terms, logs, now, free);
      double size = 1;
      double[] next = moved(now, change, size);
      double found = squares(terms, logs, next);
      while (!(found <= squares) && size > DONE) {
        size /= 2;
        next = moved(now, change, size);
        found = squares(terms, logs, next);
      }
      if (!(squares - found > DONE * squares)) {
        break;
      }
      now = next;
      squares = found;
    }
    return now;
  }

  /** N/X is a straight line in the terms: one linear step, each point weighing by its ratio. */
  private static double[] linearStart(double[][] terms, double[] logs, int[] free) {
    int unknowns = free.length + 1;
    double[][] normal = new double[unknowns][unknowns + 1];
    for (int i = 0; i < logs.length; i++) {
      double[] row = new double[unknowns];
      row[0] = Math.exp(logs[i]);
      for (int j = 0; j < free.length; j++) {
        row[j + 1] = terms[i][free[j]] * row[0];
      }
      add(normal, row, 1);
    }
    double[] solved = eliminate(normal);
    double[] start = new double[2];
    for (int j = 0; j < free.length; j++) {
      start[free[j]] = solved[0] > 0 ? Math.max(0, solved[j + 1] / solved[0]) : 0;
    }
    return start;
  }

  private static double[] change(double[][] terms, double[] logs, double[] now, int[] free) {
    int unknowns = free.length + 1;
    double[][] normal = new double[unknowns][unknowns + 1];
    for (int i = 0; i < logs.length; i++) {
      double below = below(terms[i], now);
      double[] row = new double[unknowns];
      row[0] = 1;
      for (int j = 0; j < free.length; j++) {
        row[j + 1] = -terms[i][free[j]] / below;
      }
      add(normal, row, logs[i] + Math.log(below));
    }
    double[] solved = eliminate(normal);
    double[] change = new double[2];
    for (int j = 0; j < free.length; j++) {
      change[free[j]] = solved[j + 1];
    }
    return change;
  }

  private static double[] moved(double[] from, double[] change, double size) {
    return new double[] {from[0] + size * change[0], from[1] + size * change[1]};
  }

  private static double below(double[] terms, double[] now) {
    return 1 + now[0] * terms[0] + now[1] * terms[1];
  }

  private static double meanOffset(double[][] terms, double[] logs, double[] now) {
    double sum = 0;
    for (int i = 0; i < logs.length; i++) {
      sum += logs[i] + Math.log(below(terms[i], now));
    }
    return sum / logs.length;
  }

  /** NaN where the law has no value. */
  private static double squares(double[][] terms, double[] logs, double[] now) {
    double offset = meanOffset(terms, logs, now);
    double sum = 0;
    for (int i = 0; i < logs.length; i++) {
      double off = logs[i] + Math.log(below(terms[i], now)) - offset;
      sum += off * off;
    }
    return sum;
  }

  private static void add(double[][] normal, double[] row, double right) {
    for (int i = 0; i < row.length; i++) {
      for (int j = 0; j < row.length; j++) {
        normal[i][j] += row[i] * row[j];
      }
      normal[i][row.length] += row[i] * right;
    }
  }

  /** Gauss with the largest pivot; an unknown that nothing is known of becomes 0. */
  private static double[] eliminate(double[][] equations) {
    int n = equations.length;
    for (int column = 0; column < n; column++) {
      int pivot = column;
      for (int row = column + 1; row < n; row++) {
        boolean larger = Math.abs(equations[row][column]) > Math.abs(equations[pivot][column]);
        pivot = larger ? row : pivot;
      }
      double[] swapped = equations[column];
      equations[column] = equations[pivot];
      equations[pivot] = swapped;
      for (int row = 0; row < n && equations[column][column] != 0; row++) {
        double times = row == column ? 0 : equations[row][column] / equations[column][column];
        for (int i = column; i <= n; i++) {
          equations[row][i] -= times * equations[column][i];
        }
      }
    }
    double[] solved = new double[n];
    for (int i = 0; i < n; i++) {
      solved[i] = equations[i][i] == 0 ? 0 : equations[i][n] / equations[i][i];
    }
    return solved;
  }
}
