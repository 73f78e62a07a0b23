package dev.conctop.probe.jvm;

import dev.conctop.sample.ThreadStack;
import dev.conctop.sample.figure.Fidelity;
import dev.conctop.sample.jvm.DeepView;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** One question for a thread's stack, between who asks and the watch's own thread. */
final class StackQuestion {
  private static final long LOOK_MILLIS = 50;

  private final int tid;
  private final CountDownLatch answered = new CountDownLatch(1);
  private volatile ThreadStack.@Nullable Answer answer;

  StackQuestion(int tid) {
    this.tid = tid;
  }

  int tid() {
    return tid;
  }

  /** What a dump had of it. */
  void is(List<ThreadStack.Line> lines) {
    answer =
        lines.isEmpty()
            ? new ThreadStack.NotRead("it runs none of Java's code", "")
            : new ThreadStack.Frames("thread dump", Fidelity.EXACT, lines);
  }

  void failed(String why) {
    answer = new ThreadStack.NotRead("the JVM: " + why, "ask again");
  }

  /** Ends the wait; where nothing was learnt, with what is known of the JVM as the reason. */
  void answer(DeepView deep) {
    if (answer == null) {
      answer =
          switch (deep) {
            case DeepView.Refused refused ->
                new ThreadStack.NotRead("the JVM: " + refused.reason(), refused.remedy());
            case DeepView.Off _ ->
                new ThreadStack.NotRead("the JVM was not to be asked", "attach without --deep off");
            case DeepView.Starting _ ->
                new ThreadStack.NotRead("the JVM is still starting", "ask again");
            case DeepView.On _ -> new ThreadStack.NotRead("the JVM is no longer asked", "");
          };
    }
    answered.countDown();
  }

  /**
   * Waits for the answer.
   *
   * @param over whether nobody is left to give it
   */
  ThreadStack.Answer await(long timeoutNanos, BooleanSupplier over) throws InterruptedException {
    long end = System.nanoTime() + timeoutNanos;
    while (!answered.await(LOOK_MILLIS, TimeUnit.MILLISECONDS)) {
      if (over.getAsBoolean()) {
        return new ThreadStack.NotRead("no JVM is asked any more", "");
      }
      if (System.nanoTime() > end) {
        return new ThreadStack.NotRead("the JVM is busy with another question", "ask again");
      }
    }
    return given();
  }

  /** The answer, once there is one. */
  ThreadStack.Answer given() {
    ThreadStack.Answer given = answer;
    return given == null ? new ThreadStack.NotRead("the JVM did not answer", "ask again") : given;
  }
}
