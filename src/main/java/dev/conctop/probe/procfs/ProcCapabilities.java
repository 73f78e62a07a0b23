package dev.conctop.probe.procfs;

import dev.conctop.probe.Capability;
import dev.conctop.probe.procfs.file.Hidepid;
import dev.conctop.probe.procfs.file.ProcFiles;
import dev.conctop.probe.procfs.file.TaskText;
import dev.conctop.probe.procfs.file.Texts;
import dev.conctop.probe.procfs.host.CgroupCpu;
import dev.conctop.probe.procfs.host.CoreTicks;
import dev.conctop.probe.procfs.host.PressureText;
import dev.conctop.probe.procfs.host.SystemSchedstat;
import dev.conctop.probe.procfs.wait.SystemCall;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** What can be measured on this Linux machine by this user. Slow, and not for the sampler. */
final class ProcCapabilities {
  private final ProcFiles files;
  private final String architecture;
  private final long self;
  private final byte[] buffer = new byte[64 * 1024];
  private final List<Capability> found = new ArrayList<>();

  /**
   * Capabilities of a machine.
   *
   * @param files below the machine's root directory
   * @param self this process
   */
  ProcCapabilities(ProcFiles files, String architecture, long self) {
    this.files = files;
    this.architecture = architecture;
    this.self = self;
  }

  List<Capability> read() {
    found.clear();
    cores();
    threadCounters();
    calls();
    wchan();
    pressure();
    delays();
    controlGroup();
    perfEvents();
    hiding();
    descriptors();
    ioUring();
    return List.copyOf(found);
  }

  private int length(String path) {
    return files.read(path, buffer);
  }

  private String line(String path) {
    int length = length(path);
    return length <= 0 ? "" : new String(buffer, 0, length, StandardCharsets.UTF_8).strip();
  }

  private void can(String what, String reason) {
    found.add(Capability.can(what, reason));
  }

  private void cannot(String what, String reason, String remedy) {
    found.add(Capability.cannot(what, reason, remedy));
  }

  private void cores() {
    CoreTicks ticks = new CoreTicks();
    String what = "use of each core";
    if (!ticks.parse(buffer, Math.max(0, length("proc/stat")))) {
      cannot(what, "/proc/stat cannot be read", "");
    } else {
      can(what, ticks.size() + " on line, in ticks of 10 ms over a sliding second");
    }
    int length = length("proc/schedstat");
    if (length <= 0) {
      cannot(
          "use of each core in nanoseconds",
          "no /proc/schedstat",
          "a kernel with CONFIG_SCHEDSTATS=y");
    } else if (!new SystemSchedstat().parse(buffer, length)) {
      cannot("use of each core in nanoseconds", "unknown version of /proc/schedstat", "");
    } else {
      can("use of each core in nanoseconds", "/proc/schedstat");
    }
    String allowed = value("proc/" + self + "/status", "Cpus_allowed_list:");
    if (!allowed.isEmpty()) {
      can("cores this process may use", allowed);
    }
  }

  private String value(String path, String key) {
    int length = length(path);
    int at = length <= 0 ? -1 : Texts.afterKey(buffer, length, Texts.key(key));
    if (at < 0) {
      return "";
    }
    int end = Texts.nextLine(buffer, at, length);
    return new String(buffer, at, end - at, StandardCharsets.UTF_8).strip();
  }

  private void threadCounters() {
    String what = "time on a core and in the run queue, each thread";
    TaskText text = new TaskText();
    int length = length("proc/" + self + "/task/" + self + "/schedstat");
    if (length > 0 && text.parseSchedstat(buffer, length) && text.slices > 0) {
      can(what, "/proc/PID/task/TID/schedstat, in ns");
    } else {
      cannot(
          what,
          length <= 0 ? "no schedstat of threads" : "schedstat of threads counts nothing",
          "a kernel with CONFIG_SCHED_INFO=y; until then time on a core comes in ticks");
    }
  }

  private void calls() {
    String what = "cause of a wait by its system call";
    if (SystemCall.table(architecture).length == 0) {
      cannot(what, "numbers of system calls on " + architecture + " are not known", "");
      return;
    }
    if (length("proc/" + self + "/syscall") <= 0) {
      cannot(
          what,
          "/proc/PID/syscall cannot be read",
          "CONFIG_HAVE_ARCH_TRACEHOOK, or less strict seccomp");
      return;
    }
    if (isRoot()) {
      can(what, "processes of all users (root)");
      return;
    }
    String scope = line("proc/sys/kernel/yama/ptrace_scope");
    switch (scope) {
      case "", "0" -> can(what, "own processes" + (scope.isEmpty() ? "" : " (ptrace_scope 0)"));
      case "1" -> {
        can(what, "processes started by conctop");
        cannot(
            what + ", other processes",
            "kernel.yama.ptrace_scope is 1: only descendants",
            "sysctl kernel.yama.ptrace_scope=0, or run as root");
      }
      default ->
          cannot(
              what + ", other processes",
              "kernel.yama.ptrace_scope is " + scope,
              "run as root with ptrace_scope below 3");
    }
  }

  private boolean isRoot() {
    return value("proc/" + self + "/status", "Uid:").startsWith("0\t")
        || value("proc/" + self + "/status", "Uid:").startsWith("0 ");
  }

  private void wchan() {
    String what = "cause of a wait by its kernel function";
    if (length("proc/" + self + "/wchan") < 0) {
      cannot(what, "no /proc/PID/wchan", "a kernel with CONFIG_KALLSYMS=y");
    } else {
      can(what, "/proc/PID/wchan");
    }
  }

  private void pressure() {
    String what = "pressure (PSI)";
    PressureText text = new PressureText();
    text.parse(buffer, Math.max(0, length("proc/pressure/cpu")));
    if (text.someMicros >= 0) {
      can(what, "/proc/pressure");
    } else {
      cannot(what, "no /proc/pressure", "a kernel with CONFIG_PSI=y, started with psi=1");
    }
  }

  private void delays() {
    String what = "delay accounting (time blocked by disk and swap)";
    String on = line("proc/sys/kernel/task_delayacct");
    switch (on) {
      case "" -> cannot(what, "no kernel.task_delayacct", "a kernel with CONFIG_TASK_DELAY_ACCT=y");
      case "0" ->
          cannot(what, "switched off", "sysctl kernel.task_delayacct=1; not needed by conctop");
      default -> can(what, "switched on");
    }
  }

  private void controlGroup() {
    CgroupCpu group = CgroupCpu.read(files, self);
    String what = "throttling by CPU quota";
    if (group.version() == 0 || !group.quotaCores().known()) {
      String reason = group.quotaCores().reason();
      found.add(Capability.unknown(what, reason.isEmpty() ? "no figures" : reason));
      return;
    }
    String quota =
        group.limited()
            ? String.format(
                java.util.Locale.ROOT,
                "quota of %.2f cores in %s",
                group.quotaCores().value(),
                group.path())
            : "no quota";
    can(what, "cgroup v" + group.version() + ", " + quota);
  }

  private void perfEvents() {
    String what = "hardware counters (perf events)";
    String paranoid = line("proc/sys/kernel/perf_event_paranoid");
    if (paranoid.isEmpty()) {
      cannot(what, "no kernel.perf_event_paranoid", "a kernel with CONFIG_PERF_EVENTS=y");
    } else if (isRoot()
        || paranoid.startsWith("-")
        || paranoid.equals("0")
        || paranoid.equals("1")) {
      can(what, "perf_event_paranoid is " + paranoid + "; not used by conctop");
    } else {
      cannot(
          what,
          "perf_event_paranoid is " + paranoid,
          "sysctl kernel.perf_event_paranoid=1; not used by conctop");
    }
  }

  private void hiding() {
    String what = "processes of other users";
    String mounts = line("proc/" + self + "/mounts");
    String option = Hidepid.inForce(mounts);
    boolean hides = !option.isEmpty();
    if (hides && !isRoot()) {
      cannot(what, "/proc is mounted with hidepid=" + option, "mount -o remount,hidepid=0 /proc");
    } else if (mounts.isEmpty()) {
      found.add(Capability.unknown(what, "the mounts cannot be read"));
    } else {
      can(what, hides ? "hidepid=" + option + ", but root sees all" : "all are shown");
    }
  }

  private void descriptors() {
    String what = "files kept open";
    int length = length("proc/" + self + "/limits");
    long limit = length <= 0 ? -1 : Texts.openFilesLimit(buffer, length);
    if (limit < 0) {
      found.add(Capability.unknown(what, "/proc/self/limits cannot be read"));
    } else if (limit < 4096) {
      cannot(
          what + " for thousands of threads",
          "at most " + limit + ": beyond that each look opens files anew, at five times the cost",
          "ulimit -n 65536");
    } else {
      can(what, limit == Long.MAX_VALUE ? "no limit" : "at most " + limit);
    }
  }

  private void ioUring() {
    String disabled = line("proc/sys/kernel/io_uring_disabled");
    String what = "programs may use io_uring (their waits have no cause here)";
    switch (disabled) {
      case "" -> found.add(Capability.unknown(what, "no kernel.io_uring_disabled"));
      case "0" -> can(what, "io_uring is on");
      default -> cannot(what, "kernel.io_uring_disabled is " + disabled, "");
    }
  }
}
