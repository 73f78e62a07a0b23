package dev.conctop.sample.thread;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.conctop.sample.figure.Fidelity;
import dev.conctop.sample.figure.Figure;
import dev.conctop.sample.figure.Part;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a process waits for, in plain words. */
class WaitsInWordsTest {
  @ParameterizedTest
  @CsvSource({
    "ON_CPU, '', on cpu",
    "DISK, pread64 file, disk",
    "NETWORK, recvfrom, network",
    "LOCK, futex owned, lock futex",
    "LOCK, mmap_read_lock, lock",
    "SLEEP, select timed, timer",
    "IPC, wait4, child",
    "IPC, anon_pipe_read, pipe",
    "IPC, msgrcv, process",
    "IDLE, epoll_wait as server, clients",
    "IDLE, inet_csk_accept, clients",
    "IDLE, n_tty_read, terminal",
    "IDLE, futex join, a thread",
    "IDLE, worker_thread, work",
    "UNKNOWN, futex, futex",
    "UNKNOWN, do_poll, event",
    "UNKNOWN, '', unknown",
  })
  void arePlain(Part part, String detail, String words) {
    Figure none = Figure.exact(0);
    ProcessRow row = new ProcessRow(1, "x", 1, none, none, part, Fidelity.EXACT, detail);
    assertEquals(words, row.waits());
    assertTrue(words.length() <= 12);
  }
}
