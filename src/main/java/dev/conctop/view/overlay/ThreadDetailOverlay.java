package dev.conctop.view.overlay;

import dev.conctop.sample.figure.Budget;
import dev.conctop.sample.figure.CleanText;
import dev.conctop.sample.figure.Part;
import dev.conctop.sample.jvm.JvmThread;
import dev.conctop.sample.thread.ThreadRow;
import dev.conctop.state.State;
import dev.conctop.state.ui.Overlay;
import dev.conctop.view.canvas.Area;
import dev.conctop.view.canvas.Ink;
import dev.conctop.view.canvas.Lanes;
import dev.conctop.view.canvas.Style;
import dev.conctop.view.canvas.Words;
import dev.conctop.view.panel.BudgetPanel;
import java.util.List;
import java.util.Optional;

/** One thread in full: what it is, what it does, its whole budget and how each figure was got. */
public final class ThreadDetailOverlay {
  private static final int WIDTH = 78;
  private static final int HEIGHT = 18;
  private static final int FIRST_PART = 5;

  private ThreadDetailOverlay() {}

  public static void draw(Area page, State shown, Overlay.ThreadDetail detail) {
    int width = Math.min(page.width() - 2, Math.max(WIDTH, page.width() * 2 / 3));
    Area box = StageBox.middle(page, width, HEIGHT);
    for (ThreadRow row : shown.observed().threads().map(t -> t.threads()).orElse(List.of())) {
      if (row.pid() == detail.pid() && row.tid() == detail.tid()) {
        Area inside = box.box(CleanText.named(row.name()), row.role().key(), Ink.ACCENT);
        thread(inside, shown, row);
        box.footnote(BudgetPanel.marks(box, shown));
        return;
      }
    }
    Area inside = box.box("Thread", "", Ink.ACCENT);
    Words words = inside.words().add("thread ").whole(detail.tid()).add(" has ended");
    inside.text(2, 1, words, Ink.TEXT);
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
    int first = FIRST_PART;
    Optional<JvmThread> java = shown.observed().jvms().thread(row.pid(), row.tid());
    if (java.isPresent() && !java.get().state().isEmpty()) {
      java(inside, java.get());
      first++;
    }
    budget(inside, first, row.budget());
  }

  /** Where the JVM's last dump found it. */
  private static void java(Area inside, JvmThread java) {
    Words words = inside.words().add(java.state());
    words.add(java.at().isEmpty() ? "" : " at ").add(java.at());
    inside.text(3, 3, words, Ink.TEXT);
    if (!java.waitsFor().isEmpty()) {
      words = inside.words().add("waits for ").add(java.waitsFor());
      words.add(java.owner().isEmpty() ? "" : ", held by ").add(java.owner());
      inside.name(3, 4, inside.width() - 4, words, Style.bold(Ink.LOCK));
    }
  }

  private static void budget(Area inside, int first, Budget budget) {
    Words words = inside.words().add("the last ").duration(budget.wallNanos());
    words.add("; parts and wall time differ by ");
    words.tenths(budget.closureError() * 100).add(" %");
    inside.text(3, first - 1, words, Ink.DIM);
    Part most = BudgetPanel.largest(budget);
    for (int i = 0; i < Part.count() && first + i < inside.height(); i++) {
      Part part = Part.at(i);
      Area line = inside.line(first + i);
      BudgetPanel.part(line.part(0, 0, line.width() - 20, 1), budget, part, part == most);
      if (budget.nanos(part) > 0) {
        int end = line.width() - 1;
        line.text(end - 18, 0, budget.fidelity(part).label(), Ink.DIM);
        line.right(end, 0, 8, line.words().duration(budget.nanos(part)), Ink.TEXT);
      }
    }
  }
}
