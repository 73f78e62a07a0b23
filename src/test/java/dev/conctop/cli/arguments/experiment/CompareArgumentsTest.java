package dev.conctop.cli.arguments.experiment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.conctop.catalog.RunSpec;
import dev.conctop.catalog.parameter.BadInput;
import dev.conctop.cli.arguments.Arguments;
import dev.conctop.cli.arguments.common.Command;
import dev.conctop.experiment.RacePlan;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CompareArgumentsTest {
  private static Command.Compare compare(String... more) {
    List<String> words = new ArrayList<>(List.of("compare"));
    words.addAll(List.of(more));
    return (Command.Compare) new Arguments(2, "test").parse(words.toArray(String[]::new));
  }

  private static List<String> labels(Command.Compare compare) {
    return compare.contest().race().plan().labels();
  }

  @Test
  void modelsHaveTheSameLoadAndOptionsHoldForThoseThatHaveThem() {
    Command.Compare compare =
        compare(
            "http-get",
            "-m",
            "thread-pool,event-loop,gil-threads",
            "-j",
            "8",
            "-p",
            "switch-interval=1ms",
            "-p",
            "delay=20ms");
    List<RunSpec> arms = compare.contest().arms();
    assertEquals(List.of("thread-pool", "event-loop", "gil-threads"), labels(compare));
    assertEquals(List.of(8, 1, 8), arms.stream().map(RunSpec::workers).toList());
    assertEquals(1, arms.stream().map(RunSpec::inFlight).distinct().count(), "one load for all");
    assertEquals("1ms", arms.get(2).parameters().text("switch-interval"));
    assertTrue(arms.stream().allMatch(arm -> arm.parameters().text("delay").equals("20ms")));
  }

  @Test
  void armsDifferInAnythingAndAreCalledAsWritten() {
    Command.Compare compare =
        compare(
            "sum-of-squares",
            "--arm",
            "sequential -p n=1000000",
            "--arm",
            "thread-pool  -j 4 -c 16",
            "--arm",
            "sequential -p n=1000000",
            "--reference",
            "thread-pool",
            "--assert",
            "sequential -p n=1000000<thread-pool -j 4 -c 16");
    assertEquals(
        List.of("thread-pool -j 4 -c 16", "sequential -p n=1000000", "sequential -p n=1000000 (2)"),
        labels(compare));
    assertEquals(4, compare.contest().arms().getFirst().workers());
    assertEquals(16, compare.contest().arms().getFirst().inFlight());
    assertEquals(1, compare.assertions().size());
    assertEquals(
        3, compare.contest().notes().size(), "two have another load, and two are the same");
  }

  @Test
  void whatIsAskedForIsPlanned() {
    RacePlan rounds =
        compare("sleep", "-m", "thread-pool,virtual-threads", "--rounds", "12", "--no-placebo")
            .contest()
            .race()
            .plan();
    assertEquals(12, rounds.rounds());
    assertEquals(2, rounds.slots());
    RacePlan until =
        compare(
                "sleep",
                "-m",
                "thread-pool,virtual-threads",
                "--until",
                "2%",
                "--within",
                "0.05",
                "--seed",
                "9",
                "--warm-up",
                "2s")
            .contest()
            .race()
            .plan();
    assertEquals(0.02, until.halfWidth().getAsDouble());
    assertEquals(0.05, until.within());
    assertEquals(9, until.seed());
    assertEquals(2_000_000_000L, until.warmNanos());
    assertEquals(3, until.slots());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "-m thread-pool | compare needs two arms or more: -m thread-pool,virtual-threads, or --arm twice",
        "-m thread-pool,virtual-thread | unknown model 'virtual-thread'; did you mean 'virtual-threads'?",
        "-m thread-pool,sequential --rounds 0 | --rounds 0 is outside 1 … 1000",
        "-m thread-pool,sequential --until 2 | --until '2' is not a share such as 2% or 0.02",
        "-m thread-pool,sequential -d 1s | -d 1s is too short for 2 arms: they need 8s at least",
        "-m thread-pool,sequential --placebo --no-placebo | give either --placebo or --no-placebo",
        "-m thread-pool,sequential --reference thread-pol | --reference 'thread-pol' is no arm; did you mean 'thread-pool'?",
        "-m thread-pool,sequential -p dely=1ms | no arm has a parameter 'dely'; did you mean 'delay'?",
        "-m thread-pool,sequential --assert a>b | --assert: no arm is called 'a'; there are thread-pool, sequential",
        "-m thread-pool --arm=sequential_-j | unknown model 'sequential_-j'; did you mean 'sequential'?",
      })
  void whatIsWrongIsSaidInOneLine(String options, String why) {
    List<String> words = new ArrayList<>(List.of("http-get"));
    words.addAll(List.of(options.split(" ")));
    BadInput e = assertThrows(BadInput.class, () -> compare(words.toArray(String[]::new)));
    assertEquals(why, e.getMessage());
  }

  @Test
  void armsThatNameNoModelHaveTheOneOfAll() {
    Command.Compare compare =
        compare(
            "http-get",
            "-m",
            "event-loop",
            "--python",
            "/opt/python",
            "--arm",
            "-p server=aiohttp",
            "--arm",
            "-p server=netty",
            "--arm",
            "virtual-threads -p server=netty");
    assertEquals(
        List.of("-p server=aiohttp", "-p server=netty", "virtual-threads -p server=netty"),
        labels(compare));
    List<RunSpec> arms = compare.contest().arms();
    assertEquals(
        List.of("event-loop", "event-loop", "virtual-threads"),
        arms.stream().map(arm -> arm.model().id()).toList());
    assertEquals("/opt/python", arms.getFirst().parameters().text("python"));
    assertEquals(1, arms.stream().map(RunSpec::inFlight).distinct().count(), "one load for all");
    BadInput e =
        assertThrows(
            BadInput.class,
            () -> compare("http-get", "-m", "event-loop,thread-pool", "--arm", "-p server=netty"));
    assertEquals(
        "--arm '-p server=netty': it names no model, and -m is not one model", e.getMessage());
  }

  @Test
  void anArmThatCannotBeReadIsNamed() {
    for (String arm : List.of("thread-pool -j", "thread-pool -j x", "a b", "x -c 1 --rate 2")) {
      BadInput e =
          assertThrows(
              BadInput.class, () -> compare("sleep", "-m", "sequential", "--arm", " " + arm));
      assertTrue(e.getMessage().startsWith("--arm ' " + arm + "': "), e.getMessage());
    }
  }

  @Test
  void openAndClosedLoopsAreNotComparedUnseen() {
    BadInput e =
        assertThrows(
            BadInput.class,
            () -> compare("sleep", "--arm", "thread-pool --rate 100", "-m", "virtual-threads"));
    assertEquals(
        "virtual-threads has no load, and another arm has a rate: give it -c or --rate",
        e.getMessage());
    Command.Compare said =
        compare("sleep", "--arm", "thread-pool --rate 100", "--arm", "virtual-threads -c 8");
    assertEquals(
        List.of(
            "virtual-threads -c 8 has another load (8 in flight) than thread-pool --rate 100"
                + " (rate 100.0)"),
        said.contest().notes());
  }

  @Test
  void withoutAWorkloadItSaysSo() {
    BadInput e = assertThrows(BadInput.class, () -> compare("-m", "thread-pool,sequential"));
    assertTrue(e.getMessage().startsWith("compare needs a workload"), e.getMessage());
  }
}
