package dev.conctop.cli.arguments;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.conctop.catalog.parameter.BadInput;
import dev.conctop.cli.arguments.common.Command;
import dev.conctop.cli.arguments.common.CommonOptions;
import dev.conctop.cli.syntax.Syntax;
import dev.conctop.export.ExportFormats;
import dev.conctop.export.cast.CastOptions;
import dev.conctop.probe.Reach;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ArgumentsTest {
  private final Arguments arguments = new Arguments(2, "1.2.3");

  @Test
  void nothingMeansTheMachine() {
    assertInstanceOf(Command.Machine.class, arguments.parse());
  }

  @Test
  void readsHosts() {
    Command.Fleet machines = (Command.Fleet) arguments.parse("--host", "@web", "--format", "json");
    assertEquals("@web", machines.hosts());
    assertEquals(Command.Fleet.What.MACHINES, machines.what());
    Command.Fleet diagnose =
        (Command.Fleet)
            arguments.parse(
                "diagnose", "nginx", "--host=a,b", "--tree", "--assert", "run_queue<5%");
    assertEquals(Command.Fleet.What.DIAGNOSE, diagnose.what());
    assertEquals(Optional.of("nginx"), diagnose.target());
    assertEquals(Reach.TREE, diagnose.reach());
    assertEquals(1, diagnose.assertions().size());
    assertInstanceOf(Command.Feed.class, arguments.parse("feed", "--interval", "2s"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--host a --metrics 9464|metrics are those of this machine",
        "compare sleep --host a|compare is done on this machine: try 'ssh HOST conctop compare",
        "run --host a|run needs a workload, such as http-get",
        "run --scenario throughput --host a|a scenario that goes over several sizes",
        "attach --host a|attach needs the number or the name of a process",
        "--copy x|--copy brings conctop to another machine: it needs --host"
      })
  void whatOtherHostsCannotDoIsSaid(String line, String words) {
    BadInput refusal = assertThrows(BadInput.class, () -> arguments.parse(line.split(" ", -1)));
    assertTrue(String.valueOf(refusal.getMessage()).startsWith(words), refusal.getMessage());
  }

  @Test
  void aRunMayBeAnotherMachines() {
    Command.RunThere there =
        (Command.RunThere)
            arguments.parse("run", "sleep", "-j", "3", "--host", "web1", "--record", "x.rec");
    assertEquals("web1", there.host());
    assertEquals(OptionalInt.of(3), there.run().request().workers());
    assertTrue(there.run().common().record().isPresent());
    assertFalse(((Command.Feed) arguments.parse("feed")).runs());
    assertTrue(((Command.Feed) arguments.parse("feed", "--run")).runs());
  }

  @Test
  void readsARun() {
    Command.Run run =
        (Command.Run)
            arguments.parse(
                "run",
                "http-get",
                "-m",
                "thread-pool",
                "-j",
                "16",
                "-c",
                "64",
                "-p",
                "delay=20ms",
                "-p",
                "body=2KiB",
                "-d",
                "5s",
                "--format",
                "json",
                "--ascii");
    assertEquals("http-get", run.spec().workload().id());
    assertEquals(16, run.spec().workers());
    assertEquals(64, run.spec().inFlight());
    assertEquals(20_000_000, run.spec().parameters().number("delay"));
    assertEquals(2048, run.spec().parameters().number("body"));
    assertEquals(OptionalLong.of(5_000_000_000L), run.spec().durationNanos());
    assertEquals(Optional.of(CommonOptions.Format.JSON), run.common().format());
    assertTrue(run.common().ascii());
  }

  @Test
  void readsADiagnosis() {
    Command.Diagnose diagnose =
        (Command.Diagnose)
            arguments.parse(
                "diagnose",
                "nginx",
                "--tree",
                "--deep",
                "off",
                "-d",
                "3s",
                "--assert",
                "run_queue<5%",
                "--assert",
                "verdict==idle");
    assertEquals("nginx", diagnose.target());
    assertEquals(Reach.TREE, diagnose.reach());
    assertEquals(Optional.of(false), diagnose.common().deep());
    assertEquals(OptionalLong.of(3_000_000_000L), diagnose.durationNanos());
    assertEquals(2, diagnose.assertions().size());
    Command.Attach attach = (Command.Attach) arguments.parse("attach", "123");
    assertEquals(Reach.ALONE, attach.reach());
    assertEquals(Optional.empty(), attach.common().deep());
    assertEquals(OptionalLong.empty(), attach.durationNanos());
  }

  @ParameterizedTest
  @CsvSource({
    "diagnose, diagnose needs the number or the name",
    "diagnose 1 -d 1ms, outside 100ms",
    "diagnose 1 --assert foo, is not like",
    "attach, attach needs the number or the name"
  })
  void aBadTargetSaysWhatIsWrong(String line, String message) {
    BadInput bad = assertThrows(BadInput.class, () -> arguments.parse(line.split(" ")));
    assertTrue(bad.getMessage().contains(message), bad.getMessage());
  }

  @Test
  void readsWhatARecordingIsWrittenAs() {
    Command.ExportRecording export =
        (Command.ExportRecording)
            arguments.parse(
                "report", "a.rec", "--format", "csv", "--table", "thread", "-o", "x", "--force");
    assertEquals("csv", export.format().name());
    assertEquals(Optional.of("thread"), export.choices().table());
    assertEquals(new Command.To(Optional.of(Path.of("x")), true), export.to());
    Command.Report figures =
        (Command.Report) arguments.parse("report", "a.rec", "--format", "csv", "-o", "-");
    assertEquals(Optional.of(CommonOptions.Format.CSV), figures.common().format());
    assertEquals(new Command.To(Optional.empty(), false), figures.to());
    Command.Cast cast =
        (Command.Cast)
            arguments.parse(
                "cast", "a.rec", "--size", "80x24", "--speed", "2", "--idle-limit", "1s");
    assertEquals(new CastOptions(80, 24, 2, OptionalLong.of(1_000_000_000L)), cast.film());
  }

  @Test
  void theHelpNamesEveryFormat() {
    Syntax.Option option = Syntax.verb("report").orElseThrow().options().getFirst();
    assertEquals("--format", option.key());
    ExportFormats.names().forEach(name -> assertTrue(option.help().contains(name), name));
  }

  @ParameterizedTest
  @CsvSource({
    "report a --format hlgo, hlog",
    "report a --format hlog --table thread, --table is for --format csv",
    "report a --table thread, --table is for --format csv",
    "report a --format csv --table thred, thread",
    "report a --force, it needs -o FILE",
    "run sleep --format hlog, unknown format",
    "cast, needs a recording",
    "cast a --format json, writes an asciicast",
    "cast a --size big, is not like 120x40",
    "cast a --size 20x5, is outside",
    "cast a --speed 0, is outside",
    "cast a --speed fast, is no number",
    "cast a --idle-limit 1, --idle-limit",
  })
  void aBadExportSaysWhatIsWrong(String line, String message) {
    BadInput bad = assertThrows(BadInput.class, () -> arguments.parse(line.split(" ")));
    assertTrue(bad.getMessage().contains(message), bad.getMessage());
  }

  @Test
  void defaultsFollowTheModel() {
    Command.Run pool = (Command.Run) arguments.parse("run", "sleep");
    assertEquals(2, pool.spec().workers());
    assertEquals(2, pool.spec().inFlight());
    Command.Run loop =
        (Command.Run) arguments.parse("run", "sleep", "-m", "event-loop", "-n", "100");
    assertEquals(1, loop.spec().workers());
    assertEquals(100, loop.spec().inFlight());
    Command.Run one = (Command.Run) arguments.parse("run", "sleep", "-m", "sequential");
    assertEquals(1, one.spec().inFlight());
  }

  @Test
  void urlIsAParameterOfItsOwn() {
    Command.Run run =
        (Command.Run) arguments.parse("run", "http-get", "--url", "http://localhost:1/");
    assertEquals("http://localhost:1/", run.spec().parameters().text("url"));
  }

  @Test
  void whatIsYoursHasOptionsOfItsOwn() {
    Command.Run own =
        (Command.Run) arguments.parse("run", "class", "--class-path", "a.jar:b", "--class=x.Y");
    assertEquals("a.jar:b", own.spec().parameters().text("class-path"));
    assertEquals("x.Y", own.spec().parameters().text("class"));
    Command.Run db =
        (Command.Run) arguments.parse("run", "query-db", "--jdbc-url", "jdbc:postgresql:x");
    assertEquals("jdbc:postgresql:x", db.spec().parameters().text("jdbc-url"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "run htp-get | unknown workload 'htp-get'; did you mean 'http-get'?",
        "run http-get -m thread-pol | unknown model 'thread-pol'; did you mean 'thread-pool'?",
        "run http-get -p dleay=1ms | did you mean 'delay'?",
        "run http-get -p delay=50x | '50x' is not a duration",
        "run http-get -p delay=2h | outside 0",
        "run http-get -p distribution=fixd | did you mean 'fixed'?",
        "run http-get -p delay | is not key=value",
        "run http-get -d soon | 'soon' is not a duration",
        "run http-get -j many | 'many' is not a whole number",
        "run http-get -j 0 | workers 0 is outside",
        "run http-get -c 64 --rate 10 | not both",
        "run sleep -m event-loop -j 4 | event-loop has one worker",
        "run http-get --rate -5 | rate -5.0 is outside",
        "run http-get -n 0 | at least 1",
        "run | needs a workload",
        "run http-get extra | one argument too many",
        "run http-get --fromat json | did you mean '--format'?",
        "run http-get --format jsn | did you mean 'json'?",
        "run http-get --interval 1ns | outside 20ms",
        "attach 1 --causes 0 | --causes 0 is no rate from 1 to 100",
        "attach 1 --causes often | --causes often is no rate",
        "attach 1 --cost-budget 2 | --cost-budget 2 is no share of a core",
        "attach 1 --cost-budget 101% | from 0.1% to 100%",
        "rnu | unknown command 'rnu'; did you mean 'run'?",
        "list modles | did you mean 'models'?",
        "run http-get -m | needs a value",
        "export --format json | --format is not for it",
        "export --tree | --tree is for a process",
        "run sleep --metrics 127.0.0.1:99999 | --metrics '127.0.0.1:99999': '99999' is no port",
        "run sleep --metrics ::1 | stands in brackets",
        "run sleep --otlp ftp://x | is no URL like http://localhost:4318",
        "replay x.rec --metrics 1 | replay has no --metrics: it is for run",
        "diagnose pom.xml --metrics 1 | --metrics is for a process",
        "completion fis | did you mean 'fish'?",
        "attach 1 --assert lock<5% | attach has no --assert: it is for run, compare",
        "help rum | there is no command 'rum'; did you mean 'run'?",
        "diff | diff needs two recordings",
        "whatif nothere.rec | there is no file 'nothere.rec', and no workload",
        "diff a.rec | diff needs two recordings",
        "advise http://localhost/ | is a URL: conctop advise http-get --url 'http://localhost/'",
        "completion | needs a shell: bash, zsh, fish",
      })
  void badInputIsOneLineThatNamesTheNearestRightThing(String line, String said) {
    BadInput problem = assertThrows(BadInput.class, () -> arguments.parse(line.strip().split(" ")));
    assertTrue(
        String.valueOf(problem.getMessage()).contains(said), () -> "said: " + problem.getMessage());
    assertEquals(1, String.valueOf(problem.getMessage()).lines().count());
  }

  @Test
  void exportIsOfTheMachineOrOfAProcess() {
    Command.Export machine = (Command.Export) arguments.parse("export");
    assertEquals(Optional.empty(), machine.target());
    assertEquals("http://127.0.0.1:9464", machine.common().metrics().listen().orElseThrow().url());
    assertEquals(OptionalLong.of(1_000_000_000L), machine.common().intervalNanos());
    Command.Export pushed =
        (Command.Export)
            arguments.parse(
                "export", "nginx", "--tree", "--otlp", "http://localhost:4318", "--interval", "2s");
    assertEquals(Optional.of("nginx"), pushed.target());
    assertEquals(Reach.TREE, pushed.reach());
    assertTrue(pushed.common().metrics().listen().isEmpty(), "nothing listens");
    assertEquals(
        "http://localhost:4318/v1/metrics",
        pushed.common().metrics().push().orElseThrow().toString());
    assertEquals(OptionalLong.of(2_000_000_000L), pushed.common().intervalNanos());
    Command.Machine beside = (Command.Machine) arguments.parse("--metrics", "0.0.0.0:1");
    assertEquals(1, beside.common().metrics().listen().orElseThrow().port());
    assertTrue(((Command.Machine) arguments.parse()).common().metrics().isNowhere());
  }

  @Test
  void helpAndVersionArePrinted() {
    assertTrue(print("--help").contains("conctop run"), print("--help"));
    assertTrue(print("run", "--help").contains("--in-flight"), print("run", "--help"));
    assertTrue(print("help", "run").contains("--in-flight"), print("help", "run"));
    assertEquals("conctop 1.2.3\n", print("--version"));
    assertTrue(print("compare", "--help").contains("2%"), print("compare", "--help"));
  }

  @Test
  void everyHelpFitsAnOrdinaryTerminal() {
    for (Syntax.Verb verb : Syntax.VERBS) {
      print(verb.name(), "--help")
          .lines()
          .forEach(line -> assertTrue(line.length() <= 80, verb.name() + ": " + line));
    }
    print("--help").lines().forEach(line -> assertTrue(line.length() <= 80, line));
  }

  private String print(String... args) {
    return ((Command.Print) arguments.parse(args)).text();
  }
}
