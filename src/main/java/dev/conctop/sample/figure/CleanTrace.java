package dev.conctop.sample.figure;

import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;

/** Stack traces for a terminal: their messages may hold text from outside. */
public final class CleanTrace {
  private static final int LONGEST_NAME = 80;
  private static final int LONGEST_LINE = 4096;

  private CleanTrace() {}

  /** Prints as the virtual machine does, each line clean. Never throws. */
  public static void print(PrintStream out, Thread thread, Throwable exception) {
    try {
      StringWriter trace = new StringWriter();
      exception.printStackTrace(new PrintWriter(trace, true));
      String name = CleanText.clean(thread.getName(), LONGEST_NAME);
      out.print("Exception in thread \"" + name + "\" ");
      trace
          .toString()
          .replace("\t", "    ")
          .lines()
          .map(line -> line.isEmpty() ? "" : CleanText.clean(line, LONGEST_LINE))
          .forEach(out::println);
    } catch (Throwable e) {
      out.println("conctop: out of memory");
    }
  }
}
