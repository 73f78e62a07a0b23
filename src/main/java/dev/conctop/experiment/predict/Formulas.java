package dev.conctop.experiment.predict;

import dev.conctop.experiment.predict.task.TaskVector;

/**
 * Closed formulas, the cross-check of the simulation. Times are nanoseconds, rates are per second.
 * They hold for exponential times, save where they say otherwise; fixed ones do better, by up to 14
 * % where the bounds cross.
 */
public final class Formulas {
  private static final double SECOND = 1e9;

  private Formulas() {}

  /**
   * Throughput of machine repair: so many tasks work, share the cores, wait outside, and begin
   * anew. With j of them at the cores, p(j) = p(j − 1) · (n − j + 1) · D_c / (D_w · min(j, k)).
   *
   * @param tasks how many are active, 1 or more
   * @param cores above 0; need not be whole
   * @param cpu D_c; not both it and the wait are 0
   * @param wait D_w
   */
  public static double machineRepair(int tasks, double cores, double cpu, double wait) {
    check(tasks, cores, cpu, wait);
    if (wait == 0 || cpu == 0) {
      return SECOND * (cpu == 0 ? tasks / wait : Math.min(tasks, cores) / cpu);
    }
    double[] logs = new double[tasks + 1];
    double largest = 0;
    for (int j = 1; j <= tasks; j++) {
      logs[j] = logs[j - 1] + Math.log((tasks - j + 1) * cpu / (wait * Math.min(j, cores)));
      largest = Math.max(largest, logs[j]);
    }
    double all = 0;
    double working = 0;
    for (int j = 0; j <= tasks; j++) {
      double p = Math.exp(logs[j] - largest);
      all += p;
      working += p * Math.min(j, cores);
    }
    return SECOND * working / all / cpu;
  }

  /** No more than this, whatever the distributions: min(n / (D_c + D_w), k / D_c). */
  public static double bound(int tasks, double cores, double cpu, double wait) {
    check(tasks, cores, cpu, wait);
    return SECOND * Math.min(tasks / (cpu + wait), cores / cpu);
  }

  /** No more than this through one server: a lock, a loop, a parent; infinite for no demand. */
  public static double serialBound(double demand) {
    return SECOND / TaskVector.need("demand", demand);
  }

  /** Mean response, in nanoseconds, of so many in flight (Little). */
  public static double response(int inFlight, double throughput) {
    return SECOND * inFlight / throughput;
  }

  /** Mean time, in nanoseconds, until a worker takes a task up. */
  public static double queue(int inFlight, int workers, double throughput) {
    return SECOND * Math.max(0, inFlight - workers) / throughput;
  }

  /** Goetz's size of a pool, k (1 + D_w / D_c): where the two bounds cross, not the optimum. */
  public static int goetz(double cores, double cpu, double wait) {
    check(1, cores, cpu, wait);
    return (int) Math.max(1, Math.round(cores * (1 + wait / cpu)));
  }

  /**
   * The least number of workers that brings such a share of what the cores can do.
   *
   * @param share above 0, below 1
   */
  public static int leastWorkers(double share, double cores, double cpu, double wait) {
    if (!(share > 0 && share < 1)) {
      throw new IllegalArgumentException("share: " + share);
    }
    double wanted = share * serialBound(cpu) * cores;
    int high = 1;
    while (machineRepair(high, cores, cpu, wait) < wanted) {
      high = Math.multiplyExact(high, 2);
    }
    int low = high / 2 + 1;
    while (low < high) {
      int middle = (low + high) / 2;
      if (machineRepair(middle, cores, cpu, wait) < wanted) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return high;
  }

  /**
   * Mean wait, in nanoseconds, for one of so many servers when tasks come at random (Erlang C);
   * infinite when more come than can be served.
   *
   * @param rate tasks a second
   * @param service mean, nanoseconds, above 0
   */
  public static double erlangWait(int servers, double rate, double service) {
    check(servers, servers, service, 0);
    double offered = rate * service / SECOND;
    if (offered >= servers) {
      return Double.POSITIVE_INFINITY;
    }
    // Erlang B by its recursion, which cannot overflow, then C from B.
    double blocked = 1;
    for (int server = 1; server <= servers; server++) {
      blocked = offered * blocked / (server + offered * blocked);
    }
    double waits = servers * blocked / (servers - offered * (1 - blocked));
    return waits * service / (servers - offered);
  }

  /**
   * Mean wait, in nanoseconds, for one server when tasks come at random (Pollaczek and Khinchine),
   * for any distribution: λ E[S²] / (2 (1 − ρ)); infinite when more come than can be served.
   *
   * @param rate tasks a second
   * @param service mean, nanoseconds
   * @param square mean of the squares, nanoseconds²
   */
  public static double oneServerWait(double rate, double service, double square) {
    double busy = rate * TaskVector.need("service", service) / SECOND;
    TaskVector.need("mean square of service", square);
    return busy >= 1 ? Double.POSITIVE_INFINITY : rate / SECOND * square / (2 * (1 - busy));
  }

  /**
   * What an interpreter lock adds to a task's response, in nanoseconds: n_b ρ min(switch interval,
   * E[B²] / 2 E[B]).
   *
   * @param calls n_b: how often the task comes back for the lock
   * @param busy ρ: the share of time for which others hold it, 0 to 1
   * @param interval nanoseconds
   * @param burst mean of their bursts, nanoseconds, above 0
   * @param square mean of their squares
   */
  public static double interpreterWait(
      double calls, double busy, double interval, double burst, double square) {
    return calls * busy * Math.min(interval, square / (2 * burst));
  }

  private static void check(int tasks, double cores, double cpu, double wait) {
    TaskVector.need("CPU time", cpu);
    TaskVector.need("wait", wait);
    if (tasks < 1 || !(cores > 0) || cpu + wait == 0) {
      throw new IllegalArgumentException(
          tasks + " tasks of " + cpu + " + " + wait + " ns on " + cores + " cores");
    }
  }
}
