package dev.conctop.probe.python;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.conctop.probe.python.ThreadStates.State;
import dev.conctop.probe.python.memory.NotReadException;
import dev.conctop.probe.python.memory.TornException;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Which of CPython's threads is which of the kernel's, and who holds the lock. */
class ThreadStatesTest {
  static List<FakePython> each() throws TornException, NotReadException {
    return FrameWalkerTest.each();
  }

  private static ThreadStates states(FakePython python) {
    return new ThreadStates(python, python.layout, python.runtime);
  }

  @ParameterizedTest
  @MethodSource("each")
  void byTheCLibrarysBookOrByTheKernelsNumber(FakePython python) throws Exception {
    boolean says = python.layout.thread().nativeId() >= 0;
    long first = python.interpreter();
    long second = python.interpreter();
    assertEquals(List.of(second, first), states(python).interpreters());
    State glibc = python.thread(first, python.book(true, 501), 0);
    State musl = python.thread(first, python.book(false, 502), 0);
    State forked = python.thread(second, python.book(true, 503), 400);
    State unknown = python.thread(second, 0xdead0000L, 504);
    State there = python.thread(second, python.book(true, 501), 501);
    assertEquals(List.of(there, glibc), states(python).of(501));
    assertEquals(List.of(musl), states(python).of(502));
    assertEquals(List.of(forked), states(python).of(503));
    assertEquals(says ? List.of(unknown) : List.of(), states(python).of(504));
    assertEquals(List.of(), states(python).of(505));
    assertEquals(List.of(says ? 400 : 0, 503), states(python).numbers(forked.address()));
  }

  @ParameterizedTest
  @MethodSource("each")
  void listsWithoutEndAndStrangeMembersAreRefused(FakePython python) throws Exception {
    long interpreter = python.interpreter();
    State thread = python.thread(interpreter, 0, 1);
    python.word(thread.address(), python.layout.thread().next(), thread.address());
    assertThrows(TornException.class, () -> states(python).of(9));
    python.word(thread.address(), python.layout.thread().next(), 0);
    assertEquals(List.of(), states(python).of(9));
    python.word(thread.address(), python.layout.thread().interpreter(), python.runtime);
    assertThrows(TornException.class, () -> states(python).of(9));
    python.word(interpreter, python.layout.interpreter().next(), interpreter);
    assertThrows(TornException.class, () -> states(python).interpreters());
  }

  @ParameterizedTest
  @MethodSource("each")
  void theLockIsHeldOrNot(FakePython python) throws Exception {
    PythonProcess process =
        new PythonProcess(python, python.layout, python.runtime, python.codeType);
    assertEquals(List.of(), InterpreterLock.holder(process));
    long main = python.interpreter();
    python.interpreter();
    State thread = python.thread(main, python.book(true, 501), 501);
    Layout.LockAt at = python.layout.lock();
    assertEquals(List.of(), InterpreterLock.holder(process));
    long lock = at.inRuntime() ? python.runtime + at.at() : python.take(64);
    if (!at.inRuntime()) {
      python.word(main, at.at(), lock);
    }
    python.word(lock, at.holder(), thread.address());
    assertEquals(List.of(), InterpreterLock.holder(process));
    python.number(lock, at.locked(), 1);
    boolean says = python.layout.thread().nativeId() >= 0;
    assertEquals(List.of(says ? 501 : 0, 501), InterpreterLock.holder(process));
  }
}
