package dev.conctop.probe.jvm;

import dev.conctop.sample.CleanText;
import dev.conctop.sample.Figure;
import dev.conctop.sample.VirtualThreadGroups;
import dev.conctop.sample.VirtualThreadGroups.Group;
import java.io.BufferedReader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The text of {@code Thread.dump_to_file} (JDK 21), read line by line and never held as a whole: a
 * head, {@code #22 "name" virtual} with the state and the time behind it in JDK 25, and the stack
 * indented below.
 */
final class VirtualStacks {
  private static final Pattern HEAD =
      Pattern.compile("#\\d+ \"(?:.*)\" virtual(?: ([A-Z_]+)\\b.*)?");

  private static final int LONGEST_NAME = 256;
  private static final int MOST_FRAMES = 64;

  /** Distinct stacks that are told apart; the threads of all others are counted only. */
  private static final int MOST_STACKS = 5_000;

  /** Groups that are kept of these. */
  static final int MOST_GROUPS = 100;

  private final Map<String, long[]> counts = new HashMap<>();
  private final StringBuilder stack = new StringBuilder();
  private boolean inThread;
  private int frames;
  private long threads;

  private VirtualStacks() {}

  /**
   * Counts them.
   *
   * @param mostChars to be read; what comes behind is said to be missing
   * @param tookNanos up to now
   */
  static VirtualThreadGroups read(BufferedReader in, long mostChars, long tookNanos)
      throws IOException {
    long began = System.nanoTime();
    VirtualStacks stacks = new VirtualStacks();
    long read = 0;
    String line = in.readLine();
    for (; line != null && read < mostChars; line = in.readLine()) {
      read += line.length() + 1;
      stacks.line(line);
    }
    stacks.endOfThread();
    String reason = line == null ? "" : "its dump is longer than " + (mostChars >> 20) + " MiB";
    return stacks.groups(reason, tookNanos + System.nanoTime() - began);
  }

  private void line(String line) {
    if (line.startsWith("#")) {
      endOfThread();
      Matcher head = HEAD.matcher(line);
      if (head.matches()) {
        inThread = true;
        String state = head.group(1);
        stack.append(state == null ? "" : state);
      }
    } else if (inThread && line.startsWith(" ") && frames < MOST_FRAMES) {
      frame(line.strip());
    }
  }

  /** {@code at java.base/java.lang.VirtualThread.park(VirtualThread.java:738)}, or without at. */
  private void frame(String line) {
    int end = line.indexOf('(');
    if (end > 0 && !line.startsWith("- ") && !line.startsWith("//")) {
      int begin = line.startsWith("at ") ? 3 : 0;
      int module = line.lastIndexOf('/', end);
      stack.append('\n').append(line, module >= begin ? module + 1 : begin, end);
      frames++;
    }
  }

  private void endOfThread() {
    if (inThread) {
      threads++;
      String key = stack.toString();
      long[] count = counts.get(key);
      if (count == null && counts.size() < MOST_STACKS) {
        count = new long[1];
        counts.put(key, count);
      }
      if (count != null) {
        count[0]++;
      }
    }
    inThread = false;
    frames = 0;
    stack.setLength(0);
  }

  private VirtualThreadGroups groups(String reason, long tookNanos) {
    List<Group> groups =
        counts.entrySet().stream()
            .sorted(Comparator.comparingLong((Map.Entry<String, long[]> e) -> -e.getValue()[0]))
            .limit(MOST_GROUPS)
            .map(e -> group(e.getKey(), e.getValue()[0]))
            .toList();
    // Threads come and go while they are written down.
    return new VirtualThreadGroups(Figure.sampled(threads), groups, tookNanos, reason);
  }

  private static Group group(String key, long count) {
    String[] lines = key.split("\n", -1);
    List<String> stack = new ArrayList<>();
    for (int i = 1; i < lines.length; i++) {
      stack.add(CleanText.clean(lines[i], LONGEST_NAME));
    }
    String state = lines[0].isEmpty() ? state(stack) : lines[0];
    return new Group(count, state, JvmNames.at(stack), stack);
  }

  /** JDK 21 to 24 write no state: whether it is parked is seen from its stack. */
  private static String state(List<String> stack) {
    for (String frame : stack.subList(0, Math.min(4, stack.size()))) {
      if (frame.contains("VirtualThread.parkNanos") || frame.contains("VirtualThread.sleepNanos")) {
        return "TIMED_WAITING";
      }
      if (frame.contains("VirtualThread.park")) {
        return "WAITING";
      }
    }
    return "";
  }
}
