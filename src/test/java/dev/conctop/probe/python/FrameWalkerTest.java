package dev.conctop.probe.python;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.conctop.probe.python.ThreadStates.State;
import dev.conctop.probe.python.memory.NotReadException;
import dev.conctop.probe.python.memory.TornException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Stacks in memory that was made by hand, in the layout of each version. */
class FrameWalkerTest {
  private static final int THREAD = 0;
  private static final int GENERATOR = 1;
  private static final int C_STACK = 3;

  static List<FakePython> each() throws TornException, NotReadException {
    List<FakePython> all = new ArrayList<>();
    for (int minor = 9; minor <= 12; minor++) {
      all.add(new FakePython(Layout.of(minor).orElseThrow()));
    }
    all.add(new FakePython(DebugOffsetsTest.layout313()));
    return all;
  }

  private static FrameWalker walker(FakePython python) {
    return new FrameWalker(python, python.layout, python.codeType);
  }

  private static State thread(FakePython python) throws TornException, NotReadException {
    return python.thread(python.interpreter(), 0, 77);
  }

  private static void refused(String reason, FakePython python, State thread) {
    TornException thrown = assertThrows(TornException.class, () -> walker(python).walk(thread));
    assertEquals(reason, thrown.getMessage());
  }

  @ParameterizedTest
  @MethodSource("each")
  void theInnermostComesFirst(FakePython python) throws Exception {
    State thread = thread(python);
    long main = python.frame(python.code("<module>", "/w/a.py", 1), 0, 8, THREAD);
    long rest = python.frame(python.code("r\u00e9st", "/w/b.py", 40), main, 8, THREAD);
    long nap = python.frame(python.code("\u65e5\u672c", "/w/\ud801\udc00.py", 6), rest, 8, THREAD);
    python.top(thread, nap);
    assertEquals(
        List.of(
            "\u65e5\u672c (/w/\ud801\udc00.py:7)",
            "r\u00e9st (/w/b.py:41)",
            "<module> (/w/a.py:2)"),
        walker(python).walk(thread));
  }

  @ParameterizedTest
  @MethodSource("each")
  void noFunctionIsUnderWay(FakePython python) throws Exception {
    assertEquals(List.of(), walker(python).walk(thread(python)));
  }

  /** What the interpreter itself puts between, and calls that have not begun. */
  @ParameterizedTest
  @MethodSource("each")
  void whatPythonDoesNotShowIsNotShown(FakePython python) throws Exception {
    boolean owned = python.layout.frame() instanceof Layout.StackFrameAt;
    State thread = thread(python);
    long work = python.frame(python.code("work", "a.py", 1), 0, 8, THREAD);
    long fromC = owned ? python.frame(0, work, 0, C_STACK) : work;
    long next = python.frame(python.code("next", "a.py", 5), fromC, 2, GENERATOR);
    long begun = owned ? python.frame(python.code("new", "a.py", 9), next, 2, THREAD) : next;
    python.top(thread, begun);
    assertEquals(List.of("next (a.py:6)", "work (a.py:2)"), walker(python).walk(thread));
  }

  @ParameterizedTest
  @MethodSource("each")
  void aTracedFrameSaysItsLineItself(FakePython python) throws Exception {
    if (python.layout.frame() instanceof Layout.ObjectFrameAt at) {
      State thread = thread(python);
      long work = python.frame(python.code("work", "a.py", 1), 0, 8, THREAD);
      python.number(work, at.line(), 1234);
      python.top(thread, work);
      assertEquals(List.of("work (a.py:2)"), walker(python).walk(thread));
      python.word(work, at.trace(), python.codeType);
      assertEquals(List.of("work (a.py:1234)"), walker(python).walk(thread));
    }
  }

  @ParameterizedTest
  @MethodSource("each")
  void anUnknownLineIsLeftOut(FakePython python) throws Exception {
    State thread = thread(python);
    int beyond = python.layout.minor() == 9 ? -2 : 4000;
    python.top(thread, python.frame(python.code("work", "a.py", 0), 0, beyond, GENERATOR));
    assertEquals(List.of("work (a.py)"), walker(python).walk(thread));
  }

  @ParameterizedTest
  @MethodSource("each")
  void namesAreCleaned(FakePython python) throws Exception {
    State thread = thread(python);
    String file = "/" + "d".repeat(3000);
    python.top(thread, python.frame(python.code("a\u001b[2Jb\n", file, 1), 0, 8, THREAD));
    String frame = walker(python).walk(thread).getFirst();
    assertEquals("a\ufffdb  (/ddd", frame.substring(0, 10));
    assertEquals(5 + 1 + 500 + 4, frame.length() + 1);
  }

  @ParameterizedTest
  @MethodSource("each")
  void aChainWithoutEndIsCut(FakePython python) throws Exception {
    State thread = thread(python);
    long work = python.frame(python.code("work", "a.py", 1), 0, 8, THREAD);
    python.word(work, python.layout.frame().back(), work);
    python.top(thread, work);
    List<String> frames = walker(python).walk(thread);
    assertEquals(FrameWalker.MOST_FRAMES + 1, frames.size());
    assertEquals(FrameWalker.MORE, frames.getLast());
  }

  /** Between the two readings of the chain, the thread has called something else. */
  @ParameterizedTest
  @MethodSource("each")
  void whatMovesIsNotShown(FakePython python) throws Exception {
    State thread = thread(python);
    long[] works = new long[2];
    for (int i = 0; i < works.length; i++) {
      works[i] = python.frame(python.code("work" + i, "a.py", 1), 0, 8, THREAD);
    }
    python.top(thread, works[0]);
    int perChain = python.layout.thread().topInCframe() < 0 ? 2 : 3;
    int[] readings = {0};
    long cframe = python.word(thread.address() + python.layout.thread().top());
    python.meanwhile =
        () -> {
          if (readings[0]++ == perChain) {
            int inside = python.layout.thread().topInCframe();
            if (inside < 0) {
              python.word(thread.address(), python.layout.thread().top(), works[1]);
            } else {
              python.word(cframe, inside, works[1]);
            }
          }
        };
    refused(TornException.MOVED, python, thread);
    assertEquals(List.of("work1 (a.py:2)"), walker(python).walk(thread));
  }

  @ParameterizedTest
  @MethodSource("each")
  void everyPointerIsChecked(FakePython python) throws Exception {
    State thread = thread(python);
    long code = python.code("work", "a.py", 1);
    long work = python.frame(code, 0, 8, THREAD);
    for (long wrong : new long[] {7, work + 1, -8, 1L << 50}) {
      python.top(thread, wrong);
      refused(FrameWalker.STRANGE, python, thread);
      python.top(thread, python.frame(code, wrong, 8, THREAD));
      refused(FrameWalker.STRANGE, python, thread);
      python.top(thread, python.frame(wrong, 0, 8, THREAD));
      refused(FrameWalker.STRANGE, python, thread);
    }
    python.top(thread, 1L << 40);
    refused(TornException.MOVED, python, thread);
    python.top(thread, work);
    python.word(code, python.layout.code().name(), 3);
    refused(FrameWalker.STRANGE, python, thread);
    python.word(code, python.layout.code().name(), code); // no str
    refused(FrameWalker.STRANGE, python, thread);
    python.word(code, python.layout.type(), work); // no code
    refused(FrameWalker.STRANGE, python, thread);
  }
}
