package dev.conctop.subject;

import dev.conctop.concurrency.task.ErrorText;
import dev.conctop.concurrency.thread.NativeThreads;
import dev.conctop.concurrency.thread.ParentWatch;
import dev.conctop.process.Interrupts;
import dev.conctop.sample.SubjectEvent;
import dev.conctop.sample.figure.Pid;
import dev.conctop.wire.Message;
import dev.conctop.wire.MessageWriter;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;

/**
 * Entry point of a subject: says hello on standard output, reads the run order from standard input,
 * runs it and reports as the wire format page says. Exit status: 0 done, stopped or told to end; 1
 * failed.
 */
public final class SubjectMain {
  private SubjectMain() {}

  public static void main(String[] arguments) {
    Interrupts.leaveToTheObserver();
    MessageWriter out = new MessageWriter(new FileOutputStream(FileDescriptor.out));
    // What a library prints must not get between the messages.
    System.setOut(System.err);
    Ending ending = new Ending();
    Conductor conductor = new Conductor(out, ending);
    Thread.setDefaultUncaughtExceptionHandler(
        (thread, failure) -> {
          failure.printStackTrace();
          conductor.fail("uncaught in " + thread.getName() + ": " + ErrorText.of(failure));
        });
    ParentWatch.start(() -> ending.end(1));
    try {
      out.write(new Message.Hello(hello()));
    } catch (IOException e) {
      // Whoever started this is gone already.
      ending.end(0);
    }
    Rehearsal.start();
    Orders orders = new Orders(System.in, conductor, ending);
    conductor.conduct(orders.awaitRun());
  }

  private static SubjectEvent.Hello hello() {
    String runtime = System.getProperty("java.runtime.name", "Java");
    String name = runtime.replace(" Runtime Environment", "");
    String version = System.getProperty("java.version", "");
    return new SubjectEvent.Hello(new Pid(NativeThreads.pid()), name, version, false);
  }
}
