package dev.conctop.probe.jvm.dump;

import dev.conctop.sample.figure.CleanText;
import dev.conctop.sample.figure.Figure;
import dev.conctop.sample.jvm.VirtualThreadGroups;
import dev.conctop.sample.jvm.VirtualThreadGroups.Group;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The text of {@code Thread.dump_to_file} (JDK 21), read line by line and never held as a whole: a
 * head, {@code #22 "name" virtual} with the state and the time behind it in JDK 25, and the stack
 * indented below. A hundred thousand threads are 35 MB of text, most of it the same few stacks: a
 * stack that was seen before is found by its bytes, and nothing is allocated for it.
 */
final class VirtualStacks {
  private static final int LONGEST_NAME = 256;
  private static final int MOST_FRAMES = 64;
  private static final int CHUNK = 1 << 16;

  /** Distinct stacks that are told apart; the threads of all others are counted only. */
  private static final int MOST_STACKS = 5_000;

  /** Groups that are kept of these. */
  static final int MOST_GROUPS = 100;

  private static final byte[] VIRTUAL = bytes("\" virtual");
  private static final byte[] AT = bytes("at ");
  private static final byte[] LOCK_NOTE = bytes("- ");
  private static final byte[] COMMENT = bytes("//");

  private final Map<Stack, long[]> counts = new LinkedHashMap<>();

  /** State and frames of the thread that is read, a line each. */
  private final Stack stack = new Stack(new byte[1 << 12]);

  private boolean inThread;
  private int frames;
  private long threads;

  private VirtualStacks() {}

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /** Bytes that are a key of a map; one of them is filled and asked with again and again. */
  private static final class Stack {
    byte[] text;
    int length;

    Stack(byte[] text) {
      this.text = text;
    }

    void add(byte[] from, int begin, int end) {
      int more = end - begin;
      if (length + more + 1 > text.length) {
        text = Arrays.copyOf(text, Math.max(2 * text.length, length + more + 1));
      }
      System.arraycopy(from, begin, text, length, more);
      length += more;
      text[length++] = '\n';
    }

    Stack kept() {
      Stack kept = new Stack(Arrays.copyOf(text, length));
      kept.length = length;
      return kept;
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof Stack stack
          && Arrays.equals(text, 0, length, stack.text, 0, stack.length);
    }

    @Override
    public int hashCode() {
      int hash = 1;
      for (int i = 0; i < length; i++) {
        hash = 31 * hash + text[i];
      }
      return hash;
    }
  }

  /**
   * Counts them.
   *
   * @param mostBytes to be read; what comes behind is said to be missing
   */
  static VirtualThreadGroups read(InputStream in, long mostBytes) throws IOException {
    VirtualStacks stacks = new VirtualStacks();
    byte[] chunk = new byte[CHUNK];
    int held = 0;
    long read = 0;
    int more = in.read(chunk, 0, CHUNK);
    for (; more >= 0 && read < mostBytes; more = in.read(chunk, held, CHUNK - held)) {
      read += more;
      int end = held + more;
      int rest = stacks.lines(chunk, end);
      // A line that fills the chunk is none of a thread dump's: it is dropped.
      held = rest == 0 && end == CHUNK ? 0 : end - rest;
      System.arraycopy(chunk, rest, chunk, 0, held);
    }
    stacks.line(chunk, 0, held);
    stacks.endOfThread();
    String reason = more < 0 ? "" : "its dump is longer than " + (mostBytes >> 20) + " MiB";
    return stacks.groups(reason);
  }

  /** Takes the whole lines; where the rest begins. */
  private int lines(byte[] text, int end) {
    int from = 0;
    for (int i = 0; i < end; i++) {
      if (text[i] == '\n') {
        line(text, from, i);
        from = i + 1;
      }
    }
    return from;
  }

  private void line(byte[] text, int from, int to) {
    int end = to > from && text[to - 1] == '\r' ? to - 1 : to;
    if (from == end) {
      return;
    }
    if (text[from] == '#') {
      endOfThread();
      head(text, from, end);
    } else if (inThread && text[from] == ' ' && frames < MOST_FRAMES) {
      int begin = from;
      while (begin < end && text[begin] == ' ') {
        begin++;
      }
      frame(text, begin, end);
    }
  }

  /** Whatever a thread's name has in it, nothing behind it has a quote. */
  private void head(byte[] text, int from, int end) {
    int quote = last(text, from, end, '"');
    if (quote < 0 || !starts(text, quote, end, VIRTUAL)) {
      return;
    }
    int state = quote + VIRTUAL.length;
    if (state < end && text[state] != ' ') {
      return;
    }
    state = Math.min(end, state + 1);
    int stateEnd = state;
    while (stateEnd < end && (text[stateEnd] == '_' || Character.isUpperCase(text[stateEnd]))) {
      stateEnd++;
    }
    inThread = true;
    stack.add(text, state, stateEnd);
  }

  /** {@code at java.base/java.lang.VirtualThread.park(VirtualThread.java:738)}, or without at. */
  private void frame(byte[] text, int from, int end) {
    if (starts(text, from, end, LOCK_NOTE) || starts(text, from, end, COMMENT)) {
      return;
    }
    int bracket = from;
    while (bracket < end && text[bracket] != '(') {
      bracket++;
    }
    if (bracket == from || bracket == end) {
      return;
    }
    int begin = starts(text, from, end, AT) ? from + AT.length : from;
    int module = last(text, begin, bracket, '/');
    stack.add(text, module < 0 ? begin : module + 1, bracket);
    frames++;
  }

  private static boolean starts(byte[] text, int from, int end, byte[] with) {
    return end - from >= with.length
        && Arrays.equals(text, from, from + with.length, with, 0, with.length);
  }

  private static int last(byte[] text, int from, int end, char wanted) {
    for (int i = end - 1; i >= from; i--) {
      if (text[i] == wanted) {
        return i;
      }
    }
    return -1;
  }

  private void endOfThread() {
    if (inThread) {
      threads++;
      long[] count = counts.get(stack);
      if (count == null && counts.size() < MOST_STACKS) {
        count = new long[1];
        counts.put(stack.kept(), count);
      }
      if (count != null) {
        count[0]++;
      }
    }
    inThread = false;
    frames = 0;
    stack.length = 0;
  }

  private VirtualThreadGroups groups(String reason) {
    List<Group> groups =
        counts.entrySet().stream()
            .sorted(Comparator.comparingLong((Map.Entry<Stack, long[]> e) -> -e.getValue()[0]))
            .limit(MOST_GROUPS)
            .map(e -> group(e.getKey(), e.getValue()[0]))
            .toList();
    // Threads come and go while they are written down.
    return new VirtualThreadGroups(Figure.sampled(threads), groups, 0, reason);
  }

  private static Group group(Stack key, long count) {
    String[] lines = new String(key.text, 0, key.length, StandardCharsets.UTF_8).split("\n", -1);
    List<String> stack = new ArrayList<>();
    for (int i = 1; i < lines.length - 1; i++) {
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
