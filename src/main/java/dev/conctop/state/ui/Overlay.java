package dev.conctop.state.ui;

import dev.conctop.sample.ThreadStack;
import dev.conctop.sample.task.SlowTask;
import java.util.List;
import java.util.Optional;

/** What lies over a page; a page has one at most. */
public sealed interface Overlay {
  /** Nothing. */
  record None() implements Overlay {}

  /**
   * The keys.
   *
   * @param scroll first line shown
   */
  record Help(int scroll) implements Overlay {}

  /**
   * A filter is being typed; it already applies.
   *
   * @param before what applied before, taken back by Esc
   */
  record Filtering(String before) implements Overlay {}

  /** A moment of a recording is being typed. */
  record GoingTo(String text) implements Overlay {}

  /**
   * Picks workload, model and load.
   *
   * @param arm whether what is picked is compared with what runs, instead of taking its place
   */
  record Launcher(LauncherForm form, boolean arm) implements Overlay {
    public Launcher(LauncherForm form) {
      this(form, false);
    }

    /** The same with the fields as they stand now. */
    public Launcher with(LauncherForm next) {
      return new Launcher(next, arm);
    }
  }

  /** What can be settled, to be turned and saved. */
  record Settings(SettingsForm form) implements Overlay {}

  /**
   * One slow task against the median task.
   *
   * @param task itself, since the list moves on while it is read
   */
  record SlowDetail(SlowTask task) implements Overlay {}

  /**
   * One thread in full.
   *
   * @param scroll first line of its stack that is shown
   * @param askedNanos when its stack was asked for
   * @param stack the newest answer; empty before the first
   */
  record ThreadDetail(int pid, int tid, int scroll, long askedNanos, Optional<ThreadStack> stack)
      implements Overlay {
    /** Rows of the screen beside the stack's lines. */
    private static final int FRAME_ROWS = 14;

    private static final int TALL = 36;
    private static final int LESSON_ROWS = 2;

    /** A thread of which nothing is known yet. */
    public static ThreadDetail asked(int pid, int tid, long nanos) {
      return new ThreadDetail(pid, tid, 0, nanos, Optional.empty());
    }

    /** The same thread, asked again; what is known of it is shown until the answer comes. */
    public ThreadDetail again(long nanos) {
      return new ThreadDetail(pid, tid, scroll, nanos, stack);
    }

    /** With an answer, if it is about this thread. */
    public ThreadDetail answered(ThreadStack answer) {
      return answer.pid() == pid && answer.tid() == tid
          ? new ThreadDetail(pid, tid, scroll, askedNanos, Optional.of(answer))
          : this;
    }

    /** Whether the answer to the newest question has not come yet. */
    public boolean waits() {
      return stack.isEmpty() || stack.get().askedNanos() < askedNanos;
    }

    /** The stack's lines; none before they are known. */
    public List<ThreadStack.Line> lines() {
      return stack.isPresent() && stack.get().answer() instanceof ThreadStack.Frames frames
          ? frames.lines()
          : List.of();
    }

    /** How many of the stack's lines a screen of so many rows holds. */
    public static int room(int rows, boolean lesson) {
      return Math.max(1, rows - FRAME_ROWS - (rows >= TALL ? 1 : 0) - (lesson ? LESSON_ROWS : 0));
    }

    /** Scrolled to a line; the last one stays at the lower edge. */
    public ThreadDetail to(long line, int room) {
      int last = Math.max(0, lines().size() - room);
      return new ThreadDetail(pid, tid, Math.clamp(line, 0, last), askedNanos, stack);
    }
  }
}
