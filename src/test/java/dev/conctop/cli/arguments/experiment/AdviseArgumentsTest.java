package dev.conctop.cli.arguments.experiment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.conctop.catalog.ModelSpec.Runtime;
import dev.conctop.catalog.parameter.BadInput;
import dev.conctop.cli.arguments.Arguments;
import dev.conctop.cli.arguments.common.Command;
import dev.conctop.experiment.advice.probe.AdvicePlan;
import dev.conctop.probe.Reach;
import java.util.Map;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AdviseArgumentsTest {
  private static Command parse(String line) {
    return new Arguments(2, "1.2.3").parse(line.split(" "));
  }

  private static AdvicePlan plan(String line) {
    return ((Command.Advise) parse(line)).plan();
  }

  @Test
  void aWorkload() {
    AdvicePlan plan =
        plan(
            "advise http-get -m cpython-threading -c 200 -p delay=1s --slo p99<2s -d 90s --seed 7"
                + " --verify");
    assertEquals("http-get", plan.workload().id());
    assertEquals(Runtime.CPYTHON, plan.runtime());
    assertEquals("cpython-threading", plan.present().orElseThrow().id());
    assertEquals(200, plan.inFlight());
    assertEquals(Map.of("delay", "1s"), plan.parameters());
    assertEquals("p99<2s", plan.slo().orElseThrow().toString());
    assertEquals(90_000_000_000L, plan.nanos());
    assertEquals(7, plan.seed());
    assertEquals(AdvicePlan.Test.YES, plan.test());
    assertEquals(2, plan.cores());
  }

  @Test
  void whatNobodySays() {
    AdvicePlan plan = plan("advise http-get");
    assertEquals(Runtime.JVM, plan.runtime());
    assertEquals(64, plan.inFlight());
    assertEquals(60_000_000_000L, plan.nanos());
    assertEquals(AdvicePlan.Test.IF_TIME, plan.test());
    assertEquals(Runtime.CPYTHON, plan("advise sleep --python python3.12").runtime());
    assertEquals(50, plan("advise sleep --rate 50").ratePerSecond().orElse(0));
    assertEquals(AdvicePlan.Test.NO, plan("advise sleep --no-verify").test());
  }

  @Test
  void aProcess() {
    Command.AdviseProcess process = (Command.AdviseProcess) parse("advise 4242 --tree -d 3s");
    assertEquals("4242", process.target());
    assertEquals(Reach.TREE, process.reach());
    assertEquals(OptionalLong.of(3_000_000_000L), process.durationNanos());
    assertEquals("nginx", ((Command.AdviseProcess) parse("advise nginx")).target());
    assertTrue(((Command.AdviseProcess) parse("advise --pid sleep")).said());
  }

  @Test
  void whatIsNoProcessMayBeAWorkloadMisspelt() {
    assertEquals(
        ", and no workload; did you mean 'http-get'?",
        AdviseArguments.otherwise((Command.AdviseProcess) parse("advise htp-get")));
    assertEquals(
        "", AdviseArguments.otherwise((Command.AdviseProcess) parse("advise --pid htp-get")));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "advise | advise needs a workload, such as http-get",
        "advise http-get --pid 1 | give either a workload or --pid, not both",
        "advise http-get -m thread-pol | unknown model 'thread-pol'; did you mean 'thread-pool'?",
        "advise http-get -m gil-threads | gil-threads is emulated: advice is on the models",
        "advise http-get -p dleay=1ms | neither http-get nor a model of the JVM has a parameter",
        "advise http-get -p python=x -m event-loop | neither http-get nor a model of the JVM",
        "advise http-get -p delay=50x | delay=50x: '50x' is not a duration",
        "advise http-get -c 4 --rate 4 | give either tasks in flight (-c)",
        "advise http-get -c 0 | in flight 0 is outside",
        "advise http-get -c many | -c (--in-flight) 'many' is not a whole number",
        "advise http-get --rate -5 | rate -5.0 is outside",
        "advise http-get -d 2s | -d 2s is below 5s",
        "advise http-get -d soon | -d: 'soon' is not a duration",
        "advise http-get --slo p98<1s | --slo p98<1s: of each size p50 and p99",
        "advise http-get --verify --no-verify | give either --verify or --no-verify",
        "advise http-get --tree | --tree is for a process, and 'http-get' is a workload",
        "advise http-get -j 4 | advise has no -j: it is for run",
        "advise htp-get -c 4 | -c is for a workload, and 'htp-get' is none; did you mean",
        "advise 1 --slo p99<1s | --slo is for a workload, and '1' is none",
        "advise 1 -d 1ms | -d 1ms is outside 100ms",
      })
  void whatIsWrongIsSaidInOneLine(String line, String said) {
    BadInput e = assertThrows(BadInput.class, () -> parse(line));
    assertTrue(String.valueOf(e.getMessage()).contains(said), e.getMessage());
    assertEquals(1, String.valueOf(e.getMessage()).lines().count());
  }
}
