package dev.conctop.view.bar;

import dev.conctop.catalog.RunSpec;
import dev.conctop.diagnosis.Verdict;
import dev.conctop.state.State;
import dev.conctop.state.seen.Stage;
import dev.conctop.view.canvas.Area;
import dev.conctop.view.canvas.Clocks;
import dev.conctop.view.canvas.Ink;
import dev.conctop.view.canvas.Style;
import dev.conctop.view.canvas.Words;
import java.util.List;
import java.util.Locale;

/** The answer in one line: the class in strong ink, its cause, what it rests on. */
public final class VerdictLine {
  private static final int PROGRESS_CELLS = 16;

  private VerdictLine() {}

  /**
   * Draws the line.
   *
   * @return how many phrases of the evidence are in it
   */
  public static int draw(Area line, State shown, Verdict verdict) {
    int written = 0;
    switch (shown.stage()) {
      case Stage.Starting starting -> {
        int at = badge(line, "STARTING", Ink.ACCENT);
        line.text(at + 1, 0, line.words().add(starting.step()).add(" …"), Ink.TEXT);
      }
      case Stage.WarmingUp warming -> warmUp(line, shown, warming);
      case Stage.Died died -> {
        int at = badge(line, shown.target().isPresent() ? "ENDED" : "DIED", Ink.BAD);
        line.text(at + 1, 0, died.what(), Ink.TEXT);
      }
      case Stage.Watching _, Stage.Measuring _, Stage.Draining _, Stage.Finished _ -> {
        int at = kind(line, verdict);
        written = evidence(line, at + 2, verdict.evidence(), 0);
      }
    }
    if (shown.paused()) {
      paused(line, shown);
    }
    return written;
  }

  private static int badge(Area line, String word, Ink ink) {
    Words words = line.words().add(" ").add(word).add(" ");
    return line.text(1, 0, words, Style.reverse(ink));
  }

  private static int kind(Area line, Verdict verdict) {
    Ink ink = ink(verdict);
    int at = badge(line, verdict.kind().word().toUpperCase(Locale.ROOT), ink);
    return verdict.cause().isEmpty() ? at : line.text(at + 1, 0, verdict.cause(), Style.bold(ink));
  }

  /**
   * Writes as many phrases as there is room for, the first one in any case.
   *
   * @return the first phrase that found no room
   */
  private static int evidence(Area line, int column, List<String> phrases, int from) {
    int at = column;
    boolean first = true;
    for (int i = from; i < phrases.size(); i++) {
      String phrase = phrases.get(i);
      int needed = line.cells(phrase) + (first ? 0 : 3);
      if (at + needed > line.width() && !first) {
        return i;
      }
      if (!first) {
        line.put(at + 1, 0, line.glyphs().dot(), Ink.DIM);
        at += 3;
      }
      at = line.text(at, 0, phrase, Ink.TEXT);
      first = false;
    }
    return phrases.size();
  }

  /** The verdict's colour is that of where the time goes. */
  static Ink ink(Verdict verdict) {
    return switch (verdict.kind()) {
      case CPU_SATURATED -> Ink.ON_CPU;
      case IO_WAITING ->
          switch (verdict.cause()) {
            case "disk" -> Ink.DISK;
            case "ipc" -> Ink.IPC;
            default -> Ink.NETWORK;
          };
      case LOCK_BOUND -> Ink.LOCK;
      case THROTTLED -> Ink.BAD;
      case IDLE -> Ink.SLEEP;
      case MIXED -> Ink.ACCENT;
      case CANNOT_TELL -> Ink.DIM;
    };
  }

  private static void warmUp(Area line, State shown, Stage.WarmingUp warming) {
    if (shown.contest().filter(contest -> !contest.race().warming()).isPresent()) {
      int behind = badge(line, "SETTLING", Ink.WARN);
      line.text(behind + 1, 0, "the next arm begins its block", Ink.DIM);
      return;
    }
    int at = badge(line, "WARMING UP", Ink.WARN);
    double done = Math.max(0, Clocks.shownNanos(shown) - warming.sinceNanos()) / 1e9;
    double whole = shown.run().map(RunSpec::warmUpNanos).orElse(0L) / 1e9;
    Words words = line.words().tenths(done).add(" s");
    if (whole > 0) {
      words.add(" of ").tenths(whole).add(" s");
    }
    at = line.text(at + 1, 0, words, Ink.TEXT);
    if (whole > 0) {
      line.track(at + 2, 0, PROGRESS_CELLS);
      line.bar(at + 2, 0, PROGRESS_CELLS, Math.min(1, done / whole), Ink.WARN);
      at += 2 + PROGRESS_CELLS;
    }
    line.text(at + 2, 0, "nothing counts yet", Ink.DIM);
  }

  private static void paused(Area line, State shown) {
    long since = Math.max(0, shown.nowNanos() - Clocks.shownNanos(shown));
    Words words = line.words();
    if (shown.rewound()) {
      words.add(" ").glyph(line.glyphs().minus());
    } else {
      words.add(" PAUSED +");
    }
    words.whole(since / 1_000_000_000L).add(" s ");
    line.text(line.width() - words.length(), 0, words, Style.reverse(Ink.WARN));
  }

  /**
   * What explains the verdict, one finding a row.
   *
   * @param written how many phrases of the evidence are in the line above
   */
  public static void findings(Area area, State shown, Verdict verdict, int written) {
    if (shown.stage() instanceof Stage.Starting
        || shown.stage() instanceof Stage.WarmingUp
        || shown.stage() instanceof Stage.Died) {
      return;
    }
    int rows = area.height();
    int count = verdict.findings().size();
    if (count == 0 && shown.stage() instanceof Stage.Watching) {
      rest(area, verdict, written);
      return;
    }
    for (int i = 0; i < Math.min(rows, count); i++) {
      Verdict.Finding finding = verdict.findings().get(i);
      area.put(1, i, area.glyphs().pointer(), Ink.WARN);
      int at = area.text(3, i, finding.name().word(), Style.bold(Ink.WARN));
      int end = area.width() - 1;
      if (i == rows - 1 && count > rows) {
        Words more = area.words().add("+").whole(count - rows).add(" more");
        area.right(end, i, 9, more, Ink.DIM);
        end -= 9;
      }
      advice(area.part(0, i, end, i == count - 1 ? rows - i : 1), at + 2, finding.advice());
    }
  }

  /** Of the whole machine there are no findings: the room is for the evidence that is left. */
  private static void rest(Area area, Verdict verdict, int written) {
    int next = written;
    for (int row = 0; row < area.height() && next < verdict.evidence().size(); row++) {
      next = evidence(area.line(row), 3, verdict.evidence(), next);
    }
  }

  /** A sentence, over the rows that are left when it is the last. */
  private static void advice(Area area, int column, String advice) {
    int room = area.width() - column;
    if (area.height() == 1 || area.cells(advice) <= room) {
      area.text(column, 0, room, advice, Ink.TEXT.ordinal());
      return;
    }
    int split = advice.lastIndexOf(' ', Math.max(0, room));
    area.text(column, 0, room, advice.substring(0, Math.max(0, split)), Ink.TEXT.ordinal());
    area.text(column, 1, room, advice.substring(split + 1), Ink.TEXT.ordinal());
  }
}
