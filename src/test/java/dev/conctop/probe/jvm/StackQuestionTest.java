package dev.conctop.probe.jvm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.conctop.sample.ThreadStack;
import dev.conctop.sample.jvm.DeepView;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Nobody waits for an answer that does not come. */
class StackQuestionTest {
  private static final long LONG_NANOS = 60_000_000_000L;

  private final StackQuestion question = new StackQuestion(7);

  private static String reason(ThreadStack.Answer answer) {
    return assertInstanceOf(ThreadStack.NotRead.class, answer).reason();
  }

  @Test
  void framesAreTheAnswer() throws InterruptedException {
    question.is(List.of(ThreadStack.Line.frame("a.B.c(B.java:1)")));
    question.answer(new DeepView.On());
    ThreadStack.Answer answer = question.await(LONG_NANOS, () -> false);
    assertEquals(1, assertInstanceOf(ThreadStack.Frames.class, answer).count());
  }

  @Test
  void whatStandsAgainstAskingIsTheReason() throws InterruptedException {
    question.answer(new DeepView.Refused("it is stopped", "kill -CONT it"));
    assertEquals(
        new ThreadStack.NotRead("the JVM: it is stopped", "kill -CONT it"),
        question.await(LONG_NANOS, () -> false));
  }

  @Test
  void whoWasToldNotToAskSaysSo() throws InterruptedException {
    question.answer(new DeepView.Off());
    assertTrue(reason(question.await(LONG_NANOS, () -> false)).contains("not to be asked"));
  }

  @Test
  void afterItsTimeItIsOver() throws InterruptedException {
    assertEquals("the JVM is busy with another question", reason(question.await(1, () -> false)));
  }

  @Test
  void whereNobodyIsLeftToAnswerItIsOverAtOnce() throws InterruptedException {
    assertEquals("no JVM is asked any more", reason(question.await(LONG_NANOS, () -> true)));
  }
}
