package dev.conctop.state.ui.table;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.conctop.sample.figure.Budget;
import dev.conctop.sample.figure.Fidelity;
import dev.conctop.sample.figure.Part;
import dev.conctop.sample.figure.Role;
import dev.conctop.sample.thread.ThreadRow;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is typed, and which threads are left. */
class ThreadFilterTest {
  private static ThreadRow row(String name, Part now, String detail) {
    return new ThreadRow(1, 1, name, Role.WORKER, now, Fidelity.EXACT, new Budget(), 0, 0, detail);
  }

  @ParameterizedTest
  @CsvSource({
    "'',                          true",
    "READ-1,                      true",
    "worker,                      true",
    "read-2,                      false",
    "state:network,               true",
    "state:net,                   true",
    "state:,                      true",
    "state:lock,                  false",
    "state:on-cpu,                false",
    "state:lock state:network,    true",
    "waits:socket,                true",
    "waits:network,               true",
    "waits:,                      true",
    "waits:futex,                 false",
    "pool state:network,          true",
    "pool state:network waits:re, true",
    "state:network read-2,        false",
    "my pool:,                    true",
    "pool:read,                   true"
  })
  void threadsThatAreLeft(String typed, boolean left) {
    ThreadFilter filter = ThreadFilter.of(typed);
    assertEquals("", filter.problem());
    assertEquals(left, filter.holds(row("My pool:read-1", Part.NETWORK, "read socket")));
  }

  @Test
  void whoRunsWaitsForNothing() {
    ThreadRow running = row("pool-1", Part.ON_CPU, "");
    assertTrue(ThreadFilter.of("state:on-cpu").holds(running));
    assertTrue(ThreadFilter.of("state:on_cpu").holds(running));
    assertFalse(ThreadFilter.of("waits:").holds(running));
  }

  @ParameterizedTest
  @CsvSource({
    "state:lokc,  there is no state 'lokc'; did you mean 'lock'?",
    "state:on cpu, ''",
    "state:cpu,   there is no state 'cpu'; did you mean 'on-cpu'?",
    "stat:lock,   there is no filter 'stat:'; did you mean 'state:'?",
    "wait:lock,   there is no filter 'wait:'; did you mean 'waits:'?",
    "verdict:io,  'verdict:io' is a filter of processes; threads have state: and waits:",
    "kworker:0,   ''",
    "nginx: x,    ''"
  })
  void whatIsNotKnownIsSaidInOneLine(String typed, String problem) {
    ThreadFilter filter = ThreadFilter.of(typed);
    assertEquals(problem, filter.problem());
    assertTrue(problem.isEmpty() || !filter.holds(row("a", Part.LOCK, "")));
  }

  @Test
  void anUnknownWordIsMetWithAllThatThereAre() {
    assertEquals(
        "there is no state 'zzzzzzzz'; one of: on-cpu, run-queue, disk, network, lock, sleep, ipc,"
            + " idle, unknown",
        ThreadFilter.of("state:zzzzzzzz").problem());
  }
}
