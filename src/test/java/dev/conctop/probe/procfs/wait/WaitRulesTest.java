package dev.conctop.probe.procfs.wait;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.conctop.probe.procfs.file.ProcFiles;
import dev.conctop.probe.procfs.wait.fd.FdKind;
import dev.conctop.sample.figure.Fidelity;
import dev.conctop.sample.figure.Part;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WaitRulesTest {
  private final WaitRules rules = new WaitRules("amd64");
  private final WchanRules wchan = new WchanRules();

  @ParameterizedTest
  @CsvSource({
    // number, first four arguments, kind, part, ambiguous
    "0, 5 0 0 0, SOCKET, NETWORK, false",
    "0, 5 0 0 0, PIPE, IPC, false",
    "0, 5 0 0 0, TERMINAL, IDLE, false",
    "1, 5 0 0 0, TERMINAL, IPC, false",
    "0, 5 0 0 0, INOTIFY, IDLE, false",
    "0, 5 0 0 0, SERVER_END, IDLE, false",
    "1, 5 0 0 0, SERVER_END, NETWORK, false",
    "0, 5 0 0 0, FILE, DISK, false",
    "0, 5 0 0 0, TIMERFD, SLEEP, false",
    "0, 5 0 0 0, EVENTFD, IDLE, true",
    "1, 5 0 0 0, EVENTFD, IPC, true",
    "0, 5 0 0 0, OWN_PIPE, IDLE, false",
    "1, 5 0 0 0, OWN_PIPE, IPC, false",
    "4, 1 0 0 0, UNKNOWN, DISK, false",
    "332, 1 0 0 0, UNKNOWN, DISK, false",
    "83, 1 0 0 0, UNKNOWN, DISK, false",
    "89, 1 0 0 0, UNKNOWN, DISK, false",
    "82, 1 0 0 0, UNKNOWN, DISK, false",
    "1, 5 0 0 0, SOCKET, NETWORK, false",
    "17, 5 0 0 0, FILE, DISK, false",
    "74, 5 0 0 0, UNKNOWN, DISK, false",
    "45, 5 0 0 0, UNKNOWN, NETWORK, false",
    "45, 5 0 0 0, SOCKET, NETWORK, false",
    "45, 5 0 0 0, SERVER_END, IDLE, false",
    "45, 5 0 0 0, LISTENER, IDLE, false",
    "44, 5 0 0 0, SERVER_END, NETWORK, false",
    "42, 5 0 0 0, UNKNOWN, NETWORK, false",
    "288, 5 0 0 0, UNKNOWN, IDLE, false",
    "7, 1 2 0 0, UNKNOWN, NETWORK, true",
    "7, 0 0 100 0, UNKNOWN, SLEEP, false",
    "23, 0 0 0 0, UNKNOWN, SLEEP, false",
    "23, 6 1 0 0, UNKNOWN, NETWORK, true",
    "232, 4 1 1 1, UNKNOWN, NETWORK, true",
    "232, 4 1 1 -1, SOCKET, NETWORK, true",
    "232, 4 1 1 -1, LISTENER, IDLE, true",
    "232, 4 1 1 500, LISTENER, IDLE, true",
    "232, 4 1 1 -1, EVENTFD, IDLE, true",
    "232, 4 1 1 500, EVENTFD, SLEEP, true",
    "232, 4 1 1 4294967295, EVENTFD, IDLE, true",
    "232, 4 1 1 -1, PIPE, IPC, true",
    "232, 4 1 1 -1, FILE, DISK, true",
    "232, 4 1 1 -1, BOTH_ENDS, IDLE, true",
    "232, 4 1 1 -1, INTERNAL, LOCK, true",
    "232, 4 1 1 500, INTERNAL, SLEEP, true",
    "426, 3 1 1 1, EMPTY_RING, IDLE, false",
    "426, 3 1 1 1, SOCKET, NETWORK, true",
    "426, 3 1 1 1, FILE, DISK, true",
    "7, 1 2 -1 0, EVENTFD, IDLE, true",
    "7, 1 2 50 0, EVENTFD, SLEEP, true",
    "271, 1 2 50 0, EVENTFD, SLEEP, true",
    "230, 0 0 1 0, UNKNOWN, SLEEP, false",
    "202, 1 137 0 0, UNKNOWN, UNKNOWN, true",
    "202, 1 137 0 9, UNKNOWN, SLEEP, true",
    "202, 1 134 0 0, UNKNOWN, LOCK, false",
    "61, 1 0 0 0, UNKNOWN, IPC, false",
    "73, 1 0 0 0, UNKNOWN, LOCK, false",
    "426, 1 0 0 0, UNKNOWN, UNKNOWN, true",
    "511, 1 0 0 0, UNKNOWN, UNKNOWN, true",
    "9999, 1 0 0 0, UNKNOWN, UNKNOWN, true"
  })
  void callAndDescriptorGiveTheCause(
      int number, String arguments, FdKind kind, Part part, boolean ambiguous) {
    long[] six = new long[6];
    String[] words = arguments.split(" ");
    for (int i = 0; i < words.length; i++) {
      six[i] = Long.parseLong(words[i]);
    }
    Cause cause = rules.cause(number, six, kind);
    assertEquals(part, cause.part());
    assertEquals(ambiguous, cause.ambiguous());
    assertSame(cause, rules.cause(number, six, kind), "made once");
  }

  @Test
  void otherMachinesHaveOtherNumbers() {
    long[] none = new long[6];
    WaitRules arm = new WaitRules("aarch64");
    assertEquals(Part.NETWORK, arm.cause(63, none, FdKind.SOCKET).part());
    assertEquals(Part.SLEEP, arm.cause(115, none, FdKind.UNKNOWN).part());
    assertEquals(Part.NETWORK, arm.cause(22, none, FdKind.UNKNOWN).part());
    assertFalse(new WaitRules("sparc").knowsCalls());
  }

  @Test
  void aDescriptorThatCannotBeReadIsLeftToWchan() {
    assertTrue(rules.leavesToWchan(0, FdKind.UNKNOWN));
    assertFalse(rules.leavesToWchan(0, FdKind.SOCKET));
    assertTrue(rules.leavesToWchan(500, FdKind.UNKNOWN));
    assertEquals("read socket", rules.cause(0, new long[6], FdKind.SOCKET).detail());
  }

  @ParameterizedTest
  @CsvSource({
    "wait_woken, NETWORK",
    "inet_csk_accept, IDLE",
    "n_tty_read, IDLE",
    "n_tty_write, IPC",
    "do_epoll_wait, NETWORK",
    "anon_pipe_read, IPC",
    "do_wait, IPC",
    "futex_do_wait, UNKNOWN",
    "hrtimer_nanosleep, SLEEP",
    "io_schedule, DISK",
    "jbd2_log_wait_commit, DISK",
    "folio_wait_bit_common, DISK",
    "rwsem_down_write_slowpath, LOCK",
    "io_wq_worker, IDLE",
    "io_cqring_wait, UNKNOWN",
    "some_new_function, UNKNOWN"
  })
  void kernelFunctionGivesAnEstimate(String function, Part part) {
    byte[] text = function.getBytes(StandardCharsets.US_ASCII);
    Cause cause = wchan.cause(text, text.length);
    assertNotNull(cause);
    assertEquals(part, cause.part());
    assertEquals(Fidelity.ESTIMATED, cause.fidelity());
    assertEquals(function, cause.detail());
    assertSame(cause, wchan.cause(text, text.length));
  }

  @Test
  void zeroIsNoFunction() {
    assertNull(wchan.cause(new byte[] {'0'}, 1));
    assertNull(wchan.cause(new byte[0], 0));
    assertNull(wchan.cause(new byte[0], ProcFiles.DENIED));
  }

  @Test
  void theLetterAloneSaysLittle() {
    assertEquals(Part.DISK, WchanRules.ofState('D').part());
    assertEquals(Part.UNKNOWN, WchanRules.ofState('S').part());
    assertEquals("stopped", WchanRules.ofState('T').detail());
  }
}
