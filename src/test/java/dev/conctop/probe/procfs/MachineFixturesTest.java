package dev.conctop.probe.procfs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.conctop.probe.Capability;
import dev.conctop.probe.Capability.Status;
import dev.conctop.probe.procfs.file.LinuxFiles;
import dev.conctop.probe.procfs.file.ProcFiles;
import dev.conctop.probe.procfs.host.CgroupCpu;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Machines of other kinds, as directories of captured texts. */
class MachineFixturesTest {
  private static ProcFiles machine(String name) {
    return new LinuxFiles("src/test/resources/proc/" + name, 1000);
  }

  private static Capability one(List<Capability> all, String what) {
    return all.stream().filter(c -> c.what().startsWith(what)).findFirst().orElseThrow();
  }

  @Test
  void quotaOfControlGroupsVersionOne() {
    CgroupCpu group = CgroupCpu.read(machine("v1"), 77);
    assertEquals(1, group.version());
    assertEquals("/docker/abc", group.path());
    assertEquals(1.5, group.quotaCores().value());
    assertEquals(123456789, group.throttledNanos().value());
    assertEquals(7, group.throttledPeriods().value());
    assertTrue(group.limited());
  }

  @Test
  void theTightestQuotaOnTheWayUpCounts() {
    CgroupCpu group = CgroupCpu.read(machine("v2"), 77);
    assertEquals(2, group.version());
    assertEquals("/user.slice", group.path());
    assertEquals(0.5, group.quotaCores().value());
    assertEquals(1_200_000, group.throttledNanos().value());
    assertEquals(44, group.periods().value());
  }

  @Test
  void noControlGroupIsUnknownAndNotZero() {
    CgroupCpu group = CgroupCpu.read(machine("v2"), 78);
    assertEquals(0, group.version());
    assertFalse(group.quotaCores().known());
    assertFalse(group.throttledNanos().known());
  }

  @ParameterizedTest
  @CsvSource({"max 100000,Infinity", "-1 100000,Infinity", "50000 100000,0.5", "x,NaN", "5 0,NaN"})
  void quotaTexts(String text, double cores) {
    assertEquals(cores, CgroupCpu.quotaOfMax(text));
  }

  @Test
  void anOldMachineSaysWhatItCannotAndHowToGetIt() {
    List<Capability> all = new ProcCapabilities(machine("v1"), "amd64", 77).read();
    assertEquals(Status.CAN, one(all, "use of each core").status());
    assertEquals(Status.CANNOT, one(all, "use of each core in nanoseconds").status());
    assertEquals(Status.CANNOT, one(all, "time on a core and in the run queue").status());
    assertEquals(Status.CANNOT, one(all, "pressure").status());
    assertEquals(Status.CANNOT, one(all, "delay accounting").status());
    assertTrue(one(all, "throttling").reason().contains("1.50 cores"));
    Capability others = one(all, "cause of a wait by its system call, other processes");
    assertTrue(others.remedy().contains("ptrace_scope"));
    assertTrue(one(all, "processes of other users").reason().contains("hidepid=2"));
    assertEquals(Status.CANNOT, one(all, "files kept open").status());
    assertEquals(Status.UNKNOWN, one(all, "programs may use io_uring").status());
    for (Capability each : all) {
      assertFalse(each.reason().isEmpty(), each.what());
    }
  }

  @Test
  void aNewMachineCanMore() {
    List<Capability> all = new ProcCapabilities(machine("v2"), "aarch64", 77).read();
    assertEquals(Status.CAN, one(all, "use of each core in nanoseconds").status());
    assertEquals(Status.CAN, one(all, "time on a core and in the run queue").status());
    assertEquals(Status.CAN, one(all, "pressure").status());
    assertEquals(Status.CAN, one(all, "delay accounting").status());
    assertEquals(Status.CAN, one(all, "cause of a wait by its system call").status());
    assertEquals(Status.CAN, one(all, "files kept open").status());
    assertEquals(Status.CANNOT, one(all, "programs may use io_uring").status());
    List<Capability> sparc = new ProcCapabilities(machine("v2"), "sparc", 77).read();
    assertEquals(Status.CANNOT, one(sparc, "cause of a wait by its system call").status());
  }
}
