package dev.conctop.diagnosis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import dev.conctop.sample.ProcessTable;
import dev.conctop.sample.figure.Fidelity;
import dev.conctop.sample.figure.Figure;
import dev.conctop.sample.figure.Part;
import dev.conctop.sample.thread.Looks;
import dev.conctop.sample.thread.ProcessLife;
import dev.conctop.sample.thread.ProcessRow;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The verdicts of the table, case by case. */
class ProcessRulesTest {
  /** A letter a look: c d n l s p . ? as on the screen. */
  private static ProcessRow row(int threads, double cpu, double queue, String looks, String life) {
    Part last = Part.UNKNOWN;
    Looks seen = Looks.none();
    for (char letter : looks.toCharArray()) {
      for (Part part : Part.values()) {
        last = part.letter() == letter ? part : last;
      }
      seen = seen.and(last);
    }
    ProcessRow row =
        new ProcessRow(
            7,
            "x",
            threads,
            Double.isNaN(cpu) ? Figure.na("seen once only") : Figure.exact(cpu),
            Figure.exact(queue),
            last,
            Fidelity.EXACT,
            "futex owned",
            ProcessLife.valueOf(life),
            "",
            false);
    return new ProcessRow(
        7,
        "x",
        threads,
        row.onCpu(),
        row.runQueue(),
        last,
        row.how(),
        row.detail(),
        row.life(),
        row.names(),
        row.costs(),
        seen,
        false,
        row.verdict());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "1  | 0.97 | 0.02 | cccccccc | ALIVE   | cpu-saturated",
        "1  | 0.3  | 0.6  | ccc      | ALIVE   | cpu-saturated",
        "1  | 0.3  | 0    | c.......  | ALIVE  | cpu-saturated",
        "1  | 0.05 | 0    | dddd     | ALIVE   | io-waiting disk",
        "1  | 0.02 | 0    | nnnnpn   | ALIVE   | io-waiting network",
        "1  | 0    | 0    | pp       | ALIVE   | io-waiting ipc",
        "1  | 0.01 | 0    | llll     | ALIVE   | lock-bound futex",
        "1  | 0.4  | 0    | cdcdcd   | ALIVE   | mixed",
        "1  | 0.02 | 0    | ....     | ALIVE   | idle",
        "1  | 0    | 0    | ssss     | ALIVE   | idle timer",
        "1  | 0    | 0    | ????     | ALIVE   | ?",
        "1  | NaN  | 0    | cc       | ALIVE   | ?",
        "12 | 2.4  | 0.5  | ....     | ALIVE   | cpu-saturated",
        "12 | 0    | 0    | ....     | ALIVE   | ?",
        "12 | 0.01 | 0    | ddddd    | ALIVE   | io-waiting disk",
        "12 | 0.01 | 0    | lllll    | ALIVE   | lock-bound futex",
        "12 | 0.5  | 0    | nnnnn    | ALIVE   | ?",
        "1  | 0    | 0    | ?        | STOPPED | stopped",
        "1  | 0    | 0    | ?        | TRACED  | traced",
        "1  | 0    | 0    | .        | ZOMBIE  | zombie",
      })
  void isTheWord(int threads, double cpu, double queue, String looks, String life, String word) {
    assertEquals(word, ProcessRules.of(row(threads, cpu, queue, looks, life)).label());
  }

  @Test
  void whatCannotBeToldHasItsReason() {
    assertEquals("seen once only", ProcessRules.of(row(1, Double.NaN, 0, "c", "ALIVE")).reason());
    assertEquals(
        "of its threads only the first is looked at",
        ProcessRules.of(row(9, 0, 0, ".", "ALIVE")).reason());
  }

  @Test
  void whatHasNotChangedIsNotJudgedAgain() {
    TableJudge judge = new TableJudge();
    ProcessRow rests = row(1, 0, 0, ".", "ALIVE");
    ProcessTable table = new ProcessTable(1, 1, List.of(rests), 0);
    ProcessRow judged = judge.judged(table).rows().getFirst();
    assertEquals("idle", judged.verdict().label());
    assertSame(judged, judge.judged(table).rows().getFirst());
  }
}
