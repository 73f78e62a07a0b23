package dev.conctop.probe.jvm.dump;

import dev.conctop.sample.figure.CleanText;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The text of {@code Thread.print} of JDK 17 (thread numbers in hexadecimal), 21 and 25 (decimal).
 * A thread's name is printed as it is, with quotes and line ends in it: so a head line is told by
 * what stands behind the name, taken as far right as it goes.
 */
public final class ThreadDumpParser {
  /**
   * "name" #12 [345] daemon prio=5 os_prio=0 cpu=… elapsed=… tid=0x… nid=0x1a2b waiting … [0x…]. A
   * carrier with a virtual thread on it has no {@code nid=} in JDK 25, and nothing in its place:
   * its number is the one in brackets.
   */
  private static final Pattern HEAD =
      Pattern.compile(
          "\"(.*)\" (#\\d+ )?(?:\\[(\\d+)] )?(?:daemon )?(?:prio=\\d+ )?(?:os_prio=-?\\d+ )?"
              + "(?:cpu=\\S+ )?(?:elapsed=\\S+ )?(?:allocated=\\S+ )?(?:defined_classes=\\d+ )?"
              + "tid=0x[0-9a-f]+ (?:nid=(0x[0-9a-f]+|\\d+) .*| *\\[0x[0-9a-f]+])",
          Pattern.DOTALL);

  private static final Pattern LOCK =
      Pattern.compile(
          "- (parking to wait for|waiting on|waiting to lock|waiting to re-lock in"
              + " wait\\(\\)|locked) +<(0x[0-9a-f]+)> \\(a (.*)\\)");

  /** RUNNABLE by its state, but held up: printed in the place of a lock. */
  private static final Pattern INITIALISED =
      Pattern.compile("- waiting on the Class initialization monitor for (.*)");

  /** No thread has this number. */
  private static final int NOBODY = -1;

  private static final String STATE = "java.lang.Thread.State: ";
  private static final int LONGEST_NAME = 256;

  /** A name of more lines than this, or a longer one, is not put together again. */
  private static final int MOST_NAME_LINES = 4;

  private final List<DumpedThread> threads = new ArrayList<>();
  private final List<List<String>> deadlocks = new ArrayList<>();
  private String version = "";
  private final StringBuilder pending = new StringBuilder();
  private int pendingLines;

  // The thread under way.
  private @Nullable String name;
  private int nid;
  private boolean java;
  private String state = "";
  private String waitsFor = "";
  private String lock = "";
  private boolean carries;
  private List<String> holds = new ArrayList<>();
  private List<String> frames = new ArrayList<>();

  // The deadlock under way.
  private boolean inDeadlock;
  private List<String> cycle = new ArrayList<>();

  private final StackLines wanted = new StackLines();
  private final int wantedNid;

  private ThreadDumpParser(int wantedNid) {
    this.wantedNid = wantedNid;
  }

  /** Takes a text apart; what is not understood is left out. */
  public static ThreadDump parse(String text) {
    return parse(text, NOBODY);
  }

  /**
   * The same, with one thread's whole stack.
   *
   * @param nid its number in the JVM's own name space
   */
  public static ThreadDump parse(String text, int nid) {
    ThreadDumpParser parser = new ThreadDumpParser(nid);
    text.lines().forEach(parser::line);
    parser.endOfThread();
    parser.endOfCycle();
    return new ThreadDump(parser.version, parser.threads, parser.deadlocks, parser.wanted.lines());
  }

  private void line(String line) {
    if (inDeadlock) {
      deadlockLine(line);
    } else if (line.startsWith("Found one Java-level deadlock")) {
      endOfThread();
      inDeadlock = true;
    } else if (version.isEmpty() && line.startsWith("Full thread dump ")) {
      version = version(line);
    } else if (line.startsWith("\"")) {
      pending.setLength(0);
      pendingLines = 0;
      head(line);
    } else if (!pending.isEmpty()) {
      head(line);
    } else if (name != null) {
      detail(line.strip());
    }
  }

  /** Full thread dump OpenJDK 64-Bit Server VM (25.0.3+9-LTS mixed mode, sharing): */
  private static String version(String line) {
    int open = line.indexOf('(');
    int end = line.indexOf(' ', Math.max(0, open));
    return open < 0 || end < 0 ? "" : CleanText.clean(line.substring(open + 1, end), LONGEST_NAME);
  }

  /** The first line of a thread; its name may go on over the next lines. */
  private void head(String line) {
    if (!pending.isEmpty()) {
      pending.append('\n');
    }
    pending.append(line);
    Matcher head = HEAD.matcher(pending);
    if (head.matches()) {
      endOfThread();
      name = CleanText.clean(head.group(1), LONGEST_NAME);
      java = head.group(2) != null;
      String nidOrTid = head.group(4) != null ? head.group(4) : head.group(3);
      nid = nidOrTid == null ? -1 : number(nidOrTid);
      pending.setLength(0);
    } else if (++pendingLines >= MOST_NAME_LINES) {
      pending.setLength(0);
    }
  }

  private static int number(String written) {
    try {
      return written.startsWith("0x")
          ? Integer.parseInt(written, 2, written.length(), 16)
          : Integer.parseInt(written);
    } catch (NumberFormatException e) {
      return -1;
    }
  }

  private void detail(String line) {
    if (nid == wantedNid && nid > 0) {
      wanted.line(line);
    }
    if (line.startsWith("at ")) {
      if (frames.size() < DumpedThread.MOST_FRAMES) {
        int end = line.indexOf('(');
        frames.add(CleanText.clean(line.substring(3, end < 0 ? line.length() : end), LONGEST_NAME));
      }
    } else if (line.startsWith(STATE)) {
      state = CleanText.clean(line.substring(STATE.length()), LONGEST_NAME);
    } else if (line.startsWith("Carrying virtual thread")) {
      carries = true;
    } else if (line.startsWith("Mounted virtual thread")) {
      // What stands above is the carrier's own, and the same for all of them.
      carries = true;
      frames.clear();
    } else if (line.startsWith("- ")) {
      lockLine(line);
    }
  }

  private void lockLine(String line) {
    Matcher initialised = INITIALISED.matcher(line);
    if (initialised.matches()) {
      waitsFor = DumpedThread.INITIALISED + CleanText.clean(initialised.group(1), LONGEST_NAME);
      return;
    }
    Matcher found = LOCK.matcher(line);
    if (!found.matches()) {
      return;
    }
    if (found.group(1).equals("locked")) {
      holds.add(found.group(2));
    } else if (lock.isEmpty()) {
      lock = found.group(2);
      waitsFor = CleanText.clean(found.group(3), LONGEST_NAME);
    }
  }

  private void endOfThread() {
    String ended = name;
    if (ended != null && nid > 0) {
      threads.add(
          new DumpedThread(nid, ended, java, state, waitsFor, lock, holds, frames, carries));
    }
    name = null;
    state = "";
    waitsFor = "";
    lock = "";
    carries = false;
    holds = new ArrayList<>();
    frames = new ArrayList<>();
  }

  private void deadlockLine(String line) {
    if (line.startsWith("Java stack information")) {
      endOfCycle();
      // The stacks of the threads follow, which were printed before.
      inDeadlock = false;
    } else if (line.startsWith("Found one Java-level deadlock")) {
      endOfCycle();
    } else if (line.startsWith("\"") && line.endsWith("\":")) {
      cycle.add(CleanText.clean(line.substring(1, line.length() - 2), LONGEST_NAME));
    }
  }

  private void endOfCycle() {
    if (!cycle.isEmpty()) {
      deadlocks.add(List.copyOf(cycle));
      cycle = new ArrayList<>();
    }
  }
}
