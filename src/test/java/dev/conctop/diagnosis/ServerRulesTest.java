package dev.conctop.diagnosis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.conctop.diagnosis.ServerRules.Beside;
import dev.conctop.diagnosis.Verdict.Finding;
import dev.conctop.diagnosis.Verdict.Finding.Name;
import dev.conctop.diagnosis.Verdict.Kind;
import dev.conctop.diagnosis.sign.OwnRun;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the generator and the answers add to a server's verdict, as a table of cases. */
class ServerRulesTest {
  private static Verdict add(Kind kind, List<Finding> before, Beside beside) {
    return ServerRules.add(new Verdict(kind, "", before, List.of()), beside);
  }

  private static String names(Verdict verdict) {
    return String.join(
        " ", verdict.findings().stream().map(finding -> finding.name().word()).toList());
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    // what, class, generator, it can use, late ms, cores busy of 2, lag ms, failed of 1000,
    // findings
    "a server below its limit,   IDLE,          0.2, 1, NaN, 0.3,  1,   0, ''",
    "one loop that is full,      CPU_SATURATED, 0.4, 1, NaN, 0.7,  30,  0, ''",
    "a handler holds the loop,   IDLE,          0.1, 1, NaN, 0.3,  25,  0, loop-blocked",
    "no core for the loop,       IDLE,          0.1, 1, NaN, 0.97, 25,  0, ''",
    "the generator's one thread, IDLE,          0.93, 1, NaN, 0.8, 1,   0, generator-bound",
    "threads may use both cores, IDLE,          0.93, 2, NaN, 0.8, 1,   0, ''",
    "the machine is full,        CPU_SATURATED, 0.6, 1, NaN, 0.95, 1,   0, generator-bound",
    "others fill the machine,    IDLE,          0.1, 1, NaN, 0.95, 1,   0, ''",
    "behind its schedule,        IDLE,          0.5, 1, 80,  0.5,  1,   0, generator-bound",
    "a little behind,            IDLE,          0.5, 1, 20,  0.5,  1,   0, ''",
    "it refuses,                 IDLE,          0.5, 1, NaN, 0.5,  NaN, 100, failing",
    "nothing is known,           IDLE,          NaN, 1, NaN, NaN,  NaN, 0, ''"
  })
  void findings(
      String what,
      Kind kind,
      double generator,
      double mostCores,
      double lateMillis,
      double busy,
      double lagMillis,
      long failed,
      String findings) {
    Beside beside =
        new Beside(
            "event-loop",
            generator,
            mostCores,
            lateMillis * 1e6,
            busy,
            2,
            lagMillis * 1e6,
            0.9,
            new OwnRun(1000, failed, "HTTP 500", 0));
    Verdict verdict = add(kind, List.of(), beside);
    assertEquals(findings, names(verdict), what);
    assertEquals(kind, verdict.kind());
    assertEquals(
        Double.isNaN(generator),
        verdict.evidence().stream().noneMatch(each -> each.startsWith("generator ")));
  }

  @ParameterizedTest
  @CsvSource({
    "0.6, STARVED, 0.9, generator-bound",
    "0.1, STARVED, 0.9, starved",
    "0.6, SERIAL, 0.1, generator-bound",
    "0.6, SERIAL, 0.9, serial generator-bound",
    "0.1, SERIAL, 0.1, serial"
  })
  void whoTakesTheCoresIsKnown(double generator, Name name, double busiest, String findings) {
    Beside beside =
        new Beside("event-loop", generator, 1, Double.NaN, 0.95, 2, 1, busiest, OwnRun.NOTHING);
    Finding found = new Finding(name, "of a program of somebody else's");
    assertEquals(findings, names(add(Kind.CPU_SATURATED, List.of(found), beside)));
  }

  @ParameterizedTest
  @CsvSource({"0.97"})
  void whoIsTheLimitIsNamed(double generator) {
    Beside beside =
        new Beside("event-loop", generator, 1, Double.NaN, 0.6, 2, 1, 0.9, OwnRun.NOTHING);
    String advice = add(Kind.IDLE, List.of(), beside).findings().getFirst().advice();
    assertTrue(advice.startsWith("the generator (event-loop) uses 0.97 of the 1.00 cores"), advice);
  }
}
