package dev.conctop.record.fact;

import dev.conctop.record.item.Damaged;
import dev.conctop.record.item.In;
import dev.conctop.record.item.Out;
import dev.conctop.sample.ThreadStack;
import dev.conctop.sample.figure.Fidelity;

/** A thread's whole stack. */
final class StackFields {
  private static final Fidelity[] FIDELITIES = Fidelity.values();
  private static final int FRAMES = 0;
  private static final int NOT_READ = 1;
  private static final int ENDED = 2;

  private StackFields() {}

  static void write(Out out, ThreadStack stack) {
    out.whole(stack.pid());
    out.whole(stack.tid());
    out.whole(stack.askedNanos());
    switch (stack.answer()) {
      case ThreadStack.Frames frames -> {
        out.whole(FRAMES);
        out.text(frames.reader());
        out.whole(frames.fidelity().ordinal());
        out.all(frames.lines(), StackFields::line);
      }
      case ThreadStack.NotRead not -> {
        out.whole(NOT_READ);
        out.text(not.reason());
        out.text(not.remedy());
      }
      case ThreadStack.Ended ended -> {
        out.whole(ENDED);
        out.text(ended.what());
      }
    }
  }

  static ThreadStack stack(In in) throws Damaged {
    return new ThreadStack(in.int32(), in.int32(), in.whole(), answer(in));
  }

  private static ThreadStack.Answer answer(In in) throws Damaged {
    return switch (in.whole(FRAMES, ENDED)) {
      case FRAMES ->
          new ThreadStack.Frames(
              in.text(), in.oneOf(FIDELITIES), in.all(In.MOST_NAMED, StackFields::line));
      case NOT_READ -> new ThreadStack.NotRead(in.text(), in.text());
      default -> new ThreadStack.Ended(in.text());
    };
  }

  private static void line(Out out, ThreadStack.Line line) {
    out.open();
    out.name(line.text());
    out.flag(line.frame());
    out.shut();
  }

  private static ThreadStack.Line line(In in) throws Damaged {
    in.open();
    ThreadStack.Line line = new ThreadStack.Line(in.text(), in.flag());
    in.shut();
    return line;
  }
}
