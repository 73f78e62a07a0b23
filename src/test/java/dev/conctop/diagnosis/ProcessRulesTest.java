package dev.conctop.diagnosis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import dev.conctop.sample.ProcessTable;
import dev.conctop.sample.figure.Fidelity;
import dev.conctop.sample.figure.Figure;
import dev.conctop.sample.figure.Part;
import dev.conctop.sample.thread.PartCounts;
import dev.conctop.sample.thread.ProcessCosts;
import dev.conctop.sample.thread.ProcessCrowd;
import dev.conctop.sample.thread.ProcessLife;
import dev.conctop.sample.thread.ProcessNames;
import dev.conctop.sample.thread.ProcessRow;
import dev.conctop.sample.thread.ProcessVerdict;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The verdicts of the table, case by case. */
class ProcessRulesTest {
  private static final double CORES = 2;

  /** One thread's looks, a letter each: c d n l s p . ? as on the screen. */
  private static ProcessRow one(double cpu, double queue, String looks, String life) {
    return row(1, cpu, queue, ProcessCrowd.one(counts(looks), "futex owned"), life);
  }

  private static PartCounts counts(String letters) {
    PartCounts counts = PartCounts.none();
    for (char letter : letters.toCharArray()) {
      for (Part part : Part.values()) {
        counts = part.letter() == letter ? counts.and(part) : counts;
      }
    }
    return counts;
  }

  private static ProcessRow row(
      int threads, double cpu, double queue, ProcessCrowd crowd, String life) {
    return new ProcessRow(
        7,
        "x",
        threads,
        Double.isNaN(cpu) ? Figure.na("seen once only") : Figure.exact(cpu),
        Figure.exact(queue),
        Part.IDLE,
        Fidelity.EXACT,
        "futex owned",
        ProcessLife.valueOf(life),
        ProcessNames.of(""),
        ProcessCosts.unknown(),
        crowd,
        false,
        ProcessVerdict.none());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "0.97 | 0.02 | cccccccc | ALIVE   | cpu-saturated",
        "0.3  | 0.6  | ccc      | ALIVE   | cpu-saturated",
        "0.3  | 0    | c.......  | ALIVE  | idle",
        "0.05 | 0    | dddd     | ALIVE   | io-waiting disk",
        "0.02 | 0    | nnnnpn   | ALIVE   | io-waiting network",
        "0    | 0    | pp       | ALIVE   | io-waiting ipc",
        "0.01 | 0    | llll     | ALIVE   | lock-bound futex",
        "0.4  | 0    | cdcdcd   | ALIVE   | mixed",
        "0.02 | 0    | ....     | ALIVE   | idle",
        "0    | 0    | ssss     | ALIVE   | idle timer",
        "0    | 0    | ????     | ALIVE   | ?",
        "NaN  | 0    | cc       | ALIVE   | ?",
        "0    | 0    | ?        | STOPPED | stopped",
        "0    | 0    | ?        | TRACED  | traced",
        "0    | 0    | .        | ZOMBIE  | zombie",
      })
  void ofOneThread(double cpu, double queue, String looks, String life, String word) {
    assertEquals(word, ProcessRules.of(one(cpu, queue, looks, life), CORES).label());
  }

  /**
   * Threads, cores used, threads in the run queue; of the threads: how many ran, what those were
   * found at, what the others wait for, and the busiest one's share.
   */
  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "uses all cores            | 12 | 1.9  | 0.5  | 4   | cccc.   | ....    | 0.5  | cpu-saturated",
        "one works, others rest    | 30 | 0.97 | 0.02 | 1   | cccc    | ....... | 0.98 | cpu-saturated",
        "one works, others read    | 101 | 1   | 0    | 1   | cc      | nnnnnnn | 1    | cpu-saturated",
        "all rest                  | 12 | 0    | 0    | 0   | ''      | ......s | 0    | idle",
        "all sleep                 | 12 | 0    | 0    | 0   | ''      | sssssss | 0    | idle timer",
        "a server with little load | 12 | 0.1  | 0    | 2   | c...    | ....... | 0.05 | idle",
        "clients that wait         | 12 | 0.01 | 0    | 0   | ''      | nnnnnnn | 0    | io-waiting network",
        "one client of many idle   | 12 | 0    | 0    | 0   | ''      | n...... | 0    | io-waiting network",
        "clients that move         | 8  | 0.2  | 0    | 8   | nnnnnnc | ''      | 0.03 | io-waiting network",
        "many that compute little  | 100 | 0.9 | 0.1  | 100 | nnnnnnn | ''      | 0.02 | io-waiting network",
        "writers                   | 4  | 0.1  | 0    | 4   | dddddd  | ''      | 0.05 | io-waiting disk",
        "one lock, in turns        | 8  | 1    | 0.05 | 8   | lllllc  | ''      | 0.2  | lock-bound futex",
        "a lock that is kept       | 8  | 0    | 0    | 0   | ''      | lllllll | 0    | lock-bound futex",
        "half and half             | 2  | 0.9  | 0    | 2   | ncnc    | ''      | 0.5  | mixed",
        "parked in a JVM, at work  | 16 | 0.5  | 0    | 16  | ?????   | ''      | 0.1  | ?",
        "nothing may be read       | 16 | 0    | 0    | 0   | ''      | ??????? | 0    | ?",
      })
  void ofManyThreads(
      String what,
      int threads,
      double cpu,
      double queue,
      double moved,
      String moving,
      String still,
      double busiest,
      String word) {
    ProcessCrowd crowd =
        new ProcessCrowd(true, moved, counts(moving), counts(still), busiest, "futex mutex");
    assertEquals(word, ProcessRules.of(row(threads, cpu, queue, crowd, "ALIVE"), CORES).label());
  }

  @Test
  void theInterpretersLockIsCalledSo() {
    ProcessCrowd crowd =
        new ProcessCrowd(true, 4, counts("llllc"), counts(""), 0.3, "futex interpreter lock");
    assertEquals("lock-bound gil", ProcessRules.of(row(4, 1, 0.02, crowd, "ALIVE"), CORES).label());
  }

  @Test
  void whatCannotBeToldHasItsReason() {
    assertEquals("seen once only", reason(one(Double.NaN, 0, "c", "ALIVE")));
    assertEquals("what it waits for is not known", reason(one(0, 0, "????", "ALIVE")));
    assertEquals(
        "its threads are not looked at yet", reason(row(9, 0, 0, ProcessCrowd.none(), "ALIVE")));
    assertEquals(
        "it has more threads than are looked at here; attach to it",
        reason(row(9000, 0, 0, ProcessCrowd.one(counts("."), ""), "ALIVE")));
  }

  private static String reason(ProcessRow row) {
    return ProcessRules.of(row, CORES).reason();
  }

  @Test
  void whatHasNotChangedIsNotJudgedAgain() {
    TableJudge judge = new TableJudge();
    ProcessRow rests = one(0, 0, ".", "ALIVE");
    ProcessTable table = new ProcessTable(1, 1, List.of(rests), 0);
    ProcessRow judged = judge.judged(table).rows().getFirst();
    assertEquals("idle", judged.verdict().label());
    assertSame(judged, judge.judged(table).rows().getFirst());
  }
}
