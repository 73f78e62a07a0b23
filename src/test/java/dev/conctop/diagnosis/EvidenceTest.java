package dev.conctop.diagnosis;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.conctop.diagnosis.Verdict.Kind;
import java.util.List;
import org.junit.jupiter.api.Test;

class EvidenceTest {
  private static List<String> of(Kind kind) {
    Evidence evidence = new Evidence(kind);
    evidence.machine("cores 40 % busy");
    evidence.share("threads", 0.20, "on cpu", Kind.CPU_SATURATED);
    evidence.share("threads", 0.30, "waiting for the network", Kind.IO_WAITING);
    evidence.share("threads", 0.09, "waiting for the disk", Kind.IO_WAITING);
    evidence.share("threads", 0.35, "waiting for a lock", Kind.LOCK_BOUND);
    evidence.share("threads", 0.12, "idle", Kind.IDLE);
    evidence.runQueue(0.02);
    return evidence.phrases();
  }

  @Test
  void whatMadeTheClassComesFirst() {
    assertEquals(
        List.of(
            "threads 35 % waiting for a lock",
            "cores 40 % busy",
            "threads 30 % waiting for the network",
            "threads 20 % on cpu",
            "threads 12 % idle",
            "run queue 2 %"),
        of(Kind.LOCK_BOUND));
    assertEquals("threads 30 % waiting for the network", of(Kind.IO_WAITING).getFirst());
  }

  @Test
  void ofAMixtureTheLargestPartComesFirst() {
    assertEquals(
        List.of(
            "threads 35 % waiting for a lock",
            "threads 30 % waiting for the network",
            "threads 20 % on cpu",
            "cores 40 % busy",
            "threads 12 % idle",
            "run queue 2 %"),
        of(Kind.MIXED));
  }

  @Test
  void coresSayItWhereTheyAreTheLimitOrNobodyWantsThem() {
    assertEquals(
        List.of("cores 40 % busy", "threads 20 % on cpu"), of(Kind.CPU_SATURATED).subList(0, 2));
    assertEquals(List.of("cores 40 % busy", "threads 12 % idle"), of(Kind.IDLE).subList(0, 2));
  }

  @Test
  void aLongRunQueueIsTimeThatACoreWasMissing() {
    Evidence evidence = new Evidence(Kind.THROTTLED);
    evidence.share("threads", 0.2, "on cpu", Kind.CPU_SATURATED);
    evidence.runQueue(0.8);
    evidence.heldBack(0.5);
    assertEquals(
        List.of(
            "held back in 50 % of the CPU quota's periods",
            "run queue 80 %", "threads 20 % on cpu"),
        evidence.phrases());
  }

  @Test
  void whyItCannotBeToldIsTheAnswer() {
    Evidence evidence = new Evidence(Kind.CANNOT_TELL);
    evidence.machine("cores 40 % busy");
    evidence.answer("its system calls may not be read");
    evidence.share("threads", 0.9, "unknown", Kind.CANNOT_TELL);
    evidence.more("3 of 4 threads stood still");
    assertEquals(
        List.of(
            "its system calls may not be read",
            "threads 90 % unknown",
            "cores 40 % busy",
            "3 of 4 threads stood still"),
        evidence.phrases());
  }
}
