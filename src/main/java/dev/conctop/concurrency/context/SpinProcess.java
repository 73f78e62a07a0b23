package dev.conctop.concurrency.context;

import dev.conctop.concurrency.thread.NativeThreads;
import dev.conctop.concurrency.thread.ParentWatch;
import dev.conctop.process.Interrupts;
import dev.conctop.workload.task.Standstill;
import java.io.IOException;

/** A child process with one busy thread; ends when its standard input does. */
final class SpinProcess {
  /** Written to it: it is to stand still, or to go on. */
  static final int REST = 'r';

  static final int GO = 'g';

  private static final Standstill STANDSTILL = new Standstill();

  private static volatile long sink;

  private SpinProcess() {}

  public static void main(String[] arguments) throws IOException {
    Interrupts.leaveToTheObserver();
    ParentWatch.start();
    Thread.ofPlatform().daemon().name("spinner").start(SpinProcess::begin);
    for (int said = System.in.read(); said >= 0; said = System.in.read()) {
      if (said == REST) {
        STANDSTILL.begin();
      } else if (said == GO) {
        STANDSTILL.end();
      }
    }
    Runtime.getRuntime().halt(0);
  }

  /** Says the busy thread's number, in one line, so that it can be told from the JVM's others. */
  private static void begin() {
    System.out.println(NativeThreads.tid());
    spin();
  }

  private static void spin() {
    long x = 1;
    while (true) {
      for (int i = 0; i < 1_000_000; i++) {
        x = x * 6364136223846793005L + 1442695040888963407L;
      }
      sink = x;
      try {
        STANDSTILL.pass();
      } catch (InterruptedException e) {
        return;
      }
    }
  }
}
