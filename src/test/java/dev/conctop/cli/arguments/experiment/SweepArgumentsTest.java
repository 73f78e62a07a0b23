package dev.conctop.cli.arguments.experiment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.conctop.catalog.parameter.BadInput;
import dev.conctop.cli.arguments.Arguments;
import dev.conctop.cli.arguments.common.Command;
import dev.conctop.experiment.sweep.SweepPlan;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SweepArgumentsTest {
  private static SweepPlan plan(String line) {
    return ((Command.Sweep) new Arguments(2, "1.2.3").parse(line.split(" "))).plan();
  }

  @Test
  void readsASweep() {
    SweepPlan plan =
        plan(
            "sweep http-get -m thread-pool --over workers=1..64 -c 32 -p delay=50ms"
                + " --slo p99<100ms -d 60s --seed 7");
    assertEquals("workers", plan.range().over());
    assertEquals(32, plan.spec().inFlight());
    assertEquals(50_000_000, plan.spec().parameters().number("delay"));
    assertEquals("p99<100ms", plan.slo().orElseThrow().toString());
    assertEquals(60_000_000_000L, plan.longestNanos());
    assertEquals(7, plan.seed());
    assertEquals(2, plan.cores());
  }

  @Test
  void thereIsWorkForTheMostWorkersWhenNobodySays() {
    assertEquals(64, plan("sweep http-get --over workers=1..64").spec().inFlight());
    assertEquals(1, plan("sweep http-get --over workers=1..64").seed());
    assertEquals(
        10, plan("sweep http-get --over workers=1..4 --rate 10").spec().ratePerSecond().orElse(0));
    assertEquals(500, plan("sweep http-get --over rate=50,500").spec().ratePerSecond().orElse(0));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "sweep | sweep needs a workload",
        "sweep http-get | sweep needs --over, such as workers=1..64",
        "sweep http-gte --over workers=1..8 | unknown workload 'http-gte'",
        "sweep http-get --over worker=1..8 | --over worker=1..8: nothing is called 'worker'",
        "sweep http-get --over workers=8..1 | --over workers=8..1: it ends where it begins",
        "sweep http-get --over workers=1..8 -j 4 | give either --over or -j, not both",
        "sweep http-get --over in-flight=1..8 -c 4 | give either --over or -c, not both",
        "sweep http-get --over in-flight=1..8 --rate 4 | give either --over or --rate, not both",
        "sweep http-get --over rate=1..8 --rate 4 | give either --over or --rate, not both",
        "sweep http-get --over delay=1ms,2ms -p delay=4ms | give either --over or -p delay",
        "sweep http-get --over workers=1..8 -c 4 --rate 4 | give either tasks in flight (-c)",
        "sweep http-get --over workers=1..8 --slo p98<1s | --slo p98<1s: of each size p50 and p99",
        "sweep http-get --over workers=1..8 -d 2s | -d 2s is below 5s",
        "sweep http-get --over workers=1..8 -m sequential | --over workers: sequential has one",
      })
  void whatIsWrongIsSaidInOneLine(String line, String said) {
    BadInput e = assertThrows(BadInput.class, () -> plan(line));
    assertTrue(e.getMessage().startsWith(said), e.getMessage());
    assertEquals(1, e.getMessage().lines().count());
  }
}
