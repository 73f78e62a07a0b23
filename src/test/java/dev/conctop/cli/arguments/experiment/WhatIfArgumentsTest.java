package dev.conctop.cli.arguments.experiment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.conctop.catalog.parameter.BadInput;
import dev.conctop.cli.arguments.Arguments;
import dev.conctop.cli.arguments.common.Command;
import dev.conctop.experiment.predict.run.WhatIfPlan;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WhatIfArgumentsTest {
  private static WhatIfPlan plan(String line) {
    return ((Command.WhatIf) new Arguments(2, "1.2.3").parse(line.split(" "))).plan();
  }

  @Test
  void readsWhatIsAsked() {
    WhatIfPlan plan =
        plan("whatif mixed -m thread-pool -j 4 -c 24 -p cpu=1ms -p wait=7ms --verify -d 30s");
    assertEquals(4, plan.from().workers());
    assertEquals(24, plan.from().inFlight());
    assertEquals(7_000_000, plan.from().parameters().number("wait"));
    assertTrue(plan.verify());
    assertFalse(plan.recalibrate());
    assertEquals(30_000_000_000L, plan.nanos());
    assertEquals(2, plan.cores());
  }

  @Test
  void whatNobodySays() {
    WhatIfPlan plan = plan("whatif http-get --recalibrate");
    assertEquals("thread-pool", plan.from().model().id());
    assertEquals(20_000_000_000L, plan.nanos());
    assertTrue(plan.recalibrate() && !plan.verify());
  }

  @Test
  void aFileIsARecording(@TempDir Path directory) throws IOException {
    Path file = Files.writeString(directory.resolve("run.rec"), "");
    Command command =
        new Arguments(2, "1.2.3").parse(new String[] {"whatif", file.toString(), "--to", "+9s"});
    assertEquals(
        new Command.Part(file, Optional.empty(), Optional.of("+9s"), false),
        ((Command.WhatIfRecorded) command).part());
    BadInput e =
        assertThrows(
            BadInput.class,
            () ->
                new Arguments(2, "1.2.3")
                    .parse(new String[] {"whatif", file.toString(), "--verify"}));
    assertEquals(
        "--verify is for a workload, and " + file + " is a recording",
        String.valueOf(e.getMessage()));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "whatif | whatif needs a workload",
        "whatif mixd | unknown workload 'mixd'",
        "whatif mixed -m thred-pool | unknown model 'thred-pool'",
        "whatif mixed -d 2s | -d 2s is outside 5s",
        "whatif mixed --from 14:03 | --from is for a recording, and there is no file mixed",
        "whatif barrier | barrier under another model cannot be predicted",
        "whatif sum-of-squares -m fork-join | fork-join cannot be predicted from",
        "whatif mixed -c 4 --rate 4 | give either tasks in flight (-c)",
        "whatif mixed -p delay=3ms | mixed under thread-pool has no parameter 'delay'",
      })
  void saysWhatIsWrong(String line, String message) {
    BadInput e = assertThrows(BadInput.class, () -> plan(line));
    assertTrue(e.getMessage().startsWith(message), e.getMessage());
  }
}
