package dev.conctop.report.diagnose;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.conctop.catalog.parameter.BadInput;
import dev.conctop.report.Watched;
import dev.conctop.report.assertion.Outcome;
import dev.conctop.sample.figure.Part;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProcessFoundTest {
  private static Outcome check(String written) {
    Watched watched = new Watched();
    for (int i = 0; i < 10; i++) {
      watched.pass(Part.NETWORK, 96, 4);
    }
    return check(written, watched);
  }

  private static Outcome check(String written, Watched watched) {
    return ProcessFound.check(List.of(ProcessFound.parse(written)), watched.found()).getFirst();
  }

  @ParameterizedTest
  @CsvSource({
    "on_cpu<5%, true",
    "on_cpu < 0.05, true",
    "on_cpu<4%, false",
    "on_cpu<=4%, true",
    "network>=95.5%, true",
    "network>96%, false",
    "run_queue==0, true",
    "threads!=1, false",
    "cpu_over_wall<0.05, true",
    "cpu_over_wall<5%, true",
    "verdict==io-waiting, true",
    "verdict != io-waiting, false",
    "cause==network, true",
    "cause==disk, false"
  })
  void comparesWithWhatWasFound(String written, boolean held) {
    assertEquals(held, check(written).held(), written);
  }

  @Test
  void saysWhatWasFound() {
    assertEquals("network is 96.0 %", check("network<5%").found());
    assertEquals("verdict is io-waiting", check("verdict==idle").found());
  }

  @Test
  void whatCouldNotBeGotDoesNotHold() {
    Outcome result = check("throttled<5%", new Watched());
    assertFalse(result.held());
    assertTrue(result.found().startsWith("throttled is n/a: "), result.found());
    assertFalse(check("on_cpu>=0", new Watched()).held());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "run_que<5%; did you mean 'run_queue'",
        "run_queue; is not like run_queue<5%",
        "run_queue<five; is not a number",
        "run_queue<-1; is not a number",
        "lock<10; lock is a share, 100% at most; write 10%",
        "lock<110%; lock is a share",
        "threads<5%; threads is not a share: leave out the %",
        "verdict<idle; compared by == or !=",
        "verdict==io-wating; did you mean 'io-waiting'",
        "=5; is not like"
      })
  void badOnesSayWhatIsWrong(String written, String message) {
    BadInput bad = assertThrows(BadInput.class, () -> ProcessFound.parse(written));
    assertTrue(bad.getMessage().contains(message), bad.getMessage());
  }
}
