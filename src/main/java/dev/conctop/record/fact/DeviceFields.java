package dev.conctop.record.fact;

import dev.conctop.record.item.Damaged;
import dev.conctop.record.item.FigureFields;
import dev.conctop.record.item.In;
import dev.conctop.record.item.Out;
import dev.conctop.sample.DevicesSample;
import dev.conctop.sample.host.DiskUse;
import dev.conctop.sample.host.NetUse;

/** Disks and networks. */
final class DeviceFields {
  private static final int MOST_DEVICES = 16_384;
  private static final int MOST_KINDS = 16;

  private DeviceFields() {}

  static void write(Out out, DevicesSample devices, long stamp) {
    out.whole(devices.nanos() - stamp);
    out.whole(devices.intervalNanos());
    out.all(devices.disks(), DeviceFields::disk);
    out.text(devices.disksMissing());
    out.all(devices.nets(), DeviceFields::net);
    out.text(devices.netsMissing());
  }

  static DevicesSample devices(In in, long stamp) throws Damaged {
    return new DevicesSample(
        in.whole() + stamp,
        in.whole(),
        in.all(MOST_DEVICES, DeviceFields::disk),
        in.text(),
        in.all(MOST_DEVICES, DeviceFields::net),
        in.text());
  }

  private static void disk(Out out, DiskUse disk) {
    out.open();
    out.text(disk.name());
    FigureFields.write(out, disk.busy());
    out.all(
        disk.ended(),
        (to, ended) -> {
          to.open();
          to.whole(ended.count());
          FigureFields.write(to, ended.meanNanos());
          to.shut();
        });
    out.real(disk.readPerSecond());
    out.real(disk.writtenPerSecond());
    out.shut();
  }

  private static DiskUse disk(In in) throws Damaged {
    in.open();
    DiskUse disk =
        new DiskUse(
            in.text(),
            FigureFields.read(in),
            in.all(MOST_KINDS, DeviceFields::ended),
            in.real(),
            in.real());
    in.shut();
    return disk;
  }

  private static DiskUse.Ended ended(In in) throws Damaged {
    in.open();
    DiskUse.Ended ended = new DiskUse.Ended(in.whole(), FigureFields.read(in));
    in.shut();
    return ended;
  }

  private static void net(Out out, NetUse net) {
    out.open();
    out.text(net.name());
    out.real(net.receivedPerSecond());
    out.real(net.sentPerSecond());
    out.real(net.troublesPerSecond());
    out.shut();
  }

  private static NetUse net(In in) throws Damaged {
    in.open();
    NetUse net = new NetUse(in.text(), in.real(), in.real(), in.real());
    in.shut();
    return net;
  }
}
