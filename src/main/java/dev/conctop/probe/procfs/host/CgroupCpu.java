package dev.conctop.probe.procfs.host;

import dev.conctop.probe.procfs.file.ProcFiles;
import dev.conctop.probe.procfs.file.Texts;
import dev.conctop.sample.figure.Figure;
import java.nio.charset.StandardCharsets;

/**
 * The CPU quota of a process's control group, and how often it was held back by it. Walks up to the
 * root and takes the tightest quota, since limits add up downwards.
 *
 * @param version 1 or 2; 0 when no control group with a CPU controller was found
 * @param path of the group that has the quota, or of the process's own when none has
 * @param quotaCores cores' worth of time a second; infinite when there is no quota, n/a when
 *     unknown
 * @param throttledNanos time held back since the group began
 * @param throttledPeriods periods in which it was held back
 * @param periods periods that were counted
 */
public record CgroupCpu(
    int version,
    String path,
    Figure quotaCores,
    Figure throttledNanos,
    Figure throttledPeriods,
    Figure periods) {
  private static final String MOUNT = "sys/fs/cgroup";

  /** Reads the group of a process; files are below the root directory of the machine. */
  public static CgroupCpu read(ProcFiles files, long pid) {
    String membership = text(files, "proc/" + pid + "/cgroup");
    String v1 = pathOf(membership, "cpu");
    if (!v1.isEmpty()) {
      String mount = files.exists(MOUNT + "/cpu") ? MOUNT + "/cpu" : MOUNT + "/cpu,cpuacct";
      return walk(files, mount, v1, 1);
    }
    String v2 = unifiedPath(membership);
    if (!v2.isEmpty()) {
      boolean hybrid = files.exists(MOUNT + "/unified/cgroup.controllers");
      return walk(files, hybrid ? MOUNT + "/unified" : MOUNT, v2, 2);
    }
    Figure na = Figure.na("no control group with a cpu controller");
    return new CgroupCpu(0, "", na, na, na, na);
  }

  private static String text(ProcFiles files, String path) {
    byte[] buffer = new byte[16 * 1024];
    int length = files.read(path, buffer);
    return length <= 0 ? "" : new String(buffer, 0, length, StandardCharsets.UTF_8);
  }

  /** The path in the v1 hierarchy that has a controller: {@code 4:cpu,cpuacct:/a}. */
  static String pathOf(String membership, String controller) {
    for (String line : membership.split("\n")) {
      String[] parts = line.split(":", 3);
      if (parts.length == 3 && ("," + parts[1] + ",").contains("," + controller + ",")) {
        return parts[2];
      }
    }
    return "";
  }

  /** The path in the v2 hierarchy: {@code 0::/a}. */
  static String unifiedPath(String membership) {
    for (String line : membership.split("\n")) {
      if (line.startsWith("0::")) {
        return line.substring(3);
      }
    }
    return "";
  }

  private static CgroupCpu walk(ProcFiles files, String mount, String from, int version) {
    String tightestPath = from;
    double tightest = Double.POSITIVE_INFINITY;
    boolean found = false;
    String path = from.equals("/") ? "" : from;
    while (true) {
      double quota = quota(files, mount + path, version);
      found |= !Double.isNaN(quota);
      if (quota < tightest) {
        tightest = quota;
        tightestPath = path.isEmpty() ? "/" : path;
      }
      if (path.isEmpty()) {
        break;
      }
      path = path.substring(0, Math.max(0, path.lastIndexOf('/')));
    }
    String stat = text(files, mount + (tightestPath.equals("/") ? "" : tightestPath) + "/cpu.stat");
    Figure quota =
        found ? Figure.exact(tightest) : Figure.na("no cpu.max or cpu.cfs_quota_us in its group");
    Figure throttled =
        version == 1 ? number(stat, "throttled_time", 1) : number(stat, "throttled_usec", 1000);
    return new CgroupCpu(
        version,
        tightestPath,
        quota,
        throttled,
        number(stat, "nr_throttled", 1),
        number(stat, "nr_periods", 1));
  }

  /** Cores' worth of quota; infinite without a limit; NaN when there is no such file. */
  private static double quota(ProcFiles files, String directory, int version) {
    if (version == 2) {
      return quotaOfMax(text(files, directory + "/cpu.max"));
    }
    String quota = text(files, directory + "/cpu.cfs_quota_us").strip();
    String period = text(files, directory + "/cpu.cfs_period_us").strip();
    return quota.isEmpty() || period.isEmpty() ? Double.NaN : quotaOfMax(quota + " " + period);
  }

  /** Reads {@code 50000 100000}, {@code max 100000} or {@code -1 100000}. */
  public static double quotaOfMax(String text) {
    String[] words = text.strip().split("\\s+");
    if (words.length < 2) {
      return Double.NaN;
    }
    if (words[0].equals("max") || words[0].startsWith("-")) {
      return Double.POSITIVE_INFINITY;
    }
    int quota = Texts.number(words[0]);
    int period = Texts.number(words[1]);
    return quota < 0 || period <= 0 ? Double.NaN : (double) quota / period;
  }

  private static Figure number(String stat, String key, double unit) {
    byte[] bytes = Texts.key(stat);
    long value = Texts.valueOf(bytes, bytes.length, Texts.key(key));
    return value < 0
        ? Figure.na("no " + key + " in cpu.stat of its group")
        : Figure.exact(value * unit);
  }

  /** Whether a quota is in force. */
  public boolean limited() {
    return quotaCores.known() && quotaCores.value() < Double.POSITIVE_INFINITY;
  }
}
