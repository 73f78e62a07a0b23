package dev.conctop.subject;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.conctop.wire.Message;
import dev.conctop.wire.RunOrder;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tasks of the model {@code processes} that are sent several in a message. */
@Timeout(60)
class ProcessMessagesTest {
  @TempDir Path directory;

  private RunOrder order(
      String workload, Map<String, String> parameters, int inFlight, OptionalLong tasks) {
    return new RunOrder(
        workload,
        "processes",
        parameters,
        2,
        inFlight,
        OptionalDouble.empty(),
        tasks,
        OptionalLong.empty(),
        0,
        0,
        0,
        directory.toString(),
        false);
  }

  @ParameterizedTest
  @CsvSource({"1, 1, 1", "16, 4, 16"})
  void messagesFillWithWhatWaits(String batch, int least, int most) throws Exception {
    try (SubjectChild child = new SubjectChild()) {
      Map<String, String> given = Map.of("n", "10", "batch", batch);
      child.send(order("sum-of-squares", given, 64, OptionalLong.of(2000)));
      Message.Last last = child.last();
      assertEquals(Message.Outcome.DONE, last.outcome(), last.error());
      assertEquals(2000, last.frame().tasks().completed());
      assertEquals(0, last.frame().tasks().inFlight());
      double mean = last.frame().gauges().get("message_tasks");
      assertTrue(mean >= least && mean <= most, "tasks a message: " + mean);
      assertTrue(last.frame().gauges().get("ipc_cost") > 0);
      assertEquals(2.0, last.frame().gauges().get("starts"));
      assertTrue(last.frame().gauges().get("start_cost") > 0);
    }
  }

  @Test
  void nothingWaitsForAMessageToFill() throws Exception {
    try (SubjectChild child = new SubjectChild()) {
      Map<String, String> given = Map.of("delay", "1ms", "batch", "1000");
      child.send(order("sleep", given, 2, OptionalLong.of(10)));
      assertEquals(10, child.last().frame().tasks().completed());
    }
  }

  @Test
  void aTaskThatThrowsFailsAloneInItsMessage() throws Exception {
    try (SubjectChild child = new SubjectChild()) {
      Map<String, String> given = Map.of("command", "false", "batch", "8");
      child.send(order("command", given, 20, OptionalLong.of(40)));
      assertEquals(Map.of("exit 1", 40L), child.last().frame().errors());
    }
  }

  @Test
  void aChildThatDiesTakesItsMessageWithItAndTheRunGoesOn() throws Exception {
    try (SubjectChild child = new SubjectChild()) {
      Map<String, String> given = Map.of("delay", "20ms", "batch", "8");
      child.send(order("sleep", given, 32, OptionalLong.empty()));
      child.until(
          message -> message instanceof Message.Frame f && f.frame().tasks().completed() > 16);
      Message.Frame failed = child.killUntilATaskFails();
      assertTrue(failed.frame().tasks().failed() > 0);
      assertEquals(
          List.of("worker process died (exit 137)"), List.copyOf(failed.frame().errors().keySet()));
      long before = failed.frame().tasks().completed();
      Message.Frame later =
          (Message.Frame)
              child.until(
                  message ->
                      message instanceof Message.Frame f
                          && f.frame().tasks().completed() > before + 64);
      assertTrue(later.frame().tasks().failed() <= 8, "" + later.frame().tasks().failed());
    }
  }
}
