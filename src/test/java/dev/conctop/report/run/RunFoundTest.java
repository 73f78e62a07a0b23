package dev.conctop.report.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.conctop.catalog.parameter.BadInput;
import dev.conctop.report.assertion.Assertion;
import dev.conctop.report.assertion.Outcome;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class RunFoundTest {
  private static final JsonNode DOCUMENT =
      JsonMapper.shared()
          .readTree(
              """
              {"tasks": {"completed": 9061, "failed": 0, "cancelled": 2, "throughput_per_s": 302.02},
               "latency_ns": {
                 "response": {"mean": 2.1e8, "p50": 208535551, "p99": 273416191},
                 "queue": {"p50": 119616}, "loop_lag": null},
               "thread_budget": {"on_cpu": 0.004, "network": 0.983},
               "subject": {"threads": 38, "cpu_over_wall": 0.1426},
               "host": {"busy": 0.757},
               "verdict": {"class": "io-waiting", "cause": "network", "findings": ["pool-starved"]},
               "na": {"latency_ns.loop_lag": "this model has no event loop"}}
              """);

  private static Outcome check(String written) {
    return Assertion.check(List.of(RunFound.parse(written)), new RunFound(DOCUMENT)).getFirst();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "throughput>300",
        "throughput <= 302.02",
        "failed==0",
        "completed!=0",
        "p99<280ms",
        "p50>=0.2s",
        "queue_p50<120us",
        "network>50%",
        "on_cpu<.01",
        "host_busy<80%",
        "cpu_over_wall<1",
        "threads==38",
        "verdict==io-waiting",
        "cause!=disk",
        "finding==pool-starved",
        "finding!=serial"
      })
  void holds(String written) {
    Outcome result = check(written);
    assertTrue(result.held(), result.found());
  }

  @ParameterizedTest
  @CsvSource({
    "throughput>400, throughput is 302.02",
    "p99<100ms, p99 is 273.42 ms",
    "queue_p50>1ms, queue_p50 is 119.6 \u00b5s",
    "network<50%, network is 98.3 %",
    "cancelled==0, cancelled is 2",
    "verdict==idle, verdict is io-waiting",
    "finding!=pool-starved, finding is pool-starved",
    "finding==serial, finding is pool-starved",
    "loop_lag_p99<1s, loop_lag_p99 is n/a: this model has no event loop",
    "service_p99<1s, service_p99 is n/a: no task has told of it"
  })
  void isBrokenAndSaysWhatWasFound(String written, String found) {
    Outcome result = check(written);
    assertFalse(result.held());
    assertEquals(found, result.found());
    assertEquals("BROKEN     " + written + ": " + found, result.line());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "p98<1ms | --assert: unknown figure 'p98'; did you mean 'p90'?",
        "p99<20% | --assert 'p99<20%': p99 is a duration, such as 100ms",
        "p99<20 | --assert 'p99<20': p99 is a duration, such as 100ms",
        "throughput>50% | --assert 'throughput>50%': throughput is not a share: leave out the %",
        "network>50 | --assert 'network>50': network is a share, 100% at most; write 50%",
        "network>200% | --assert 'network>200%': network is a share, 100% at most",
        "failed<none | --assert 'failed<none': 'none' is not a number",
        "verdict<idle | --assert 'verdict<idle': a verdict is compared by == or !=",
        "verdict==idel | --assert: unknown verdict 'idel'; did you mean 'idle'?",
        "finding==serail | --assert: unknown finding 'serail'; did you mean 'serial'?",
        "fast | --assert 'fast' is not like p99<100ms, throughput>500 or verdict==idle"
      })
  void whatIsWrongIsNamedWithTheNearestRightThing(String written, String message) {
    assertEquals(message, assertThrows(BadInput.class, () -> RunFound.parse(written)).getMessage());
  }

  @Test
  void whatWasWrittenIsKept() {
    assertEquals("p99 < 100ms", RunFound.parse("p99 < 100ms").written());
  }
}
