package dev.conctop.probe.jvm.dump;

import dev.conctop.sample.ThreadStack;
import dev.conctop.sample.figure.CleanText;
import java.util.ArrayList;
import java.util.List;

/**
 * The whole stack of one thread as a dump prints it: frames with file and line, and between them
 * what is locked and waited for. Of a thread that carries a virtual one, that one's frames come
 * first, being the inner ones.
 */
final class StackLines {
  /** HotSpot prints no more of a stack itself ({@code MaxJavaStackTraceDepth} is 1024). */
  private static final int MOST_LINES = 4096;

  private static final int LONGEST = 300;

  private List<ThreadStack.Line> lines = new ArrayList<>();
  private List<ThreadStack.Line> carrier = List.of();

  /** Takes in a line below a thread's head, stripped. */
  void line(String line) {
    if (lines.size() >= MOST_LINES) {
      return;
    }
    if (line.startsWith("at ")) {
      lines.add(ThreadStack.Line.frame(CleanText.clean(frame(line.substring(3)), LONGEST)));
    } else if (line.startsWith("- ")) {
      lines.add(ThreadStack.Line.remark(CleanText.clean(remark(line.substring(2)), LONGEST)));
    } else if (line.startsWith("Mounted virtual thread")) {
      carrier = lines;
      lines = new ArrayList<>();
    }
  }

  List<ThreadStack.Line> lines() {
    if (carrier.isEmpty()) {
      return lines;
    }
    List<ThreadStack.Line> all = new ArrayList<>(lines);
    all.add(ThreadStack.Line.remark("the virtual thread ends; below is its carrier"));
    all.addAll(carrier);
    return all;
  }

  /** {@code a.B.c(java.base@25.0.3/B.java:7)} without the module, which says nothing more. */
  private static String frame(String text) {
    int open = text.indexOf('(');
    int slash = text.lastIndexOf('/');
    boolean module = open >= 0 && slash > open && text.indexOf('@', open) < slash;
    return module ? text.substring(0, open + 1) + text.substring(slash + 1) : text;
  }

  /** {@code locked <0x000000069e002358> (a C)} without the zeros in front. */
  private static String remark(String text) {
    return text.replaceFirst("<0x0+(?=[0-9a-f])", "<0x").replaceFirst("for {2}<", "for <");
  }
}
