package dev.conctop.probe.procfs;

import dev.conctop.probe.procfs.file.LinuxFiles;
import dev.conctop.probe.procfs.file.ProcFiles;
import dev.conctop.probe.procfs.file.Texts;
import dev.conctop.sample.MachineInfo;
import dev.conctop.sample.figure.CleanText;
import dev.conctop.sample.figure.Figure;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Set;

/** Names the machine by a few texts of the kernel's and of its distribution. */
public final class ProcMachine {
  private static final int LONGEST = 120;
  private static final int LARGEST = 4 << 20;
  private static final String UNKNOWN = "unknown";
  private static final byte[] TOTAL = Texts.key("MemTotal:");

  private final ProcFiles files;
  private byte[] buffer = new byte[16 * 1024];

  ProcMachine(ProcFiles files) {
    this.files = files;
  }

  /** Reads what this machine is; what cannot be read is "unknown", 0 cores, or n/a. */
  public static MachineInfo here() {
    return new ProcMachine(new LinuxFiles("/")).read();
  }

  MachineInfo read() {
    String cpus = text("proc/cpuinfo");
    Set<String> processors = new HashSet<>();
    Set<String> cores = new HashSet<>();
    String model = "";
    String socket = "";
    for (String line : cpus.split("\n")) {
      int colon = line.indexOf(':');
      String name = colon < 0 ? "" : line.substring(0, colon).strip();
      String value = colon < 0 ? "" : line.substring(colon + 1).strip();
      switch (name) {
        case "processor" -> processors.add(value);
        case "model name", "cpu model", "Model" -> model = model.isEmpty() ? value : model;
        case "physical id" -> socket = value;
        case "core id" -> cores.add(socket + '/' + value);
        default -> {}
      }
    }
    int logical =
        processors.isEmpty() ? Runtime.getRuntime().availableProcessors() : processors.size();
    return new MachineInfo(
        clean(text("proc/sys/kernel/hostname")),
        clean(model),
        cores.isEmpty() ? logical : cores.size(),
        logical,
        memory(),
        system());
  }

  private Figure memory() {
    int length = files.read("proc/meminfo", buffer);
    long kib = length <= 0 ? -1 : Texts.valueOf(buffer, length, TOTAL);
    return kib > 0 ? Figure.exact(kib * 1024.0) : Figure.na("/proc/meminfo cannot be read");
  }

  /** The distribution's name (os-release(5)) and the kernel's. */
  private String system() {
    String kernel = clean("Linux " + text("proc/sys/kernel/osrelease"));
    for (String line : text("etc/os-release").split("\n")) {
      if (line.startsWith("PRETTY_NAME=")) {
        String name = line.substring(line.indexOf('=') + 1).strip();
        boolean quoted = name.length() > 1 && (name.startsWith("\"") || name.startsWith("'"));
        return clean((quoted ? name.substring(1, name.length() - 1) : name) + ", " + kernel);
      }
    }
    return kernel;
  }

  /** A file's text; empty when it cannot be read. */
  private String text(String path) {
    int length = files.read(path, buffer);
    while (length == buffer.length && buffer.length < LARGEST) {
      buffer = new byte[buffer.length * 4];
      length = files.read(path, buffer);
    }
    return length <= 0 ? "" : new String(buffer, 0, length, StandardCharsets.UTF_8);
  }

  private static String clean(String raw) {
    String clean = CleanText.clean(raw.strip(), LONGEST);
    return clean.isEmpty() ? UNKNOWN : clean;
  }
}
