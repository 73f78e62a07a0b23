package dev.conctop.source.look;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import dev.conctop.sample.ThreadStack;
import dev.conctop.sample.figure.Fidelity;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Who is asked for a stack, and whose answer counts. */
class StackAsksTest {
  private static final ThreadStack.Answer REFUSED =
      new ThreadStack.NotRead("the JVM: it is stopped", "kill -CONT it");

  private final BlockingQueue<ThreadStack> out = new LinkedBlockingQueue<>();

  private static ThreadStack.Frames frames(String reader) {
    return new ThreadStack.Frames(
        reader, Fidelity.EXACT, List.of(ThreadStack.Line.frame("f"), ThreadStack.Line.frame("g")));
  }

  private ThreadStack.Answer asked(StackAsks.Inside inside, ThreadStack.Answer outside)
      throws InterruptedException {
    try (StackAsks asks = new StackAsks((pid, tid) -> outside, out::add)) {
      asks.ask(1, 2, 3, inside);
      ThreadStack stack = out.poll(30, TimeUnit.SECONDS);
      assertEquals(new ThreadStack(1, 2, 3, stack.answer()), stack);
      return stack.answer();
    }
  }

  private static StackAsks.Inside inside(ThreadStack.Answer answer) {
    return (tid, timeoutNanos) -> Optional.of(answer);
  }

  @Test
  void theRuntimesOwnAnswerComesFirst() throws InterruptedException {
    assertEquals(frames("dump"), asked(inside(frames("dump")), frames("kernel")));
    assertEquals(frames("kernel"), asked(StackAsks.Inside.NONE, frames("kernel")));
  }

  @Test
  void whatItDoesNotTellIsReadFromOutsideWithTheReason() throws InterruptedException {
    assertEquals(
        frames("kernel").with("the rest is n/a: the JVM: it is stopped"),
        asked(inside(REFUSED), frames("kernel")));
    assertEquals(
        REFUSED, asked(inside(REFUSED), new ThreadStack.NotRead("the kernel hides it", "")));
    assertEquals(
        new ThreadStack.NotRead("none of Java's code; the kernel hides it", "be root"),
        asked(
            inside(new ThreadStack.NotRead("none of Java's code", "")),
            new ThreadStack.NotRead("the kernel hides it", "be root")));
    ThreadStack.Answer ended = new ThreadStack.Ended("process 1 has ended");
    assertEquals(ended, asked(inside(REFUSED), ended));
  }

  @Test
  void onlyTheNewestQuestionIsAnswered() throws InterruptedException {
    CountDownLatch first = new CountDownLatch(1);
    CountDownLatch goOn = new CountDownLatch(1);
    StackAsks.Inside slow =
        (tid, timeoutNanos) -> {
          first.countDown();
          goOn.await();
          return Optional.of(frames("dump"));
        };
    try (StackAsks asks = new StackAsks((pid, tid) -> frames("kernel"), out::add)) {
      asks.ask(1, 1, 1, slow);
      first.await();
      asks.ask(1, 2, 2, StackAsks.Inside.NONE);
      asks.ask(1, 3, 3, StackAsks.Inside.NONE);
      goOn.countDown();
      assertEquals(1, out.poll(30, TimeUnit.SECONDS).tid());
      assertEquals(3, out.poll(30, TimeUnit.SECONDS).tid());
      assertNull(out.poll());
    }
  }
}
