package dev.conctop.probe.procfs;

import dev.conctop.fuzz.Target;
import dev.conctop.probe.procfs.file.Hidepid;
import dev.conctop.probe.procfs.file.TaskStat;
import dev.conctop.probe.procfs.file.TaskText;
import dev.conctop.probe.procfs.host.CoreTicks;
import dev.conctop.probe.procfs.host.LoadText;
import dev.conctop.probe.procfs.host.PressureText;
import dev.conctop.probe.procfs.host.SystemSchedstat;
import dev.conctop.probe.procfs.wait.SyscallText;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Whatever stands in /proc; names in it are of anybody's choice. */
public final class ProcTarget implements Target {
  private final CoreTicks cores = new CoreTicks();
  private final LoadText load = new LoadText();
  private final PressureText pressure = new PressureText();
  private final SystemSchedstat schedstat = new SystemSchedstat();
  private final SyscallText call = new SyscallText();
  private final TaskStat stat = new TaskStat();
  private final TaskText task = new TaskText();

  @Override
  public String name() {
    return "proc";
  }

  @Override
  public String toString() {
    return name();
  }

  @Override
  public List<byte[]> seeds() {
    return List.of(
        text(
            "cpu  128334 0 44753 120784 818 0 2795 0 0 0\n"
                + "cpu0 62814 0 22081 62434 85 0 1380 0 0 0\n"
                + "cpu1 65520 0 22672 58350 733 0 1415 0 0 0\nctxt 4072652\nprocs_running 7\n"),
        text("1.67 3.01 2.41 4/130 23649\n"),
        text(
            "some avg10=0.12 avg60=1.50 avg300=0.00 total=123456\n"
                + "full avg10=0.00 avg60=0.00 avg300=0.00 total=77\n"),
        text("version 17\ntimestamp 4295\ncpu0 0 0 0 0 0 0 12345 678 90\ndomain0 3 1 2 3\n"),
        text("7 0x3 0x7f0000001000 0x80 0x0 0x0 0x0 0x0 0x7ffd 0x7f00\n"),
        text("running\n"),
        text(
            "4711 (a) R 1 () S 1 4711 4711 0 -1 4194304 100 0 0 0 12 3 0 0 20 0 9 0 5000 1000 200"
                + " 18446744073709551615 1 1 0 0 0 0 0 4096 81920 0 0 0 17 1 0 0 0 0 0 0 0\n"),
        text("123456789 4567 89\n"),
        text(
            "Name:\tjava\nVmRSS:\t  123456 kB\nvoluntary_ctxt_switches:\t42\n"
                + "nonvoluntary_ctxt_switches:\t7\n"),
        text("proc /proc proc rw,nosuid,hidepid=invisible,gid=5 0 0\n"));
  }

  private static byte[] text(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public String read(byte[] input) {
    int n = input.length;
    StringBuilder said = new StringBuilder();
    said.append(cores.parse(input, n)).append(load.parse(input, n));
    pressure.parse(input, n);
    said.append(schedstat.parse(input, n));
    call.parse(input, n);
    said.append(stat.parse(input, n)).append(task.parseSchedstat(input, n));
    task.parseStatus(input, n);
    task.parseSwitches(input, n);
    said.append(Hidepid.inForce(new String(input, StandardCharsets.ISO_8859_1)));
    return said.toString();
  }
}
