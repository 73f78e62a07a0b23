package dev.conctop.probe.procfs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.conctop.probe.procfs.file.LinuxFiles;
import dev.conctop.sample.MachineInfo;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProcMachineTest {
  @TempDir Path root;

  private void put(String path, String text) throws IOException {
    Path file = root.resolve(path);
    Files.createDirectories(file.resolveSibling("."));
    Files.writeString(file, text);
  }

  private MachineInfo read() {
    return new ProcMachine(new LinuxFiles(root.toString(), 1000)).read();
  }

  @Test
  void namesAMachineOfTwoSocketsWithTwoThreadsACore() throws IOException {
    StringBuilder cpus = new StringBuilder();
    for (int i = 0; i < 512; i++) {
      cpus.append("processor\t: ").append(i).append("\nmodel name\t: Some CPU @ 2 GHz\n");
      cpus.append("physical id\t: ").append(i % 2).append("\ncore id\t\t: ").append(i / 4);
      cpus.append("\nflags\t\t: fpu vme\n\n");
    }
    put("proc/cpuinfo", cpus.toString());
    put("proc/meminfo", "MemTotal:       24683360 kB\nMemFree:        1 kB\n");
    put("proc/sys/kernel/hostname", "build-7\n");
    put("proc/sys/kernel/osrelease", "6.18.4\n");
    put("etc/os-release", "NAME=x\nPRETTY_NAME=\"Debian GNU/Linux 13 (trixie)\"\n");
    MachineInfo info = read();
    assertEquals("build-7", info.hostName());
    assertEquals("Some CPU @ 2 GHz", info.cpuModel());
    assertEquals(256, info.physicalCores());
    assertEquals(512, info.logicalCores());
    assertEquals(24683360 * 1024.0, info.memoryBytes().value());
    assertEquals("Debian GNU/Linux 13 (trixie), Linux 6.18.4", info.operatingSystem());
  }

  @Test
  void aMachineThatSaysNothingIsUnknown() {
    MachineInfo info = read();
    assertEquals("unknown", info.hostName());
    assertEquals("unknown", info.cpuModel());
    assertEquals("Linux", info.operatingSystem());
    assertFalse(info.memoryBytes().known());
    assertTrue(info.logicalCores() > 0);
  }
}
