package dev.conctop.report.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.conctop.catalog.RunRequest;
import dev.conctop.sample.SubjectEvent;
import dev.conctop.sample.task.TaskCounts;
import dev.conctop.sample.task.TaskWait;
import dev.conctop.state.Msg;
import dev.conctop.state.State;
import dev.conctop.state.keys.KeyBindings;
import dev.conctop.state.ui.Page;
import dev.conctop.state.ui.Ui;
import dev.conctop.state.update.Update;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RunFailureTest {
  private static final long SECOND = 1_000_000_000L;

  private static State finished(String url, long done, Map<String, Long> errors) {
    long failed = errors.values().stream().mapToLong(Long::longValue).sum();
    long[] none = new long[TaskWait.count()];
    TaskCounts tasks = new TaskCounts(done + failed, done, failed, 0, none, none);
    RunRequest request = RunRequest.of("http-get", "thread-pool", Map.of("url", url));
    State state =
        State.initial(Ui.initial(Page.OVERVIEW, SECOND), Optional.of(request.check(2)), 1);
    return new Update(KeyBindings.defaults(), 2)
        .apply(state, new Msg.Observed(new SubjectEvent.Finished(SECOND, tasks, errors)))
        .state();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          ConnectException: Connection refused                                    | 127.0.0.1:9
          ConnectionRefusedError: [Errno 111] Connection refused                   | 127.0.0.1:9
          ConnectionRefusedError: [Errno 111] Connect call failed ('127.0.0.1', 9) | 127.0.0.1:9
          """)
  void aServerThatIsNotThereRefuses(String error, String where) {
    assertEquals(
        Optional.of("no task succeeded: connection refused (" + where + ")"),
        RunFailure.of(finished("http://me:secret@127.0.0.1:9/x?token=1", 0, Map.of(error, 5L))));
  }

  @Test
  void theCommonestCauseIsNamed() {
    State state = finished("https://here/", 0, Map.of("timed out", 2L, "HTTP status 500", 7L));
    assertEquals(
        Optional.of("no task succeeded: HTTP status 500 (here:443)"), RunFailure.of(state));
    assertTrue(RunText.of(state, true).contains("0 completed, 9 of 9 failed"));
  }

  @Test
  void oneSuccessIsNoFailure() {
    assertEquals(Optional.empty(), RunFailure.of(finished("", 1, Map.of("timed out", 99L))));
  }

  @Test
  void aRunInWhichNothingEndedIsOne() {
    assertEquals(
        Optional.of("no task succeeded: none ended while measuring (1.0 s)"),
        RunFailure.of(finished("", 0, Map.of())));
  }

  @Test
  void ourOwnServerHasNoAddressThatTellsAnybodyAnything() {
    assertEquals(
        Optional.of("no task succeeded: connection refused"),
        RunFailure.of(finished("", 0, Map.of("ConnectException: Connection refused", 1L))));
  }
}
