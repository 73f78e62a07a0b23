package dev.conctop.view;

import dev.conctop.sample.DevicesSample;
import dev.conctop.sample.DiskUse;
import dev.conctop.sample.NetUse;
import java.util.List;
import java.util.Optional;

/** Disks and network interfaces, the busiest first. */
final class DevicesPanel {
  private static final int NAME = 10;
  private static final int RATE = 11;

  private DevicesPanel() {}

  static void disks(Area area, Optional<DevicesSample> devices) {
    Area inside = area.box("Disks: busy, latency, read/s, written/s");
    if (devices.isEmpty() || !devices.get().disksMissing().isEmpty()) {
      inside.text(1, 0, why(devices.map(DevicesSample::disksMissing)), Ink.DIM);
      return;
    }
    List<DiskUse> disks = devices.get().disks();
    for (int i = 0; i < Math.min(disks.size(), inside.height()); i++) {
      disk(inside.line(i), disks.get(i));
    }
    if (disks.isEmpty()) {
      inside.text(1, 0, "no disk here has done anything yet", Ink.DIM);
    }
  }

  private static void disk(Area line, DiskUse disk) {
    line.name(1, 0, NAME - 2, disk.name(), Ink.TEXT.ordinal());
    Words words = line.words().percent(disk.busy().value());
    line.right(NAME + Words.PERCENT, 0, Words.PERCENT, words, Style.bold(Ink.DISK));
    words = line.words();
    boolean known = disk.latencyNanos().known();
    if (known) {
      words.duration(disk.latencyNanos().value());
    } else {
      words.add("–");
    }
    int end = NAME + Words.PERCENT + Words.DURATION + 2;
    line.right(end, 0, Words.DURATION + 1, words, known ? Ink.TEXT : Ink.DIM);
    rate(line, end + RATE, disk.readPerSecond());
    rate(line, end + 2 * RATE, disk.writtenPerSecond());
  }

  static void nets(Area area, Optional<DevicesSample> devices) {
    Area inside = area.box("Network: received/s, sent/s, lost");
    if (devices.isEmpty() || !devices.get().netsMissing().isEmpty()) {
      inside.text(1, 0, why(devices.map(DevicesSample::netsMissing)), Ink.DIM);
      return;
    }
    List<NetUse> nets = devices.get().nets();
    for (int i = 0; i < Math.min(nets.size(), inside.height()); i++) {
      NetUse net = nets.get(i);
      Area line = inside.line(i);
      line.name(1, 0, NAME - 2, net.name(), Ink.TEXT.ordinal());
      rate(line, NAME + RATE, net.receivedPerSecond());
      rate(line, NAME + 2 * RATE, net.sentPerSecond());
      if (net.troublesPerSecond() > 0) {
        Words words = line.words().rate(net.troublesPerSecond());
        line.right(NAME + 3 * RATE, 0, RATE - 1, words, Ink.WARN);
      }
    }
  }

  private static void rate(Area line, int end, double bytes) {
    line.right(end, 0, RATE - 1, line.words().bytes(bytes), bytes < 1 ? Ink.DIM : Ink.TEXT);
  }

  private static String why(Optional<String> missing) {
    return missing.map(reason -> "n/a: " + reason).orElse("not read yet");
  }
}
