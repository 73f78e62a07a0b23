package dev.conctop.concurrency.context;

import dev.conctop.concurrency.thread.NativeThreads;
import dev.conctop.concurrency.thread.ParentWatch;
import java.io.IOException;

/** A child process with one busy thread; ends when its standard input does. */
final class SpinProcess {
  private static volatile long sink;

  private SpinProcess() {}

  public static void main(String[] arguments) throws IOException {
    ParentWatch.start();
    Thread.ofPlatform().daemon().name("spinner").start(SpinProcess::begin);
    while (System.in.read() >= 0) {
      // Nothing is said to a spinner; only the end of its input matters.
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
    }
  }
}
