package dev.conctop.account;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class ProcessCpuTest {
  private static final long MS = 1_000_000;

  @Test
  void threadsCountExactlyAndEndedOnesStay() {
    ProcessCpu cpu = new ProcessCpu(0, 0);
    cpu.threads(1234567);
    assertEquals(1234567, cpu.nanos());
    cpu.threadEnded(1000000);
    cpu.threads(334567);
    assertEquals(1334567, cpu.nanos());
  }

  @Test
  void threadsThatCameAndWentUnseenAreInTheProcesssTicks() {
    ProcessCpu cpu = new ProcessCpu(0, 0);
    cpu.threads(5 * MS);
    cpu.process(800 * MS, 0);
    assertEquals(800 * MS, cpu.nanos());
  }

  @Test
  void whatWasUsedBeforeDoesNotCount() {
    ProcessCpu cpu = new ProcessCpu(5000 * MS, 70 * MS);
    cpu.threadFound(100 * MS);
    cpu.threads(150 * MS);
    cpu.process(5060 * MS, 70 * MS);
    assertEquals(50 * MS, cpu.nanos());
  }

  @Test
  void aChildIsCountedOnce() {
    ProcessCpu parent = new ProcessCpu(0, 0);
    ProcessCpu child = new ProcessCpu(0, 0);
    child.threads(333 * MS);
    parent.childEnded(child);
    parent.process(0, 330 * MS);
    assertEquals(333 * MS, parent.nanos());
    // Another child was never seen, but its parent waited for it.
    parent.process(0, 730 * MS);
    assertEquals(730 * MS, parent.nanos());
  }

  @Test
  void neverGoesBack() {
    ProcessCpu cpu = new ProcessCpu(0, 0);
    cpu.threads(100 * MS);
    assertEquals(100 * MS, cpu.nanos());
    cpu.threads(0);
    assertEquals(100 * MS, cpu.nanos());
  }
}
