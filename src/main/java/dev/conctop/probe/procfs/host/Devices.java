package dev.conctop.probe.procfs.host;

import dev.conctop.probe.procfs.file.ProcFiles;
import dev.conctop.probe.procfs.file.Texts;
import dev.conctop.sample.DevicesSample;
import dev.conctop.sample.figure.CleanText;
import dev.conctop.sample.figure.Figure;
import dev.conctop.sample.host.DiskUse;
import dev.conctop.sample.host.NetUse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.StringTokenizer;
import java.util.stream.Stream;

/**
 * Disks from {@code /proc/diskstats} (Documentation/admin-guide/iostats) and interfaces from {@code
 * /proc/net/dev} (proc_net_dev(5)), as differences between two looks.
 */
public final class Devices {
  private static final int NAME_LENGTH = 32;
  private static final double SECTOR = 512;
  private static final double MILLI = 1e6;
  private static final double SECOND = 1e9;

  /** Fields after a disk's name. */
  private static final int READS = 0;

  private static final int READ_SECTORS = 2;
  private static final int READ_MS = 3;
  private static final int WRITES = 4;
  private static final int WRITTEN_SECTORS = 6;
  private static final int WRITE_MS = 7;
  private static final int BUSY_MS = 9;

  /** Since Linux 4.18. */
  private static final int DISCARDS = 11;

  private static final int DISCARD_MS = 14;

  /** Since Linux 5.5. */
  private static final int FLUSHES = 15;

  private static final int FLUSH_MS = 16;

  /** Where each kind of request is counted, and where its time; by ordinal of DiskRequest. */
  private static final int[][] REQUESTS = {
    {READS, READ_MS}, {WRITES, WRITE_MS}, {DISCARDS, DISCARD_MS}, {FLUSHES, FLUSH_MS}
  };

  /** Fields after an interface's name. */
  private static final int RECEIVED = 0;

  private static final int RECEIVE_ERRORS = 2;
  private static final int RECEIVE_DROPS = 3;
  private static final int SENT = 8;
  private static final int SEND_ERRORS = 10;
  private static final int SEND_DROPS = 11;

  private final ProcFiles files;
  private final byte[] buffer = new byte[64 * 1024];
  private Map<String, long[]> disks = new HashMap<>();
  private Map<String, long[]> nets = new HashMap<>();
  private long previousNanos = Long.MIN_VALUE;

  public Devices(ProcFiles files) {
    this.files = files;
  }

  public DevicesSample look(long nanos) {
    long interval = previousNanos == Long.MIN_VALUE ? 0 : nanos - previousNanos;
    previousNanos = nanos;
    String diskText = text("diskstats");
    String netText = text("net/dev");
    Map<String, long[]> newDisks = disks(diskText);
    Map<String, long[]> newNets = nets(netText);
    List<DiskUse> diskUses = new ArrayList<>();
    newDisks.forEach(
        (name, now) -> {
          long[] then = disks.get(name);
          if (then != null && interval > 0) {
            diskUses.add(disk(name, then, now, interval));
          }
        });
    List<NetUse> netUses = new ArrayList<>();
    newNets.forEach(
        (name, now) -> {
          long[] then = nets.get(name);
          if (then != null && interval > 0) {
            netUses.add(net(name, then, now, interval / SECOND));
          }
        });
    disks = newDisks;
    nets = newNets;
    diskUses.sort((a, b) -> Double.compare(b.busy().value(), a.busy().value()));
    netUses.sort((a, b) -> Double.compare(bytes(b), bytes(a)));
    return new DevicesSample(
        nanos,
        interval,
        diskUses,
        diskText.isEmpty() ? "/proc/diskstats cannot be read" : "",
        netUses,
        netText.isEmpty() ? "/proc/net/dev cannot be read" : "");
  }

  private static double bytes(NetUse use) {
    return use.receivedPerSecond() + use.sentPerSecond();
  }

  private String text(String path) {
    int length = files.read(path, buffer);
    return length <= 0 ? "" : new String(buffer, 0, length, StandardCharsets.UTF_8);
  }

  /** Whole disks that have ever done anything: no partitions, loops or memory disks. */
  static Map<String, long[]> disks(String text) {
    Map<String, long[]> found = new HashMap<>();
    String whole = "";
    for (String line : text.split("\n")) {
      String[] words = words(line);
      if (words.length < 14 || words[2].startsWith("loop") || words[2].startsWith("ram")) {
        continue;
      }
      // Partitions follow their disk and begin with its name: sda1, nvme0n1p2.
      if (!whole.isEmpty()
          && words[2].startsWith(whole)
          && words[2].substring(whole.length()).matches("p?[0-9]+")) {
        continue;
      }
      whole = words[2];
      long[] fields = fields(words, 3);
      if (fields[READS] + fields[WRITES] > 0) {
        found.put(CleanText.clean(words[2], NAME_LENGTH), fields);
      }
    }
    return found;
  }

  static Map<String, long[]> nets(String text) {
    Map<String, long[]> found = new HashMap<>();
    for (String line : text.split("\n")) {
      int colon = line.lastIndexOf(':');
      String[] words = words(line.substring(colon + 1));
      if (colon > 0 && words.length >= 12) {
        found.put(CleanText.clean(line.substring(0, colon).strip(), NAME_LENGTH), fields(words, 0));
      }
    }
    return found;
  }

  /** Without a regular expression, which would cost more than all else that is done here. */
  private static String[] words(String line) {
    StringTokenizer tokens = new StringTokenizer(line);
    String[] words = new String[tokens.countTokens()];
    for (int i = 0; i < words.length; i++) {
      words[i] = tokens.nextToken();
    }
    return words;
  }

  private static long[] fields(String[] words, int from) {
    long[] fields = new long[words.length - from];
    for (int i = from; i < words.length; i++) {
      byte[] digits = Texts.key(words[i]);
      fields[i - from] = Texts.decimal(digits, 0, digits.length);
    }
    return fields;
  }

  private static DiskUse disk(String name, long[] then, long[] now, double interval) {
    double seconds = interval / SECOND;
    return new DiskUse(
        name,
        Figure.exact(Math.min(1, grown(then, now, BUSY_MS) * MILLI / interval)),
        Stream.of(REQUESTS).map(fields -> ended(then, now, fields[0], fields[1])).toList(),
        grown(then, now, READ_SECTORS) * SECTOR / seconds,
        grown(then, now, WRITTEN_SECTORS) * SECTOR / seconds);
  }

  /** The kernel adds the requests' times up in ns and tells the sum in whole ms. */
  private static DiskUse.Ended ended(long[] then, long[] now, int countField, int timeField) {
    if (now.length <= timeField || then.length <= timeField) {
      return DiskUse.Ended.none("this kernel does not count them");
    }
    long count = now[countField] - then[countField];
    long millis = now[timeField] - then[timeField];
    if (count < 0 || millis < 0) {
      return DiskUse.Ended.none("the disk's counters went back");
    }
    if (count == 0) {
      return DiskUse.Ended.none("no request ended");
    }
    // Below its unit the sum was less than one, not nothing.
    return new DiskUse.Ended(
        count,
        millis == 0 ? Figure.estimated(MILLI / 2 / count) : Figure.exact(millis * MILLI / count));
  }

  private static NetUse net(String name, long[] then, long[] now, double seconds) {
    double troubles = 0;
    for (int field : new int[] {RECEIVE_ERRORS, RECEIVE_DROPS, SEND_ERRORS, SEND_DROPS}) {
      troubles += grown(then, now, field);
    }
    return new NetUse(
        name,
        grown(then, now, RECEIVED) / seconds,
        grown(then, now, SENT) / seconds,
        troubles / seconds);
  }

  /** Counters that went back (a device that was taken out and put in again) stand still. */
  private static double grown(long[] then, long[] now, int field) {
    return Math.max(0, now[field] - then[field]);
  }
}
