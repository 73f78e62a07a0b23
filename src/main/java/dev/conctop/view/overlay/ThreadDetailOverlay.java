package dev.conctop.view.overlay;

import dev.conctop.sample.figure.Budget;
import dev.conctop.sample.figure.CleanText;
import dev.conctop.sample.figure.Part;
import dev.conctop.sample.jvm.JvmThread;
import dev.conctop.sample.thread.ThreadRow;
import dev.conctop.state.State;
import dev.conctop.state.list.Locks;
import dev.conctop.state.ui.Overlay;
import dev.conctop.view.canvas.Area;
import dev.conctop.view.canvas.Ink;
import dev.conctop.view.canvas.Lanes;
import dev.conctop.view.canvas.Style;
import dev.conctop.view.canvas.Words;
import dev.conctop.view.panel.BudgetPanel;
import java.util.List;
import java.util.Optional;

/**
 * One thread in full: what it is, what it does, who it waits for, its stack and its budget, and how
 * each figure was got.
 *
 * <pre>
 *  process, thread, core, switches
 *  what it does now, and its lane
 *  RUNNABLE at Class.method                         of a JVM's thread
 *  waits for X, held by NAME (tid)
 *  behind it: A, B, C (3)
 *  the last 100 ms: n 94 % ~  c 6 % =               or below, part by part, while there is no stack
 *  Stack: 43 frames, thread dump, exact             or n/a with the reason and the remedy
 *    ...
 * </pre>
 */
public final class ThreadDetailOverlay {
  private static final int WIDTH = 78;
  private static final int PLAIN_HEIGHT = 20;
  private static final int GONE_HEIGHT = 5;
  private static final int STATE_ROW = 3;
  private static final int LOCK_ROW = 4;
  private static final int BEHIND_ROW = 5;
  private static final int BUDGET_ROW = 6;
  private static final int STACK_ROW = 7;

  private ThreadDetailOverlay() {}

  public static void draw(Area page, State shown, Overlay.ThreadDetail detail) {
    int width = Math.min(page.width() - 2, Math.max(WIDTH, page.width() * 2 / 3));
    boolean deep = !detail.lines().isEmpty();
    for (ThreadRow row : rows(shown)) {
      if (row.pid() == detail.pid() && row.tid() == detail.tid()) {
        Area box = StageBox.middle(page, width, deep ? page.height() : PLAIN_HEIGHT);
        Area inside = box.box(CleanText.named(row.name()), row.role().key(), Ink.ACCENT);
        thread(inside, shown, row);
        if (deep) {
          shares(inside, row.budget());
          StackLinesView.draw(inside.below(STACK_ROW), detail);
        } else {
          int next = StackLinesView.without(inside.below(BUDGET_ROW), detail) + BUDGET_ROW;
          budget(inside, next + 1, row.budget());
        }
        box.footnote(BudgetPanel.marks(box, shown));
        return;
      }
    }
    Area box = StageBox.middle(page, width, deep ? page.height() : GONE_HEIGHT);
    Area inside = box.box("Thread", "", Ink.ACCENT);
    Words words = inside.words().add("thread ").whole(detail.tid()).add(" has ended");
    inside.text(2, 1, words, Ink.TEXT);
    if (deep) {
      StackLinesView.draw(inside.below(STACK_ROW), detail);
    }
  }

  private static List<ThreadRow> rows(State shown) {
    return shown.observed().threads().map(t -> t.threads()).orElse(List.of());
  }

  private static void thread(Area inside, State shown, ThreadRow row) {
    Words words = inside.words().add("process ").whole(row.pid()).add(", thread ");
    words.whole(row.tid());
    if (row.core() >= 0) {
      words.add(", core ").whole(row.core());
    }
    words.add(", ").count(Math.round(row.switchesPerSecond())).add(" switches/s");
    inside.text(1, 0, words, Ink.DIM);
    inside.put(1, 1, Lanes.glyph(inside, row.now()), Style.bold(Ink.of(row.now())));
    words = inside.words().add(row.now().label());
    words.add(row.detail().isEmpty() ? "" : ": ").add(row.detail());
    words.add(" (").add(row.fidelity().label()).add(")");
    inside.text(3, 1, words, Style.bold(Ink.TEXT));
    Lanes.one(inside, 1, 2, inside.width() - 2, shown.history(), row);
    Optional<JvmThread> java = shown.observed().jvms().thread(row.pid(), row.tid());
    if (java.isPresent() && !java.get().state().isEmpty()) {
      words = inside.words().add(java.get().state());
      words.add(java.get().at().isEmpty() ? "" : " at ").add(java.get().at());
      inside.name(3, STATE_ROW, inside.width() - 4, words, Ink.TEXT.ordinal());
    }
    locks(inside, Locks.of(row, rows(shown), shown.observed().jvms()));
  }

  private static void locks(Area inside, Locks locks) {
    if (!locks.waitsFor().isEmpty()) {
      Words words = inside.words().add("waits for ").add(locks.waitsFor());
      if (!locks.holder().isEmpty() || locks.holderTid() > 0) {
        words.add(", held by ").add(locks.holder().isEmpty() ? "thread" : locks.holder());
        if (locks.holderTid() > 0) {
          words.add(" (").whole(locks.holderTid()).add(")");
        }
      }
      inside.name(3, LOCK_ROW, inside.width() - 4, words, Style.bold(Ink.LOCK));
    }
    if (!locks.behind().isEmpty()) {
      behind(inside.line(BEHIND_ROW), locks.behind());
    }
  }

  /** Their names as far as there is room, and how many they are in any case. */
  private static void behind(Area line, List<String> names) {
    Words words = line.words().add(" (").whole(names.size()).add(")");
    int end = line.width() - 1 - line.cells(words);
    int at = line.text(3, 0, "behind it: ", Style.bold(Ink.LOCK));
    for (int i = 0; i < names.size() && at < end; i++) {
      words = line.words().add(i == 0 ? "" : ", ").add(CleanText.named(names.get(i)));
      at = line.text(at, 0, end - at, words, Ink.TEXT.ordinal());
    }
    line.text(at, 0, line.words().add(" (").whole(names.size()).add(")"), Ink.TEXT);
  }

  /** The budget in one line: what has a share, with the mark of how it was got. */
  private static void shares(Area inside, Budget budget) {
    Words words = inside.words().add("the last ").duration(budget.wallNanos()).add(":");
    int at = inside.text(3, BUDGET_ROW, words, Ink.DIM);
    for (int i = 0; i < Part.count(); i++) {
      Part part = Part.at(i);
      if (budget.nanos(part) > 0) {
        Lanes.part(inside, at + 2, BUDGET_ROW, part);
        words = inside.words().add(part.label()).add(" ").percent(budget.share(part)).add(" ");
        words.glyph(inside.glyphs().mark(budget.fidelity(part)));
        at = inside.text(at + 4, BUDGET_ROW, words, Ink.TEXT);
      }
    }
  }

  private static void budget(Area inside, int first, Budget budget) {
    Words words = inside.words().add("the last ").duration(budget.wallNanos());
    words.add("; parts and wall time differ by ");
    words.tenths(budget.closureError() * 100).add(" %");
    inside.text(3, first - 1, words, Ink.DIM);
    Part most = BudgetPanel.largest(budget);
    int row = first;
    boolean room = first + Part.count() <= inside.height();
    for (int i = 0; i < Part.count() && row < inside.height(); i++) {
      Part part = Part.at(i);
      if (!room && budget.nanos(part) == 0) {
        continue;
      }
      Area line = inside.line(row++);
      BudgetPanel.part(line.part(0, 0, line.width() - 20, 1), budget, part, part == most);
      if (budget.nanos(part) > 0) {
        int end = line.width() - 1;
        line.text(end - 18, 0, budget.fidelity(part).label(), Ink.DIM);
        line.right(end, 0, 8, line.words().duration(budget.nanos(part)), Ink.TEXT);
      }
    }
  }
}
