package dev.conctop.record.fact;

import dev.conctop.record.fact.task.TaskFields;
import dev.conctop.record.item.Damaged;
import dev.conctop.record.item.FigureFields;
import dev.conctop.record.item.In;
import dev.conctop.record.item.Out;
import dev.conctop.sample.SubjectEvent;
import dev.conctop.sample.figure.Pid;

/** Steps in the lives of subjects. */
final class EventFields {
  private static final int STARTING = 0;
  private static final int HELLO = 1;
  private static final int FINISHED = 2;
  private static final int DIED = 3;
  private static final int ARMS_BEGIN = 4;
  private static final int BLOCK_BEGINS = 5;
  private static final int BLOCK_ENDED = 6;
  private static final int RESTS = 7;
  private static final int ARM_DIED = 8;
  private static final int LAST = ARM_DIED;

  private EventFields() {}

  static void write(Out out, SubjectEvent event) {
    switch (event) {
      case SubjectEvent.Starting starting -> {
        out.whole(STARTING);
        out.text(starting.step());
      }
      case SubjectEvent.Hello hello -> {
        out.whole(HELLO);
        hello(out, hello);
      }
      case SubjectEvent.Finished finished -> {
        out.whole(FINISHED);
        out.whole(finished.wallNanos());
        TaskFields.write(out, finished.tasks());
        out.pairs(finished.errors(), Out::name, Out::whole);
      }
      case SubjectEvent.Died died -> {
        out.whole(DIED);
        out.text(died.what());
        out.names(died.lastWords());
        out.flag(died.refused());
      }
      case SubjectEvent.ArmsBegin _ -> out.whole(ARMS_BEGIN);
      case SubjectEvent.BlockBegins begins -> {
        out.whole(BLOCK_BEGINS);
        out.whole(begins.arm());
        hello(out, begins.hello());
      }
      case SubjectEvent.BlockEnded ended -> {
        out.whole(BLOCK_ENDED);
        out.whole(ended.arm());
        out.whole(ended.wallNanos());
        TaskFields.write(out, ended.tasks());
        out.pairs(ended.errors(), Out::name, Out::whole);
        FigureFields.write(out, ended.memoryBytes());
      }
      case SubjectEvent.Rests rests -> {
        out.whole(RESTS);
        out.whole(rests.arm());
      }
      case SubjectEvent.ArmDied died -> {
        out.whole(ARM_DIED);
        out.whole(died.arm());
        out.text(died.what());
        out.names(died.lastWords());
      }
    }
  }

  static SubjectEvent event(In in) throws Damaged {
    return switch (in.whole(0, LAST)) {
      case STARTING -> new SubjectEvent.Starting(in.text());
      case HELLO -> hello(in);
      case FINISHED ->
          new SubjectEvent.Finished(in.whole(), TaskFields.counts(in), in.pairs(In::whole));
      case DIED -> new SubjectEvent.Died(in.text(), in.texts(), in.flag());
      case ARMS_BEGIN -> new SubjectEvent.ArmsBegin();
      case BLOCK_BEGINS -> new SubjectEvent.BlockBegins(in.int32(), hello(in));
      case BLOCK_ENDED ->
          new SubjectEvent.BlockEnded(
              in.int32(),
              in.whole(),
              TaskFields.counts(in),
              in.pairs(In::whole),
              FigureFields.read(in));
      case RESTS -> new SubjectEvent.Rests(in.int32());
      default -> new SubjectEvent.ArmDied(in.int32(), in.text(), in.texts());
    };
  }

  private static void hello(Out out, SubjectEvent.Hello hello) {
    out.whole(hello.pid().value());
    out.text(hello.runtimeName());
    out.text(hello.runtimeVersion());
    out.flag(hello.emulated());
  }

  private static SubjectEvent.Hello hello(In in) throws Damaged {
    return new SubjectEvent.Hello(new Pid(in.int32()), in.text(), in.text(), in.flag());
  }
}
