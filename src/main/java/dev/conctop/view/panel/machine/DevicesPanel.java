package dev.conctop.view.panel.machine;

import dev.conctop.sample.DevicesSample;
import dev.conctop.sample.figure.Fidelity;
import dev.conctop.sample.figure.Figure;
import dev.conctop.sample.host.DiskUse;
import dev.conctop.sample.host.NetUse;
import dev.conctop.state.State;
import dev.conctop.view.canvas.Area;
import dev.conctop.view.canvas.Ink;
import dev.conctop.view.canvas.Style;
import dev.conctop.view.canvas.Words;
import dev.conctop.view.latency.HistogramPlot;
import dev.conctop.view.latency.Spread;
import java.util.List;
import java.util.Optional;
import org.HdrHistogram.Histogram;

/**
 * Disks and network interfaces, the busiest first.
 *
 * <pre>
 *  vda     62 %   39 MiB  2.9 MiB  1.4 ms  200 µs ▁▁▂█▆▂▁ 50 ms
 * </pre>
 */
public final class DevicesPanel {
  private static final int NAME = 10;
  private static final int RATE = 9;
  private static final int MEAN_END = NAME + Words.PERCENT + 2 * RATE + Words.DURATION + 2;

  /** The least cells that a histogram with its axis is worth. */
  private static final int LEAST_PLOT = 18;

  private DevicesPanel() {}

  /** Draws disks. */
  public static void disks(Area area, State shown) {
    Optional<DevicesSample> devices = shown.observed().devices();
    boolean plots = area.width() - 2 - MEAN_END >= LEAST_PLOT;
    Words note = area.words();
    if (plots && devices.isPresent()) {
      note.add("means of the looks ").glyph(area.glyphs().mark(Fidelity.ESTIMATED));
    }
    Area inside = area.box("Disks: busy, read/s, written/s, latency", note, Ink.FRAME);
    if (devices.isEmpty() || !devices.get().disksMissing().isEmpty()) {
      inside.text(1, 0, why(devices.map(DevicesSample::disksMissing)), Ink.DIM);
      return;
    }
    List<DiskUse> disks = devices.get().disks();
    for (int i = 0; i < Math.min(disks.size(), inside.height()); i++) {
      Area line = inside.line(i);
      disk(line, disks.get(i));
      if (plots) {
        plot(
            line.part(MEAN_END + 1, 0, line.width() - MEAN_END - 2, 1),
            shown.history().disks().latency(disks.get(i).name()));
      }
    }
    if (disks.isEmpty()) {
      inside.text(1, 0, "no disk here has done anything yet", Ink.DIM);
    }
  }

  private static void disk(Area line, DiskUse disk) {
    line.name(1, 0, NAME - 2, disk.name(), Ink.TEXT.ordinal());
    Words words = line.words().percent(disk.busy().value());
    line.right(NAME + Words.PERCENT, 0, Words.PERCENT, words, Style.bold(Ink.DISK));
    rate(line, NAME + Words.PERCENT + RATE, disk.readPerSecond());
    rate(line, NAME + Words.PERCENT + 2 * RATE, disk.writtenPerSecond());
    words = line.words();
    Figure latency = disk.latencyNanos();
    if (latency.known()) {
      words.duration(latency.value());
    } else {
      words.glyph('–');
    }
    line.right(MEAN_END, 0, Words.DURATION + 1, words, latency.known() ? Ink.TEXT : Ink.DIM);
  }

  /** Reads and writes since watching began. */
  private static void plot(Area area, Optional<Histogram> latencies) {
    if (latencies.isEmpty()) {
      area.text(0, 0, "n/a: no request has ended", Ink.DIM);
      return;
    }
    HistogramPlot.draw(area, Spread.of(latencies.get()));
  }

  /** Draws network devices. */
  public static void nets(Area area, Optional<DevicesSample> devices) {
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
