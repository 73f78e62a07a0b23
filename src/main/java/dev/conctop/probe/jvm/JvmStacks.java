package dev.conctop.probe.jvm;

import dev.conctop.probe.jvm.attach.AttachException;
import dev.conctop.probe.jvm.attach.Gate;
import dev.conctop.probe.jvm.attach.GateReader;
import dev.conctop.probe.jvm.attach.Listening;
import dev.conctop.probe.jvm.attach.Place;
import dev.conctop.sample.ThreadStack;
import dev.conctop.sample.figure.Pid;
import dev.conctop.sample.jvm.DeepView;
import java.nio.file.Path;
import java.util.Optional;

/**
 * One question to a JVM that is not watched, such as a run's own: one dump, no recording. The same
 * gate as for a watch stands before it.
 */
public final class JvmStacks {
  private static final Path PROC = Path.of("/proc");

  private JvmStacks() {}

  /**
   * Asks for one thread's whole stack; empty when the process is no JVM.
   *
   * @param timeoutNanos for making it listen and for its answer, each
   */
  public static Optional<ThreadStack.Answer> ask(Pid pid, int tid, long timeoutNanos) {
    Place place = Place.of(PROC, pid.value());
    String startTicks = Listening.startTicks(place);
    return switch (Gate.check(new GateReader(PROC, place).read())) {
      case Gate.Outcome.NoJvm _ -> Optional.empty();
      case Gate.Outcome.Refused refused ->
          Optional.of(new ThreadStack.NotRead("the JVM: " + refused.reason(), refused.remedy()));
      case Gate.Outcome.Allowed allowed -> {
        StackQuestion question = new StackQuestion(tid);
        try (JvmSession session = new JvmSession(place)) {
          if (allowed.signal()) {
            Listening.begin(place, startTicks, timeoutNanos);
          }
          session.dump(timeoutNanos, tid);
          question.is(session.stack());
        } catch (AttachException e) {
          question.failed(Optional.ofNullable(e.getMessage()).orElse("it did not answer"));
        }
        question.answer(new DeepView.On());
        yield Optional.of(question.given());
      }
    };
  }
}
